package io.github.jinbei.cli;

import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.EstimatorListener;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Prints the progress of a training over all its networks, or of a cross-validation over all folds: on a terminal a bar, else a
 * line for each tenth. A failure of the output ends the training, and {@link #close} throws it.
 */
final class TableReport implements EstimatorListener, AutoCloseable {

  private static final int LINES = 10;

  private final PrintStream out;
  private final Interrupt interrupt;
  private final long started = System.nanoTime();

  /** The epochs of each network, at most. */
  private int epochs;

  /** The folds of the cross-validation under way; empty outside of one. */
  private final List<Fold> folds = new ArrayList<>();

  /** The number of networks; in a cross-validation that of a fold. 0 before the first epoch is complete. */
  private int networks;

  /** Printed after the number of networks. */
  private String kind = "";
  private final ProgressBar bar;

  /** The completed epochs, and the epochs to complete. An early end reduces the second. */
  private long done;
  private long all;

  /** How many tenths have been printed. */
  private long tenths;
  private OutputException failure;

  /**
   * Makes a report, and starts its clock.
   *
   * @param epochs the number of epochs of each network, at most
   * @param interrupt requests the end of the training
   */
  TableReport(PrintStream out, int epochs, Interrupt interrupt) {
    this.out = out;
    this.bar = Terminal.redraws(out) ? new ProgressBar(out, "epochs", 1, Terminal::columns, System::nanoTime,
        StandardOutput.isUnicode()) : null;
    this.epochs = epochs;
    this.interrupt = interrupt;
  }

  /** The progress of the training without one fold. */
  private final class Fold implements EstimatorListener {

    /** The networks; 0 before the first epoch is complete. Until then {@code all} counts as many as in the first fold. */
    private int networks;
    private boolean refitted;
    private long completed;

    /** When the last epoch was complete. */
    private double seconds;

    @Override
    public boolean onEpoch(int network, int networks, EpochResult result) {
      expect(networks, folds.size());
      if (this.networks == 0) {
        this.networks = networks;
        all += (long) (networks - TableReport.this.networks) * TableReport.this.epochs;
      }
      completed++;
      seconds = seconds();
      done++;
      if (!refitted) {
        addLoss(result);
      }
      print();
      if (isToEnd()) {
        throw new CancellationException(placeOfEnd());
      }
      return true;
    }

    @Override
    public void onEarlyEnd(int network, int epochs) {
      all -= TableReport.this.epochs - epochs;
      print();
    }

    @Override
    public void onRefit(int epochs) {
      refitted = true;
      all += (long) networks * epochs;
    }
  }

  @Override
  public boolean onEpoch(int network, int networks, EpochResult result) {
    expect(networks, 1);
    done++;
    addLoss(result);
    print();
    return !isToEnd();
  }

  @Override
  public void onEarlyEnd(int network, int epochs) {
    all -= this.epochs - epochs;
    print();
  }

  /** Starts to count anew, for the networks that are trained on all rows. */
  @Override
  public void onRefit(int epochs) {
    restart();
    this.epochs = epochs;
    kind = ", on all rows";
  }

  @Override
  public EstimatorListener ofFold(int fold, int folds) {
    this.folds.add(new Fold());
    return this.folds.get(fold);
  }

  /** Prints a line for each fold, and sets the counts to 0. Called when all folds have ended. */
  void endFolds() {
    restart();
    for (int i = 0; i < folds.size(); i++) {
      Fold fold = folds.get(i);
      out.println("Fold " + (i + 1) + " of " + folds.size() + ": " + Count.of(fold.completed, "epoch") + " of "
          + Count.of(fold.networks, "network") + ", " + Text.seconds(fold.seconds));
    }
    folds.clear();
  }

  private void restart() {
    clear();
    if (bar != null) {
      bar.restart();
      bar.clear();
    }
    done = 0;
    all = 0;
    networks = 0;
    tenths = 0;
  }

  /** At the first epoch, stores the number of networks, and computes the epochs of all estimators. */
  private void expect(int networks, int estimators) {
    if (this.networks == 0) {
      this.networks = networks;
      all = (long) estimators * networks * epochs;
    }
  }

  private void addLoss(EpochResult result) {
    if (bar != null) {
      Evaluation validation = result.validation();
      bar.add(result.epoch(), validation == null ? result.loss() : validation.loss());
    }
  }

  private void print() {
    String what = folds.isEmpty() ? Count.of(networks, "network") + kind : Count.of(folds.size(), "fold");
    try {
      if (bar != null) {
        bar.total(all);
        bar.update(what, done);
      } else if (done * LINES / all > tenths) {
        tenths = done * LINES / all;
        out.println("Epochs: " + done + " / " + all + " of " + what + ", " + Text.seconds(seconds()));
      }
    } catch (OutputException e) {
      failure = e;
    }
  }

  private boolean isToEnd() {
    return failure != null || interrupt.isRequested();
  }

  /** Returns whether the training of networks on all rows has begun. */
  boolean refitted() {
    return !kind.isEmpty();
  }

  /** Returns where a training ended that has no model. */
  String placeOfEnd() {
    return folds.isEmpty() ? "before an epoch was complete" : "in the cross-validation";
  }

  /** Returns the seconds since this report was made. */
  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** Erases the bar. */
  void clear() {
    if (bar != null) {
      bar.erase();
    }
  }

  /** Throws the failure of the output, if there was one. */
  @Override
  public void close() {
    if (failure != null) {
      throw failure;
    }
  }
}

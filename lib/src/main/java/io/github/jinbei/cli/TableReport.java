package io.github.jinbei.cli;

import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.EstimatorListener;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;

/**
 * Prints the progress of a training over all its networks: on a terminal a bar, else a line for each tenth; and a line for each
 * fold of a cross-validation. A failure of the output ends the training, and {@link #close} throws it.
 */
final class TableReport implements EstimatorListener, AutoCloseable {

  private static final int LINES = 10;

  private final PrintStream out;
  private final int mostEpochs;
  private final Interrupt interrupt;
  private final long started = System.nanoTime();
  private int epochs;

  /** The fold under way, for example {@code fold 2 of 5}; empty outside of a cross-validation. */
  private String fold = "";
  private long foldStarted;

  /** The epochs of a fold before its networks are trained on all rows. */
  private long before;

  /** Follows the number of networks in each line. */
  private String kind = "";
  private final ProgressBar bar;
  private int networks;

  /** Completed epochs; and epochs that are left out, since their network has ended early. */
  private long done;
  private long spared;

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
    this.mostEpochs = epochs;
    this.epochs = epochs;
    this.interrupt = interrupt;
  }

  @Override
  public boolean onEpoch(int network, int networks, EpochResult result) {
    this.networks = networks;
    done++;
    if (bar != null) {
      Evaluation validation = result.validation();
      bar.add(result.epoch(), validation == null ? result.loss() : validation.loss());
    }
    print();
    boolean goesOn = failure == null && !interrupt.isRequested();
    if (!goesOn && !fold.isEmpty()) {
      throw new CancellationException("in " + fold);
    }
    return goesOn;
  }

  @Override
  public void onEarlyEnd(int network, int epochs) {
    spared += this.epochs - epochs;
    print();
  }

  /** Starts to count anew, for the networks that are trained on all rows. */
  @Override
  public void onRefit(int epochs) {
    before += done;
    restart(epochs);
    kind = ", on all rows";
  }

  /** Prints the line of the fold before, and starts to count anew. */
  @Override
  public void onFold(int fold, int folds) {
    endFold();
    this.fold = "fold " + (fold + 1) + " of " + folds;
  }

  /** Prints the line of a fold that has ended, if there is one, and starts to count anew, outside of a fold. */
  void endFold() {
    before += done;
    restart(mostEpochs);
    if (!fold.isEmpty()) {
      out.println(Text.format("F%s: %s of %s, %.2f s", fold.substring(1), Count.of(before, "epoch"),
          Count.of(networks, "network"), (System.nanoTime() - foldStarted) / 1e9));
    }
    kind = "";
    before = 0;
    fold = "";
    foldStarted = System.nanoTime();
  }

  private void restart(int epochs) {
    clear();
    if (bar != null) {
      bar.restart();
      bar.clear();
    }
    done = 0;
    spared = 0;
    tenths = 0;
    this.epochs = epochs;
  }

  private void print() {
    long all = (long) networks * epochs - spared;
    String what = (fold.isEmpty() ? "" : fold + ", ") + Count.of(networks, "network") + kind;
    try {
      if (bar != null) {
        bar.total(all);
        bar.update(what, done);
      } else if (fold.isEmpty() && done * LINES / all > tenths) {
        tenths = done * LINES / all;
        out.println(Text.format("Epochs: %d / %d of %s, %.2f s", done, all, what, seconds()));
      }
    } catch (OutputException e) {
      failure = e;
    }
  }

  /** Returns whether the training of networks on all rows has begun. */
  boolean refitted() {
    return !kind.isEmpty();
  }

  /** Returns where a training ended that has no model. */
  String placeOfEnd() {
    return fold.isEmpty() ? "before an epoch was complete" : "in " + fold;
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

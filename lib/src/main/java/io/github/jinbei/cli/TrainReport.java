package io.github.jinbei.cli;

import io.github.jinbei.DiagnosticsListener;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainingListener;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.report.Report;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the progress of a training: a line for each epoch, and on a terminal a bar within each epoch. Keeps the results for a
 * report, if there is one.
 */
final class TrainReport implements TrainingListener {

  private final PrintStream out;
  private final Trainer trainer;
  private final Dataset test;
  private final Interrupt interrupt;
  private final ProgressBar bar;
  private final long started = System.nanoTime();
  private long epochStarted = started;
  private int firstEpoch;
  private int bestEpoch;
  private Evaluation best;

  /** Measures the layers after each epoch; null without a report. */
  private final DiagnosticsListener diagnostics;
  private final List<EpochResult> results = new ArrayList<>();
  private final List<Evaluation> tests = new ArrayList<>();

  /**
   * Makes a report, and starts its clock.
   *
   * @param trainer tests the network after each epoch
   * @param rows rows of an epoch
   * @param test rows that are not trained on
   * @param interrupt requests the end of the training
   * @param diagnostics measures the layers for a report; null if there is none
   */
  TrainReport(PrintStream out, Trainer trainer, long rows, Dataset test, Interrupt interrupt,
      DiagnosticsListener diagnostics) {
    this.out = out;
    this.trainer = trainer;
    this.test = test;
    this.interrupt = interrupt;
    this.diagnostics = diagnostics;
    this.bar = Terminal.redraws(out) ? new ProgressBar(out, "samples", rows, Terminal::columns, System::nanoTime,
        StandardOutput.isUnicode()) : null;
  }

  @Override
  public void onBegin(Trainer trainer) {
    if (diagnostics != null) {
      diagnostics.onBegin(trainer);
    }
  }

  @Override
  public boolean onStep(int epoch, long rowsDone, double batchLoss) {
    if (bar != null) {
      bar.update("Epoch " + epoch, rowsDone);
    }
    return !interrupt.isRequested();
  }

  @Override
  public boolean onEpoch(EpochResult result) {
    clear();
    Evaluation tested = trainer.evaluate(test);
    long now = System.nanoTime();
    String validation =
        result.validation() == null ? "" : "validation loss " + Text.loss(result.validation().loss()) + ", ";
    out.println("Epoch " + result.epoch() + ": " + tested.correct() + " / " + tested.rows() + "  training loss "
        + Text.loss(result.loss()) + ", " + validation + "test loss " + Text.loss(tested.loss()) + ", "
        + Text.seconds((now - epochStarted) / 1e9));
    epochStarted = now;
    if (diagnostics != null) {
      diagnostics.onEpoch(result);
      results.add(result);
      tests.add(tested);
    }
    firstEpoch = firstEpoch == 0 ? result.epoch() : firstEpoch;
    if (best == null || tested.correct() > best.correct()) {
      best = tested;
      bestEpoch = result.epoch();
    }
    if (bar != null) {
      bar.add(result.epoch(), result.loss());
      bar.restart();
    }
    return !interrupt.isRequested();
  }

  /** Erases the bar. */
  void clear() {
    if (bar != null) {
      bar.erase();
    }
  }

  /** Returns whether an epoch was completed. */
  boolean hasEpoch() {
    return best != null;
  }

  /**
   * Returns the first epoch with the most rows right, or {@code none} if no epoch was completed. Epochs before a resumption are
   * not known here, and the text says so.
   */
  String best() {
    return best == null ? "none" : "epoch " + bestEpoch + ": " + Text.right(best)
        + (firstEpoch > 1 ? ", of the epochs from " + firstEpoch + " on" : "");
  }

  /**
   * Returns the results of all epochs, or of those from the resumption on, if {@code fit} has thrown and so returned no
   * history.
   */
  History history() {
    return new History(results, History.End.LISTENER);
  }

  /**
   * Returns a report of the training, with the tests after its epochs and the layers.
   *
   * @param history the epochs, of which the last ones were tested here
   */
  Report page(Mlp mlp, History history) {
    return Report.of(mlp, history, test).tests(tests).diagnostics(diagnostics.diagnostics());
  }

  /** Returns the seconds since this report was made. */
  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }
}

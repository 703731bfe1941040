package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.train.BatchRows.LargestInput;

/**
 * Warns, once a trainer, of a training that has learned nothing from inputs far from -1 .. 1. Nothing learned: the loss of the
 * training rows is no better than that of outputs that do not depend on the inputs. The perceptron's loss, which compares
 * with nothing of the kind, is not checked.
 */
final class ScaleWarning {

  /** Inputs of a larger magnitude are far. */
  private static final float FAR = 100;

  /** A training is checked after so many epochs, or where it ends before. */
  private static final int EPOCHS = 10;

  /** A loss below this share of that of constant outputs shows that something is learned. */
  private static final double LEARNED = 0.99;

  /** Keeps logarithms of targets finite. */
  private static final double LEAST = 1e-12;

  /** Where constant outputs have a smaller loss, all targets are the same, and there is nothing to learn. */
  private static final double NOTHING = 1e-9;

  private final Mlp mlp;
  private final Loss loss;
  private final Trainer trainer;
  private boolean done;

  ScaleWarning(Mlp mlp, Loss loss, Trainer trainer) {
    this.mlp = mlp;
    this.loss = loss;
    this.trainer = trainer;
  }

  /**
   * Checks a training, and warns if it has learned nothing.
   *
   * @param train the rows it learned from
   * @param last its last completed epoch
   * @param ended whether no epoch follows in this call
   */
  void check(Dataset train, EpochResult last, boolean ended) {
    if (done || !ended && last.epoch() < EPOCHS) {
      return;
    }
    done = last.epoch() >= EPOCHS;
    double constant = lossOfConstant(train);
    if (!(constant > NOTHING) || last.loss() < LEARNED * constant) {
      return;
    }
    LargestInput largest = trainer.largestInput(train);
    if (!(Math.abs(largest.value()) > FAR)) {
      return;
    }
    // The loss of the epoch has decay, smoothing and weights in it, and is that of the weights before each step.
    double learned = trainer.evaluate(train).loss();
    if (learned < LEARNED * constant) {
      return;
    }
    done = true;
    System.getLogger("io.github.jinbei").log(System.Logger.Level.WARNING, "after " + Count.of(last.epoch(), "epoch")
        + " the loss of the training rows is " + (float) learned + ", and " + (float) constant + " where the outputs do not "
        + "depend on the inputs: nothing is learned. In these rows " + largest + ": inputs should be scaled to about -1 .. 1");
  }

  /** The loss of the rows where each output is the mean of its targets. Rows of one class have the same targets. */
  private double lossOfConstant(Dataset train) {
    long[] counts = new long[train.hasClasses() ? mlp.classes() : train.rows()];
    for (int row = 0; row < train.rows(); row++) {
      counts[train.hasClasses() ? train.classOf(row) : row]++;
    }
    int outputs = mlp.outputs();
    float[] targets = new float[outputs];
    double[] means = new double[outputs];
    for (int i = 0; i < counts.length; i++) {
      write(train, i, targets);
      for (int j = 0; j < outputs; j++) {
        means[j] += (double) counts[i] / train.rows() * targets[j];
      }
    }
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      write(train, i, targets);
      for (int j = 0; j < outputs; j++) {
        sum += counts[i] * loss.exact.of(preActivation(means[j]), means[j], targets[j], 0);
      }
    }
    return sum / train.rows();
  }

  /** Writes the targets of a class, or of a row where rows have targets of their own. */
  private void write(Dataset train, int classOrRow, float[] targets) {
    if (train.hasClasses()) {
      mlp.topology().classes().write(classOrRow, targets, 0);
    } else {
      train.copyTargets(classOrRow, 1, targets, 0);
    }
  }

  /** The pre-activation of an output for the losses that are formulas of it; softmax's up to a constant. */
  private double preActivation(double mean) {
    double log = StrictMath.log(Math.max(LEAST, mean));
    return loss.equals(Loss.BINARY_CROSS_ENTROPY) ? log - StrictMath.log(Math.max(LEAST, 1 - mean)) : log;
  }
}

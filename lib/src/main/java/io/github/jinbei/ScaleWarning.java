package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.train.BatchRows;
import io.github.jinbei.internal.train.BatchRows.LargestInput;

/**
 * A warning, at most once for each trainer, if training has learned nothing and inputs are far from -1 .. 1. It has learned
 * nothing if the loss of the training rows is no better than that of constant outputs, which do not depend on the inputs. The
 * perceptron loss of constant outputs has no such meaning and is not checked.
 */
final class ScaleWarning {

  /** An input of a larger magnitude is far from -1 .. 1. */
  private static final float FAR = 100;

  /** The check is made after this number of epochs, or at an earlier end of the call. */
  private static final int EPOCHS = 10;

  /** If the loss is below this share of that of constant outputs, something was learned. */
  private static final double LEARNED = 0.99;

  /** A lower bound of means, so that their logarithms are finite. */
  private static final double LEAST = 1e-12;

  /** If constant outputs have a smaller loss, all targets are equal and there is nothing to learn. */
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
   * Checks the training so far, and warns if it has learned nothing.
   *
   * @param train the training rows
   * @param last the last completed epoch
   * @param ended whether no other epoch follows in this call
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
    LargestInput largest = new BatchRows(mlp.topology(), null, 0f, null).of(train, null, 0).largestInput(train.rows());
    if (!(Math.abs(largest.value()) > FAR)) {
      return;
    }
    // The loss of the epoch includes decay, smoothing and weights, and each batch has its loss from before its update.
    double learned = trainer.evaluate(train).loss();
    if (learned < LEARNED * constant) {
      return;
    }
    done = true;
    System.getLogger("io.github.jinbei").log(System.Logger.Level.WARNING, "after " + Count.of(last.epoch(), "epoch")
        + " the loss of the training rows is " + (float) learned + ", and " + (float) constant + " where the outputs do not "
        + "depend on the inputs: nothing is learned. In these rows " + largest + ": inputs should be scaled to about -1 .. 1");
  }

  /** Returns the loss of the rows if each output is the mean of its targets. Rows of one class have the same targets. */
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
    Loss.Exact exact = loss.exact();
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      write(train, i, targets);
      for (int j = 0; j < outputs; j++) {
        sum += counts[i] * exact.of(preActivation(means[j]), means[j], targets[j], 0);
      }
    }
    return sum / train.rows();
  }

  /** Writes the targets of a class, or of a row if the data have no classes. */
  private void write(Dataset train, int classOrRow, float[] targets) {
    if (train.hasClasses()) {
      mlp.topology().classes().write(classOrRow, targets, 0);
    } else {
      train.copyTargets(classOrRow, 1, targets, 0);
    }
  }

  /** Returns the pre-activation of an output, for the losses that are computed from it; for softmax up to a constant. */
  private double preActivation(double mean) {
    double log = StrictMath.log(Math.max(LEAST, mean));
    return loss.equals(Loss.BINARY_CROSS_ENTROPY) ? log - StrictMath.log(Math.max(LEAST, 1 - mean)) : log;
  }
}

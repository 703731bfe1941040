package io.github.jinbei;

import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.train.BatchNormRows;
import io.github.jinbei.internal.train.BatchRows;
import io.github.jinbei.internal.train.InputGradients;
import io.github.jinbei.internal.train.Targets;
import io.github.jinbei.internal.train.TrainingState;

/**
 * Batches whose rows are in the caller's arrays: checks the arrays, trains on the rows, and computes input gradients. The
 * methods of {@link Trainer} say what the arguments are.
 */
final class SingleBatches {

  private final Mlp mlp;
  private final Targets targets;
  private final BatchNormRows batchNormRows;
  private final BatchRows rows;

  /** Rows without weights and smoothing. */
  private final BatchRows plainRows;
  private final BatchTrainer batches;
  private final InputGradients inputGradients;
  private long steps;

  /**
   * Single batches of one trainer.
   *
   * @param rows with class weights and smoothing: those on which {@code batches} trains
   */
  SingleBatches(Mlp mlp, Targets targets, BatchNormRows batchNormRows, BatchRows rows, BatchTrainer batches,
      InputGradients inputGradients) {
    this.mlp = mlp;
    this.targets = targets;
    this.batchNormRows = batchNormRows;
    this.rows = rows;
    this.plainRows = new BatchRows(mlp.topology(), targets, 0f, null);
    this.batches = batches;
    this.inputGradients = inputGradients;
  }

  double step(float[] x, int xOff, int[] classes, int cOff, int count) {
    prepare(x, xOff, count);
    checkLabels(classes, cOff, count);
    rows.of(x, xOff, classes, cOff);
    return step(count);
  }

  double step(float[] x, int xOff, float[] targetRows, int tOff, int count) {
    prepare(x, xOff, count);
    Arguments.range("targets", targetRows, tOff, count, mlp.outputs());
    targets.checkTraining(targetRows, tOff, count);
    rows.of(x, xOff, targetRows, tOff);
    return step(count);
  }

  private void prepare(float[] x, int xOff, int count) {
    Arguments.atLeast("rows", count, 1);
    Arguments.range("x", x, xOff, count, mlp.inputs());
    batchNormRows.checkBatch(count);
    batches.reserve(count);
  }

  private double step(int count) {
    steps++;
    return batches.update(count, 0, steps, null);
  }

  /** Puts the number of single steps, which messages have. */
  void save(TrainingState to) {
    to.put("single_steps", steps);
  }

  /** Takes what {@link #save} put. */
  void load(TrainingState from) {
    steps = from.number("single_steps");
  }

  void inputGradient(float[] x, int xOff, int[] classes, int cOff, int count, float[] to, int toOff) {
    checkLabels(classes, cOff, count);
    checkInputGradient(x, xOff, count, to, toOff);
    inputGradients.compute(plainRows.of(x, xOff, classes, cOff), count, to, toOff);
  }

  void inputGradient(float[] x, int xOff, float[] targetRows, int tOff, int count, float[] to, int toOff) {
    Arguments.range("targets", targetRows, tOff, count, mlp.outputs());
    targets.check(targetRows, tOff, count);
    checkInputGradient(x, xOff, count, to, toOff);
    inputGradients.compute(plainRows.of(x, xOff, targetRows, tOff), count, to, toOff);
  }

  private void checkInputGradient(float[] x, int xOff, int count, float[] to, int toOff) {
    Arguments.atLeast("rows", count, 1);
    Arguments.range("x", x, xOff, count, mlp.inputs());
    Arguments.range("to", to, toOff, count, mlp.inputs());
    if (to == x) {
      throw new IllegalArgumentException("to is x; expected another array");
    }
  }

  private void checkLabels(int[] classes, int cOff, int count) {
    Arguments.range("classes", classes, cOff, count, 1);
    targets.check(classes, cOff, count);
  }
}

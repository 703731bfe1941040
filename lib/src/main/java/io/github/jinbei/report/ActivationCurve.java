package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import java.util.Arrays;

/**
 * An activation and its derivative at {@link #POINTS} points, as the library computes them: f by prediction, f' by
 * backpropagation.
 *
 * @param activation the function
 * @param z the points, from -4 to 4 in steps of 0.05
 * @param f the value at each point
 * @param derivative f' at each point, as backpropagation uses it
 * @param kinks the indices of the points where f' or f jumps by more than 0.01
 */
public record ActivationCurve(Activation activation, double[] z, double[] f, double[] derivative, int[] kinks) {

  /** The number of points. */
  public static final int POINTS = 161;

  /** f and f' are compared this far below and above a point. Within this distance no usual smooth f' changes by 0.01. */
  private static final float NEAR = 1e-4f;

  private static final double JUMP = 0.01;

  /** A target far below every output, so that the derivative of the absolute error with respect to the output is 1. */
  private static final float FAR = -1e30f;

  /**
   * Computes the curve of an element-wise activation. The network has one unit of it and one identity unit after it, because
   * every loss accepts identity outputs; both have weight 1 and bias 0. The first layer is frozen, so that its derivative may
   * be 0.
   */
  static ActivationCurve of(Activation activation) {
    Mlp mlp = Mlp.builder(1).dense(1, activation).regression(1).build();
    mlp.setWeights(0, new float[] {1});
    mlp.setWeights(1, new float[] {1});
    // For each point three rows: just below it, at it, just above it.
    int rows = 3 * POINTS;
    float[] z = new float[rows];
    for (int i = 0; i < rows; i++) {
      z[i] = (i / 3 - POINTS / 2) / 20f + (i % 3 - 1) * NEAR;
    }
    float[] f = mlp.predict(z);
    float[] targets = new float[rows];
    Arrays.fill(targets, FAR);
    float[] derivative = new float[rows];
    try (Trainer trainer = Trainer.builder(mlp).loss(Loss.ABSOLUTE_ERROR).freeze(0).threads(1).build()) {
      trainer.inputGradient(z, 0, targets, 0, rows, derivative, 0);
    }
    return new ActivationCurve(activation, middle(z), middle(f), middle(derivative), kinks(f, derivative));
  }

  private static double[] middle(float[] values) {
    double[] middle = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      middle[i] = values[3 * i + 1];
    }
    return middle;
  }

  private static int[] kinks(float[] f, float[] derivative) {
    int[] kinks = new int[POINTS];
    int count = 0;
    for (int i = 0; i < f.length; i += 3) {
      if (Math.abs(f[i + 2] - f[i]) > JUMP || Math.abs(derivative[i + 2] - derivative[i]) > JUMP) {
        kinks[count++] = i / 3;
      }
    }
    return Arrays.copyOf(kinks, count);
  }
}

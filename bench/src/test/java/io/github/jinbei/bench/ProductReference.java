package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A product in {@code double}, with the tolerance of a product in {@code float}: in any order, fused or not,
 * |c - Σab| ≤ γ_k · Σ|ab| with γ_k = ku / (1 - ku), u = 2^-24 (Higham, "Accuracy and stability of numerical
 * algorithms", section 3.1). One more term covers the error of the {@code double} sum.
 */
final class ProductReference {

  /**
   * The largest number of terms. Larger shapes are left out: 1024x1024x1024, 2048x2048x2048 and 512-2048-2048 take the baseline
   * and the reference minutes. They run the same code as 256-1024-1024, only with more cache blocks, whose number the tests of
   * the library's own product vary.
   */
  private static final double MOST_TERMS = 300e6;

  private final double[] sum;
  private final double[] tolerance;

  ProductReference(Operands operands) {
    Shape shape = operands.shape();
    int n = shape.n();
    float[] a = shape.form().transposeA() ? transpose(operands.a(), shape.k(), shape.m()) : operands.a();
    float[] b = shape.form().transposeB() ? transpose(operands.b(), n, shape.k()) : operands.b();
    sum = new double[shape.m() * n];
    tolerance = new double[shape.m() * n];
    for (int i = 0; i < shape.m(); i++) {
      for (int p = 0; p < shape.k(); p++) {
        addTerm(a[i * shape.k() + p], b, p * n, n, i * n);
      }
    }
    double ku = (shape.k() + 1) * UncertainMatrix.U;
    for (int i = 0; i < tolerance.length; i++) {
      tolerance[i] *= ku / (1 - ku);
    }
  }

  /** Returns all shapes in all forms, except the largest shapes. */
  static List<Arguments> products() {
    List<Arguments> cases = new ArrayList<>();
    for (String shape : Workloads.SHAPES) {
      for (Form form : Form.values()) {
        if (Workloads.shape(shape, form).flops() / 2 <= MOST_TERMS) {
          cases.add(Arguments.of(shape, form));
        }
      }
    }
    return cases;
  }

  /** Adds a · row of b to a row of the sums, and its magnitudes to that of the tolerances. */
  private void addTerm(double a, float[] b, int bAt, int n, int at) {
    for (int j = 0; j < n; j++) {
      double term = a * b[bAt + j];
      sum[at + j] += term;
      tolerance[at + j] += Math.abs(term);
    }
  }

  /** Returns the transpose of {@code from}, which is rows x columns. */
  private static float[] transpose(float[] from, int rows, int columns) {
    float[] to = new float[from.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[j * rows + i] = from[i * columns + j];
      }
    }
    return to;
  }

  /** Fails if any element is outside its tolerance; NaN always is. */
  void check(String name, float[] c) {
    assertEquals(sum.length, c.length, name);
    for (int i = 0; i < c.length; i++) {
      if (!(Math.abs(c[i] - sum[i]) <= tolerance[i])) {
        fail(name + ", element of C " + i + ": " + c[i] + ", expected " + sum[i] + " within " + tolerance[i]
            + ", seed " + RandomInputs.SEED);
      }
    }
  }
}

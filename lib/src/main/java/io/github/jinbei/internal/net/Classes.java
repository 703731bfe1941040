package io.github.jinbei.internal.net;

/**
 * The classes of an output layer: their number, the class of a row of outputs or targets, and the target row of a label.
 *
 * <p>Several units, and a single unit of softmax, have one class each: the target of a label is one-hot, and the class of a
 * row is that of its largest value, of equal ones the first. A single unit of sigmoid or step has two classes: its target is
 * the label, 0 or 1, and a row is of class 1 where it is above one half. So has a single unit of identity or any other
 * function, which is fitted to the label: above one half it is nearer to 1.
 *
 * @param units outputs of a row
 * @param function that of the outputs
 */
public record Classes(int units, ActivationFunction function) {

  /** Returns whether there is a single unit, which has two classes. */
  private boolean yesOrNo() {
    return units == 1 && function != ActivationFunction.SOFTMAX;
  }

  /** Returns the number of classes. */
  public int count() {
    return yesOrNo() ? 2 : units;
  }

  /** Returns the class of a row of outputs or targets. */
  public int choice(float[] row, int offset) {
    if (yesOrNo()) {
      return row[offset] > 0.5f ? 1 : 0;
    }
    int best = 0;
    for (int j = 1; j < units; j++) {
      if (row[offset + j] > row[offset + best]) {
        best = j;
      }
    }
    return best;
  }

  /** Returns how many rows of outputs have the class of their row of targets; both [rows][units]. */
  int correct(float[] outputs, float[] targets, int rows) {
    int correct = 0;
    for (int r = 0; r < rows; r++) {
      if (choice(outputs, r * units) == choice(targets, r * units)) {
        correct++;
      }
    }
    return correct;
  }

  /**
   * Returns whether a row of targets has one class: one value is the largest, and no other is above one half. The targets of
   * functions other than softmax, sigmoid and step are values, which have no class.
   */
  public boolean hasOne(float[] row, int offset) {
    if (function != ActivationFunction.SOFTMAX && function != Elementwise.SIGMOID && function != Elementwise.STEP) {
      return false;
    }
    int best = choice(row, offset);
    for (int j = 0; j < units; j++) {
      float y = row[offset + j];
      if (!yesOrNo() && j != best && !(y < row[offset + best] && y <= 0.5f)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the output for one class: that of its unit; with a single unit a for class 1, and 1 - a for class 0. */
  public float output(float[] row, int offset, int label) {
    return !yesOrNo() ? row[offset + label] : label == 1 ? row[offset] : 1 - row[offset];
  }

  /** Writes the target row of a label. */
  public void write(int label, float[] to, int offset) {
    if (yesOrNo()) {
      to[offset] = label;
      return;
    }
    for (int j = 0; j < units; j++) {
      to[offset + j] = j == label ? 1f : 0f;
    }
  }
}

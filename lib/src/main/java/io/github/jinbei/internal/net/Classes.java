package io.github.jinbei.internal.net;

/**
 * How outputs and targets name classes: the one place that decides it.
 *
 * <p>Several units, and a single unit of softmax, have one class each: the target of a label is one-hot, and a row names the
 * class of its largest value, of equal ones the first. A single unit of any other function has two classes: its target is
 * the label, 0 or 1, and a row names class 1 where it is above one half. So sigmoid and step say yes or no; identity and
 * the rest are fitted to the label, and one half separates what is nearer to 0 from what is nearer to 1.
 *
 * @param units outputs of a row
 * @param function that of the outputs
 */
public record Classes(int units, ActivationFunction function) {

  /** Whether the single unit has two classes. */
  private boolean yesOrNo() {
    return units == 1 && function != ActivationFunction.SOFTMAX;
  }

  /** The number of classes. */
  public int count() {
    return yesOrNo() ? 2 : units;
  }

  /** The class that a row of outputs or targets names. */
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

  /**
   * Whether a row of targets names one class: it has one largest value, and no other is above one half. The targets of
   * outputs other than softmax, sigmoid and step are values, which name none.
   */
  public boolean namesOne(float[] row, int offset) {
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

  /** What a row of outputs says of one class: the value of its unit; a single unit's is that of class 1, of class 0 1 - a. */
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

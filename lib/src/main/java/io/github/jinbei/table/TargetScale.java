package io.github.jinbei.table;

/**
 * The scale of the targets of a regression: a network learns z = (y − mean) / deviation.
 *
 * @param mean the mean of the targets
 * @param deviation their standard deviation, divided by n; 0 if they are all equal: z is then 0
 */
record TargetScale(double mean, double deviation) {

  /** Computes the scale of a target without missing values. */
  static TargetScale of(Column target) {
    checkNumeric(target);
    int rows = target.rows();
    double sum = 0;
    boolean equal = true;
    for (int row = 0; row < rows; row++) {
      sum += target.number(row);
      equal &= target.number(row) == target.number(0);
    }
    if (equal) {
      return new TargetScale(target.number(0), 0);
    }
    double mean = sum / rows;
    double squares = 0;
    for (int row = 0; row < rows; row++) {
      double difference = target.number(row) - mean;
      squares += difference * difference;
    }
    double deviation = Math.sqrt(squares / rows);
    if (!(deviation > 0 && deviation <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("the target \"" + target.name() + "\" has the mean " + mean
          + " and the standard deviation " + deviation + "; expected numbers of a scale whose deviation is finite and above 0");
    }
    return new TargetScale(mean, deviation);
  }

  static void checkNumeric(Column target) {
    if (!target.isNumeric()) {
      throw new IllegalArgumentException("the target \"" + target.name() + "\" has texts, for example \"" + target.text(0)
          + "\"; expected numbers (an MlpClassifier predicts texts)");
    }
  }

  /** Returns the targets as networks learn them. */
  float[] standardised(Column target) {
    float[] z = new float[target.rows()];
    for (int row = 0; row < z.length && deviation > 0; row++) {
      z[row] = (float) ((target.number(row) - mean) / deviation);
    }
    return z;
  }

  /** Returns the value of a standardised one. */
  double value(double z) {
    return mean + deviation * z;
  }
}

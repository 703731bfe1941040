package io.github.jinbei.internal.train;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.Classes;

/**
 * The factors of the losses of rows: the weight of the row times that of its class.
 *
 * @param classes the classes of the targets
 * @param ofClasses the weight of each class, or null for 1
 */
public record RowWeights(Classes classes, float[] ofClasses) {

  /** Returns whether rows of the data may have a factor other than 1. */
  boolean weigh(Dataset data) {
    return ofClasses != null || data.hasWeights();
  }

  /** Returns the factor of a row that has a weight of its own, and whose targets are row {@code row} of the array. */
  float of(float weight, float[] targets, int row) {
    return ofClasses == null ? weight : weight * ofClasses[classes.choice(targets, row * classes.units())];
  }
}

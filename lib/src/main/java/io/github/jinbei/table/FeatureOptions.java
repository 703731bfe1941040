package io.github.jinbei.table;

import io.github.jinbei.internal.text.Arguments;
import java.util.Objects;

/**
 * The settings of {@link Features}.
 *
 * @param scaling the scaling of the inputs
 * @param mostCategories the greatest number of categories of a column that have an input of their own; the rarest of a column
 *     with more share one input
 */
public record FeatureOptions(Scaling scaling, int mostCategories) {

  /** The default: {@link Scaling#ROBUST}, and 100 categories. */
  public static final FeatureOptions DEFAULT = new FeatureOptions(Scaling.ROBUST, 100);

  /**
   * Checks the settings.
   *
   * @param scaling the scaling of the inputs
   * @param mostCategories the greatest number of categories, at least 1
   * @throws IllegalArgumentException if {@code mostCategories} is less than 1
   * @throws NullPointerException if {@code scaling} is null
   */
  public FeatureOptions {
    Objects.requireNonNull(scaling, "scaling");
    Arguments.atLeast("mostCategories", mostCategories, 1);
  }
}

package io.github.jinbei.table;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.data.Dataset;
import java.util.Objects;

/** The settings of a new {@link MlpRegressor}. */
public final class MlpRegressorBuilder extends EstimatorBuilder<MlpRegressorBuilder, MlpRegressor> {

  MlpRegressorBuilder() {
    super(Task.REGRESSION);
  }

  @Override
  MlpRegressorBuilder self() {
    return this;
  }

  /**
   * Trains a regressor on rows of numbers, as {@link #fit(Table, String)} does on the table {@link Table#ofRows(double[][])}.
   *
   * @param x rows of the same length; NaN is a missing number
   * @param targets the value of each row
   * @return the regressor
   * @throws IllegalArgumentException as {@link #fit(Table, String)}, and if the arrays have different lengths
   * @throws NullPointerException if an argument is null
   */
  public MlpRegressor fit(double[][] x, double[] targets) {
    return fit(Table.ofRows(Objects.requireNonNull(x, "x")), "targets", target(targets));
  }

  /**
   * Trains a regressor on rows of numbers, as {@link #fit(Table, String)} does on the table {@link Table#ofRows(float[][])}.
   *
   * @param x rows of the same length; NaN is a missing number
   * @param targets the value of each row
   * @return the regressor
   * @throws IllegalArgumentException as {@link #fit(Table, String)}, and if the arrays have different lengths
   * @throws NullPointerException if an argument is null
   */
  public MlpRegressor fit(float[][] x, double[] targets) {
    return fit(Table.ofRows(Objects.requireNonNull(x, "x")), "targets", target(targets));
  }

  private static Column target(double[] targets) {
    return Column.numbers(TARGET, Objects.requireNonNull(targets, "targets"));
  }

  @Override
  MlpRegressor train(Table inputs, Column target, double[] ofRows, EstimatorListener listener) {
    TargetScale scale = TargetScale.of(target);
    float[] targets = scale.standardised(target);
    EstimatorSettings settings = settings(0f, EpochMetric.LOSS, false, listener);
    Weighting weighting = Weighting.of(weights(), ofRows, null, null);
    Folds folds = Folds.ofRows(targets.length, settings.folds(), settings.seed());
    return new MlpRegressor(Bag.fit(Task.REGRESSION, settings, inputs, target.name(), folds, weighting,
        (in, width) -> weighting.weigh(Dataset.ofTargets(in, width, targets, 1), ofRows)), scale);
  }
}

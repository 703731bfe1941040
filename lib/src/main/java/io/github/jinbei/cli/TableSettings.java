package io.github.jinbei.cli;

import io.github.jinbei.table.EstimatorBuilder;
import io.github.jinbei.table.EstimatorListener;
import io.github.jinbei.table.FeatureOptions;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpClassifierBuilder;
import io.github.jinbei.table.MlpEstimator;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Scaling;
import java.util.List;

/** The options of a model for a table, and the builder that they set. */
final class TableSettings {

  private static final int EPOCHS = 256;

  private static final Option<int[]> UNITS = new Option<>("--units", Kind.counts(), null,
      "units of the hidden layers (default 256,256,256)");
  private static final Option<Integer> FOLDS = new Option<>("--folds", Kind.count(), null,
      "the number of networks whose mean is the prediction, each validated by its part of the rows; 1 for a single one that is "
          + "validated by a fifth (default 5; with fewer than 200 rows, five new ones are then trained on all rows)");
  private static final Option<Scaling> SCALING = new Option<>("--scaling",
      Kind.choice(Scaling.values()), "robust", "how inputs are scaled");
  private static final Option<Integer> CATEGORIES = new Option<>("--categories", Kind.count(),
      Integer.toString(FeatureOptions.DEFAULT.mostCategories()),
      "categories of a column that have an input of their own; the rarest others share one");

  private final Options.Values values;
  private final TableTask task;

  /**
   * Reads the values.
   *
   * @throws UsageException if one of them is for classes, but the task is a regression
   */
  TableSettings(Options.Values values, TableTask.Choice task) {
    this.values = values;
    this.task = task.task();
    for (Option<?> option : List.of(FitOptions.SMOOTHING, ClassWeights.OPTION)) {
      if (values.has(option) && task.task() == TableTask.REGRESSION) {
        throw new UsageException(option.name() + " is for classes, but the task is " + task + "; leave it out");
      }
    }
    ClassWeights.requireForm(values, true);
  }

  /** Returns the options of the inputs and the networks. */
  static List<Option<?>> options() {
    return List.of(SCALING, CATEGORIES, UNITS, FOLDS);
  }

  /** Returns the number of epochs of each network, at most. */
  int epochs() {
    return values.get(FitOptions.EPOCHS, EPOCHS);
  }

  /** Returns the largest number of threads. */
  int threads() {
    return values.get(FitOptions.THREADS, Runtime.getRuntime().availableProcessors());
  }

  /** Returns a builder with all settings. */
  EstimatorBuilder<?, ? extends MlpEstimator> builder(EstimatorListener listener) {
    if (task == TableTask.REGRESSION) {
      return set(MlpRegressor.builder(), listener);
    }
    MlpClassifierBuilder builder = MlpClassifier.builder();
    if (values.has(FitOptions.SMOOTHING)) {
      builder.labelSmoothing(values.get(FitOptions.SMOOTHING));
    }
    ClassWeights weights = values.get(ClassWeights.OPTION);
    if (weights != null && weights.balanced()) {
      builder.balanced();
    } else if (weights != null) {
      builder.classWeights(weights.named());
    }
    return set(builder, listener);
  }

  private <B extends EstimatorBuilder<B, ?>> B set(B builder, EstimatorListener listener) {
    builder.seed(values.get(FitOptions.SEED)).threads(threads()).listener(listener).dropout(values.get(FitOptions.DROPOUT))
        .weightDecay(values.get(FitOptions.DECAY))
        .features(new FeatureOptions(values.get(SCALING), values.get(CATEGORIES)));
    if (values.has(TableColumns.WEIGHTS)) {
      builder.weights(values.get(TableColumns.WEIGHTS));
    }
    if (values.has(FitOptions.EPOCHS)) {
      builder.epochs(epochs());
    }
    if (values.has(UNITS)) {
      builder.units(values.get(UNITS));
    }
    if (values.has(FOLDS)) {
      builder.folds(values.get(FOLDS));
    }
    if (values.has(FitOptions.HIDDEN)) {
      builder.activation(values.get(FitOptions.HIDDEN));
    }
    if (values.has(FitOptions.RATE)) {
      builder.learningRate(values.get(FitOptions.RATE));
    }
    if (values.has(FitOptions.BATCH)) {
      builder.batchSize(values.get(FitOptions.BATCH));
    }
    return builder;
  }
}

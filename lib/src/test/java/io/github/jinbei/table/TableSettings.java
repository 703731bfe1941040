package io.github.jinbei.table;

import io.github.jinbei.Activation;
import io.github.jinbei.EpochMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The settings of {@link TableRuns} that differ from the defaults: {@code key=value}; {@code classes:key=value} and {@code
 * regression:key=value} are for such tables only. The keys are the names of the methods of the builders. A learning rate that
 * ends with {@code x} is a multiple of the default.
 */
final class TableSettings {

  private static final String KEYS = "folds, refit, units, activation, epochs, batchSize, learningRate, dropout, weightDecay, "
      + "labelSmoothing, bestEpoch, calibrate, scaling, mostCategories";

  private final List<String> settings;

  TableSettings(List<String> settings) {
    this.settings = List.copyOf(settings);
    apply(MlpClassifier.builder(), Task.CLASSES);
    apply(MlpRegressor.builder(), Task.REGRESSION);
  }

  /** Returns the settings as text. */
  @Override
  public String toString() {
    return String.join(" ", settings);
  }

  /** Sets a builder. */
  <B extends EstimatorBuilder<B, ?>> B apply(B builder, Task task) {
    FeatureOptions features = FeatureOptions.DEFAULT;
    for (String setting : settings) {
      String[] keyAndValue = forTask(setting, task).split("=", 2);
      if (keyAndValue.length == 1) {
        continue;
      }
      String value = keyAndValue[1];
      switch (keyAndValue[0]) {
        case "labelSmoothing", "bestEpoch", "calibrate" -> setOfClasses(builder, keyAndValue[0], value);
        case "scaling" -> features = new FeatureOptions(Scaling.valueOf(value.toUpperCase(Locale.ROOT)),
            features.mostCategories());
        case "mostCategories" -> features = new FeatureOptions(features.scaling(), Integer.parseInt(value));
        case "learningRate" -> builder.learningRate(value.endsWith("x")
            ? task.learningRate * Float.parseFloat(value.substring(0, value.length() - 1)) : Float.parseFloat(value));
        default -> set(builder, keyAndValue[0], value);
      }
    }
    return builder.features(features);
  }

  /** Returns {@code key=value}, or an empty text if the setting is for other tables. */
  private static String forTask(String setting, Task task) {
    String own = task == Task.CLASSES ? "classes:" : "regression:";
    String other = task == Task.CLASSES ? "regression:" : "classes:";
    if (!setting.contains("=")) {
      throw new IllegalArgumentException("setting = " + setting + "; expected key=value with one of the keys " + KEYS);
    }
    return setting.startsWith(other) ? "" : setting.startsWith(own) ? setting.substring(own.length()) : setting;
  }

  private static void set(EstimatorBuilder<?, ?> builder, String key, String value) {
    switch (key) {
      case "folds" -> builder.folds(Integer.parseInt(value));
      case "refit" -> builder.refit(Boolean.parseBoolean(value));
      case "units" -> builder.units(Arrays.stream(value.split(",")).filter(text -> !text.isEmpty())
          .mapToInt(Integer::parseInt).toArray());
      case "activation" -> builder.activation(Activation.parse(value));
      case "epochs" -> builder.epochs(Integer.parseInt(value));
      case "batchSize" -> builder.batchSize(Integer.parseInt(value));
      case "dropout" -> builder.dropout(Float.parseFloat(value));
      case "weightDecay" -> builder.weightDecay(Float.parseFloat(value));
      default -> throw new IllegalArgumentException("setting = " + key + "; expected one of " + KEYS);
    }
  }

  private static void setOfClasses(EstimatorBuilder<?, ?> builder, String key, String value) {
    if (builder instanceof MlpClassifierBuilder classifier) {
      switch (key) {
        case "labelSmoothing" -> classifier.labelSmoothing(Float.parseFloat(value));
        case "calibrate" -> classifier.calibrate(Boolean.parseBoolean(value));
        default -> classifier.bestEpoch(EpochMetric.valueOf(value.toUpperCase(Locale.ROOT)));
      }
    }
  }

  /** Parses a list such as {@code 1-3,7}. */
  static List<Long> numbers(String text) {
    List<Long> numbers = new ArrayList<>();
    for (String part : text.split(",")) {
      String[] ends = part.split("-");
      for (long i = Long.parseLong(ends[0]); i <= Long.parseLong(ends[ends.length - 1]); i++) {
        numbers.add(i);
      }
    }
    return numbers;
  }
}

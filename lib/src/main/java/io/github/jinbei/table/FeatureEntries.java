package io.github.jinbei.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Features as metadata of an estimator's file, numbers as hexadecimal floats.
 *
 * <ul>
 * <li>{@code scaling}: robust, standard or none
 * <li>{@code columns}: the names of the columns ({@link TextLines})
 * <li>{@code column.3.type}: {@code numbers} or {@code texts}, of column 3 counted from 0
 * <li>{@code column.3.median}: of numbers, what a missing one is replaced by
 * <li>{@code column.3.categories}: of texts, the categories with inputs of their own; {@code column.3.rare}: whether the others
 *     share an input
 * <li>{@code column.3.centers} and {@code column.3.spreads}: of each input, separated by spaces
 * </ul>
 */
final class FeatureEntries {

  private static final String SCALING = "scaling";
  private static final String COLUMNS = "columns";

  /** The types of columns, by their names in a file. */
  private enum Type { NUMBERS, TEXTS }

  private FeatureEntries() {}

  /** Puts all that {@link #read} needs. */
  static void put(Features features, Map<String, String> metadata) {
    metadata.put(SCALING, name(features.scaling()));
    metadata.put(COLUMNS, TextLines.of(features.columns()));
    for (int i = 0; i < features.features().size(); i++) {
      Feature feature = features.features().get(i);
      metadata.put(key(i, "centers"), hexadecimal(feature.scales(), InputScale::center));
      metadata.put(key(i, "spreads"), hexadecimal(feature.scales(), InputScale::spread));
      if (feature instanceof CategoryFeature texts) {
        metadata.put(key(i, "type"), name(Type.TEXTS));
        metadata.put(key(i, "categories"), TextLines.of(texts.categories()));
        metadata.put(key(i, "rare"), Boolean.toString(texts.other()));
      } else {
        metadata.put(key(i, "type"), name(Type.NUMBERS));
        metadata.put(key(i, "median"), Double.toHexString(((NumberFeature) feature).fill()));
      }
    }
  }

  private static String key(int column, String entry) {
    return "column." + column + "." + entry;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String hexadecimal(List<InputScale> scales, ToDoubleFunction<InputScale> number) {
    return scales.stream().map(scale -> Double.toHexString(number.applyAsDouble(scale))).collect(Collectors.joining(" "));
  }

  /** Returns the features that were put. Throws an {@link IllegalArgumentException} that says what is wrong. */
  static Features read(Entries entries) {
    Scaling scaling = entries.constant(SCALING, Scaling.values(), FeatureEntries::name);
    List<String> names = entries.names(COLUMNS);
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Type type = entries.constant(key(i, "type"), Type.values(), FeatureEntries::name);
      features.add(type == Type.NUMBERS ? numbers(entries, i, names.get(i), scaling)
          : texts(entries, i, names.get(i), scaling));
    }
    return new Features(scaling, features);
  }

  private static NumberFeature numbers(Entries entries, int column, String name, Scaling scaling) {
    double median = entries.number(key(column, "median"));
    if (Double.isInfinite(median)) {
      throw entries.wrong(key(column, "median"), "is infinite; expected a finite number");
    }
    int inputs = entries.numbers(key(column, "centers")).length == 1 ? 1 : 2;
    return new NumberFeature(name, median, scales(entries, column, inputs, scaling));
  }

  private static CategoryFeature texts(Entries entries, int column, String name, Scaling scaling) {
    List<String> categories = entries.names(key(column, "categories"));
    boolean other = entries.constant(key(column, "rare"), new Boolean[] {false, true}, Object::toString);
    int inputs = CategoryFeature.inputs(categories.size(), other);
    return new CategoryFeature(name, categories, other, scales(entries, column, inputs, scaling));
  }

  private static List<InputScale> scales(Entries entries, int column, int inputs, Scaling scaling) {
    double[] centers = entries.numbers(key(column, "centers"));
    double[] spreads = entries.numbers(key(column, "spreads"));
    if (centers.length != inputs || Arrays.stream(centers).anyMatch(Double::isInfinite)) {
      throw entries.wrong(key(column, "centers"), "is " + Arrays.toString(centers) + "; expected finite numbers, "
          + inputs + " of them");
    }
    if (spreads.length != inputs || Arrays.stream(spreads).anyMatch(spread -> spread <= 0)) {
      throw entries.wrong(key(column, "spreads"), "is " + Arrays.toString(spreads) + "; expected numbers above 0, "
          + inputs + " of them");
    }
    List<InputScale> scales = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      scales.add(new InputScale(centers[i], spreads[i], scaling == Scaling.ROBUST));
    }
    return scales;
  }
}

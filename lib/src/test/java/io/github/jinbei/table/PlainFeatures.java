package io.github.jinbei.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The features of a table as the description defines them: each input as a whole column, in the plainest way. For categories of
 * the letters A to Z, whose order by code point is that of strings.
 */
final class PlainFeatures {

  private PlainFeatures() {}

  /** Returns the inputs of the rows of {@code all}, [inputs][rows], learned from those of {@code learned}. */
  static List<double[]> of(Table learned, Table all, Scaling scaling) {
    List<double[]> inputs = new ArrayList<>();
    for (Column column : learned.columns()) {
      Column other = all.column(column.name());
      if (column.isNumeric()) {
        addNumbers(column, other, scaling, inputs);
      } else {
        addTexts(column, other, scaling, inputs);
      }
    }
    return inputs;
  }

  private static void addNumbers(Column learned, Column all, Scaling scaling, List<double[]> inputs) {
    double[] present = Arrays.stream(numbers(learned)).filter(x -> !Double.isNaN(x)).toArray();
    double median = present.length == 0 ? 0 : quantile(present, 0.5);
    inputs.add(scaled(filled(numbers(learned), median), filled(numbers(all), median), scaling));
    int missing = learned.rows() - present.length;
    if (missing >= 5 || missing >= 0.02 * learned.rows()) {
      inputs.add(scaled(gaps(numbers(learned)), gaps(numbers(all)), scaling));
    }
  }

  private static void addTexts(Column learned, Column all, Scaling scaling, List<double[]> inputs) {
    List<String> categories = new ArrayList<>(new TreeSet<>(
        Arrays.stream(texts(learned)).filter(Objects::nonNull).toList()));
    if (categories.size() == 2) {
      inputs.add(scaled(signs(texts(learned), categories), signs(texts(all), categories), scaling));
      return;
    }
    for (String category : categories) {
      inputs.add(scaled(equal(texts(learned), category), equal(texts(all), category), scaling));
    }
  }

  private static double[] scaled(double[] learned, double[] all, Scaling scaling) {
    double center = 0;
    double factor = 1;
    double least = Arrays.stream(learned).min().orElseThrow();
    double greatest = Arrays.stream(learned).max().orElseThrow();
    if (scaling == Scaling.ROBUST) {
      center = quantile(learned, 0.5);
      double range = quantile(learned, 0.75) - quantile(learned, 0.25);
      factor = range > 0 ? 1 / range : greatest > least ? 2 / (greatest - least) : 0;
    } else if (scaling == Scaling.STANDARD) {
      double mean = Arrays.stream(learned).sum() / learned.length;
      center = mean;
      double variance = Arrays.stream(learned).map(x -> (x - mean) * (x - mean)).sum() / learned.length;
      factor = greatest > least ? 1 / Math.sqrt(variance) : 0;
    }
    double[] scaled = new double[all.length];
    for (int i = 0; i < all.length; i++) {
      double x = (all[i] - center) * factor;
      scaled[i] = scaling == Scaling.ROBUST ? x / Math.sqrt(1 + Math.pow(x / 3, 2)) : x;
    }
    return scaled;
  }

  private static double quantile(double[] values, double q) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = q * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted[below] * (1 - (place - below)) + sorted[above] * (place - below);
  }

  private static double[] numbers(Column column) {
    double[] numbers = new double[column.rows()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = column.number(row);
    }
    return numbers;
  }

  private static String[] texts(Column column) {
    String[] texts = new String[column.rows()];
    for (int row = 0; row < texts.length; row++) {
      texts[row] = column.text(row);
    }
    return texts;
  }

  private static double[] filled(double[] values, double fill) {
    return Arrays.stream(values).map(x -> Double.isNaN(x) ? fill : x).toArray();
  }

  private static double[] gaps(double[] values) {
    return Arrays.stream(values).map(x -> Double.isNaN(x) ? 1 : 0).toArray();
  }

  private static double[] signs(String[] texts, List<String> pair) {
    return Arrays.stream(texts).mapToDouble(text -> text == null ? 0 : 1 - 2 * pair.indexOf(text))
        .map(sign -> Math.abs(sign) > 1 ? 0 : sign).toArray();
  }

  private static double[] equal(String[] texts, String category) {
    return Arrays.stream(texts).mapToDouble(text -> category.equals(text) ? 1 : 0).toArray();
  }
}

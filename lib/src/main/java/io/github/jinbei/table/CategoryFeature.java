package io.github.jinbei.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A column of texts. Two categories have one input: 1 for the first, -1 for the second. Otherwise each category has an input,
 * 1 for this category and else 0, and rare categories may share a last one, {@code other}. A missing value is 0 in all inputs;
 * one that was not learned is 1 in {@code other}, and 0 in all inputs if there is no such input.
 */
final class CategoryFeature implements Feature {

  private final String name;
  private final List<String> categories;
  private final boolean other;
  private final List<InputScale> scales;

  /** The index of each category. */
  private final Map<String, Integer> indices = new HashMap<>();
  /** The inputs for 0 in all. */
  private final float[] zeros;
  /** The inputs for 1 in all. */
  private final float[] ones;

  /**
   * Makes a column from what was learned.
   *
   * @param name the name of the column
   * @param categories the categories that have inputs, in their order
   * @param other whether rare categories share one more input
   * @param scales the scale of each input
   */
  CategoryFeature(String name, List<String> categories, boolean other, List<InputScale> scales) {
    this.name = name;
    this.categories = List.copyOf(categories);
    this.other = other;
    this.scales = List.copyOf(scales);
    for (String category : categories) {
      indices.put(category, indices.size());
    }
    zeros = new float[scales.size()];
    ones = new float[scales.size()];
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] = scales.get(i).of(0);
      ones[i] = scales.get(i).of(1);
    }
  }

  static CategoryFeature learn(Column column, FeatureOptions options) {
    Map<String, int[]> counts = new HashMap<>();
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        counts.computeIfAbsent(column.text(row), text -> new int[1])[0]++;
      }
    }
    Comparator<String> frequent = Comparator.comparingInt(category -> -counts.get(category)[0]);
    List<String> categories = counts.keySet().stream().sorted(frequent.thenComparing(CodePoints.ORDER))
        .limit(options.mostCategories()).sorted(CodePoints.ORDER).toList();
    boolean other = counts.size() > categories.size();
    List<InputScale> scales = new ArrayList<>();
    int present = column.rows() - column.missing();
    int[] rows = categories.stream().mapToInt(category -> counts.get(category)[0]).toArray();
    if (isPair(categories.size(), other)) {
      scales.add(InputScale.of(options.scaling(),
          new Distribution(new double[] {-1, 0, 1}, new int[] {rows[1], column.missing(), rows[0]})));
    } else {
      int rest = present;
      for (int ofCategory : rows) {
        scales.add(share(ofCategory, column.rows(), options.scaling()));
        rest -= ofCategory;
      }
      if (other) {
        scales.add(share(rest, column.rows(), options.scaling()));
      }
    }
    return new CategoryFeature(column.name(), categories, other, scales);
  }

  /** Returns the scale of an input that is 1 in some rows and 0 in the others. */
  private static InputScale share(int ones, int rows, Scaling scaling) {
    return InputScale.of(scaling, new Distribution(new double[] {0, 1}, new int[] {rows - ones, ones}));
  }

  private static boolean isPair(int categories, boolean other) {
    return categories == 2 && !other;
  }

  /** Returns the number of inputs of so many categories. */
  static int inputs(int categories, boolean other) {
    return isPair(categories, other) ? 1 : categories + (other ? 1 : 0);
  }

  @Override
  public String name() {
    return name;
  }

  List<String> categories() {
    return categories;
  }

  /** Returns whether rare categories share an input. */
  boolean other() {
    return other;
  }

  @Override
  public List<InputScale> scales() {
    return scales;
  }

  @Override
  public List<String> inputNames() {
    if (isPair(categories.size(), other)) {
      return List.of(name);
    }
    Stream<String> names = categories.stream().map(category -> name + "=" + category);
    return Stream.concat(names, other ? Stream.of(name + " other") : Stream.empty()).toList();
  }

  @Override
  public Column column(Table table) {
    return table.column(name);
  }

  @Override
  public void write(Column column, int row, float[] to, int at) {
    System.arraycopy(zeros, 0, to, at, zeros.length);
    String text = column.text(row);
    if (text == null) {
      return;
    }
    Integer index = indices.get(text);
    if (isPair(categories.size(), other)) {
      to[at] = index == null ? zeros[0] : index == 0 ? ones[0] : scales.get(0).of(-1);
    } else if (index != null || other) {
      int input = index == null ? zeros.length - 1 : index;
      to[at + input] = ones[input];
    }
  }
}

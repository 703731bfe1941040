package io.github.jinbei.table;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes of a target: its different values as texts. */
final class ClassLabels {

  private ClassLabels() {}

  /** Returns the classes of a column without missing values: by number if all are numbers, else by code point. */
  static List<String> of(Column target) {
    Set<String> labels = new LinkedHashSet<>();
    for (int row = 0; row < target.rows(); row++) {
      labels.add(target.text(row));
    }
    boolean allNumbers = labels.stream().noneMatch(label -> Double.isNaN(Numbers.parse(label)));
    Comparator<String> byNumber = Comparator.comparingDouble(Numbers::parse);
    return labels.stream().sorted(allNumbers ? byNumber.thenComparing(CodePoints.ORDER) : CodePoints.ORDER).toList();
  }

  /** Returns the number of the class of each row, its place in the list; -1 if it is not in the list or missing. */
  static int[] numbers(Column target, List<String> classes) {
    Map<String, Integer> places = new HashMap<>();
    for (int k = 0; k < classes.size(); k++) {
      places.put(classes.get(k), k);
    }
    int[] numbers = new int[target.rows()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = places.getOrDefault(target.text(row), -1);
    }
    return numbers;
  }
}

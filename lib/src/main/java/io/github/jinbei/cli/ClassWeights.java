package io.github.jinbei.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The value of {@code --class-weights}, in one of three forms.
 *
 * @param numbers a number for each class, in the order of the classes, for images; or null
 * @param named numbers by the names of the classes, for tables; or null. If both are null, the weights are balanced.
 */
record ClassWeights(float[] numbers, Map<String, Double> named) {

  static final Option<ClassWeights> OPTION = new Option<>("--class-weights",
      new Kind<>("balanced|A,B,...|NAME=X,...", "a number from 0 up for each class, between commas, for a table NAME=X with "
          + "the name of each class, or balanced", List.of("balanced"), ClassWeights::read), null,
      "the factor of a row's loss by its class. For images: a number for each class, in their order; for tables: numbers by "
          + "name, 1 for classes without one. balanced: rows / (classes that occur * rows of the class) (default all 1)");

  /** Returns whether the weights depend on the data, so that all classes have the same sum. */
  boolean balanced() {
    return numbers == null && named == null;
  }

  /** Throws a {@link UsageException} if the classes have names, and the numbers have none, or the other way round. */
  static void requireForm(Options.Values values, boolean named) {
    ClassWeights weights = values.get(OPTION);
    if (weights != null && !weights.balanced() && named != (weights.named != null)) {
      throw new UsageException("--" + values.given(List.of(OPTION)) + ": " + (named
          ? "the classes of a table have names; write NAME=X,..., or balanced"
          : "the classes of images are numbers; write a number for each class, in their order, or balanced"));
    }
  }

  private static ClassWeights read(String text) {
    if (text.equalsIgnoreCase("balanced")) {
      return new ClassWeights(null, null);
    }
    String[] words = text.split(",", -1);
    if (text.contains("=")) {
      return new ClassWeights(null, named(words));
    }
    float[] numbers = new float[words.length];
    for (int c = 0; c < words.length; c++) {
      numbers[c] = Kind.notNegative().reader().apply(words[c].trim());
    }
    return new ClassWeights(numbers, null);
  }

  /** Reads pairs of a name and a number. A word without a number is the start of a name that has a comma. */
  private static Map<String, Double> named(String[] words) {
    Map<String, Double> named = new LinkedHashMap<>();
    String start = "";
    for (String word : words) {
      int equals = word.lastIndexOf('=');
      if (equals < 0) {
        start += word + ",";
        continue;
      }
      String name = start + word.substring(0, equals);
      if (named.put(name, number(word.substring(equals + 1))) != null) {
        throw new IllegalArgumentException(name + " has two numbers; leave one out");
      }
      start = "";
    }
    Kind.checked(start, start.isEmpty());
    return named;
  }

  private static double number(String word) {
    double number = Kind.decimals(word)[0];
    return Kind.checked(number, number >= 0);
  }
}

package io.github.jinbei.table;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The metadata of an estimator's file, to be read. Each method returns the value of an entry and throws an {@link
 * IllegalArgumentException} that names the entry, its value and what was expected.
 */
record Entries(Map<String, String> metadata) {

  /** Returns whether there is such an entry. */
  boolean has(String key) {
    return metadata.containsKey(key);
  }

  String text(String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the metadata have no entry \"" + key + "\"; expected one");
    }
    return value;
  }

  /** Returns a text that {@link TextLines#line} wrote. */
  String line(String key) {
    return parsed(key, TextLines::parseLine);
  }

  /** Returns a list of texts. */
  List<String> texts(String key) {
    return parsed(key, TextLines::parse);
  }

  /** Returns a list of different texts. */
  List<String> names(String key) {
    List<String> names = texts(key);
    Set<String> found = new HashSet<>();
    for (String name : names) {
      if (!found.add(name)) {
        throw wrong(key, "has \"" + name + "\" twice; expected different texts");
      }
    }
    return names;
  }

  double number(String key) {
    return parsed(key, Entries::parsed);
  }

  /** Returns a list of numbers. */
  double[] numbers(String key) {
    return parsed(key, text -> text.isEmpty() ? new double[0]
        : Arrays.stream(text.split(" ", -1)).mapToDouble(Entries::parsed).toArray());
  }

  long whole(String key) {
    return parsed(key, Long::parseLong);
  }

  /** Returns a number of things: an int of at least 1. */
  int count(String key) {
    long count = whole(key);
    if (count != Math.max(1, Math.min(count, Integer.MAX_VALUE))) {
      throw wrong(key, "is " + count + "; expected 1 to " + Integer.MAX_VALUE);
    }
    return (int) count;
  }

  /** Returns the constant of which the value is the name. */
  <T> T constant(String key, T[] constants, Function<? super T, String> name) {
    String value = text(key);
    return Arrays.stream(constants).filter(one -> name.apply(one).equals(value)).findFirst().orElseThrow(() -> wrong(key,
        "is \"" + value + "\"; expected one of " + Arrays.stream(constants).map(name).toList()
            + ". This version may be too old for the file"));
  }

  IllegalArgumentException wrong(String key, String problem) {
    return new IllegalArgumentException("the metadata entry \"" + key + "\" " + problem);
  }

  /** Returns a number, which must not be NaN. */
  private static double parsed(String text) {
    double number = Double.parseDouble(text);
    if (Double.isNaN(number)) {
      throw new NumberFormatException();
    }
    return number;
  }

  private <T> T parsed(String key, Function<String, T> parse) {
    String value = text(key);
    try {
      return parse.apply(value);
    } catch (NumberFormatException e) {
      throw wrong(key, "is \"" + value + "\"; expected a number");
    } catch (IllegalArgumentException e) {
      throw wrong(key, e.getMessage());
    }
  }
}

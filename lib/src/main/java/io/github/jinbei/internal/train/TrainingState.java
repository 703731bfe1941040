package io.github.jinbei.internal.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All values that a training needs to go on later, each under a name: texts, arrays of floats and arrays of doubles, in the
 * order in which they were put. Arrays are not copied: those of a state that a trainer has filled are valid until its next
 * step.
 */
public final class TrainingState {

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, float[]> floats = new LinkedHashMap<>();
  private final Map<String, double[]> doubles = new LinkedHashMap<>();

  /** A state without values. */
  public TrainingState() {}

  /** Puts a text. */
  public void put(String name, String value) {
    texts.put(name, value);
  }

  /** Puts an integer, as its decimal text. */
  public void put(String name, long value) {
    texts.put(name, Long.toString(value));
  }

  /** Puts an array of floats; it may be empty. */
  public void put(String name, float[] values) {
    floats.put(name, values);
  }

  /** Puts an array of doubles; it may be empty. */
  public void put(String name, double[] values) {
    doubles.put(name, values);
  }

  /** Returns all texts, unmodifiable. */
  public Map<String, String> texts() {
    return Collections.unmodifiableMap(texts);
  }

  /** Returns all arrays of floats, unmodifiable. */
  public Map<String, float[]> floats() {
    return Collections.unmodifiableMap(floats);
  }

  /** Returns all arrays of doubles, unmodifiable. */
  public Map<String, double[]> doubles() {
    return Collections.unmodifiableMap(doubles);
  }

  /**
   * Returns a text.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public String text(String name) {
    return existing(texts, name);
  }

  /**
   * Returns an integer.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public long number(String name) {
    String text = text(name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + name + "\" = \"" + text + "\"; expected an integer", e);
    }
  }

  /**
   * Returns an array of floats, not a copy.
   *
   * @throws IllegalArgumentException if there is none of that name and length
   */
  public float[] floats(String name, int length) {
    float[] values = existing(floats, name);
    checkLength(name, values.length, length);
    return values;
  }

  /**
   * Returns an array of doubles, not a copy.
   *
   * @throws IllegalArgumentException if there is none of that name and length
   */
  public double[] doubles(String name, int length) {
    double[] values = existing(doubles, name);
    checkLength(name, values.length, length);
    return values;
  }

  private static <T> T existing(Map<String, T> values, String name) {
    T value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("\"" + name + "\" is missing; expected it among " + values.keySet());
    }
    return value;
  }

  private static void checkLength(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException("\"" + name + "\" has the length " + length + "; expected " + expected);
    }
  }
}

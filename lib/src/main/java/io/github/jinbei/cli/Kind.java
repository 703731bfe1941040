package io.github.jinbei.cli;

import io.github.jinbei.internal.text.Plain;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The type of an option's value.
 *
 * @param placeholder stands for the value in the help; empty for a flag, which has no value
 * @param expected describes a valid text, as the end of a message "takes ..."
 * @param words the valid words, of which a message suggests the closest; may be empty
 * @param reader converts a text to a value; throws an {@link IllegalArgumentException} if the text is not of this kind, with
 *     the reason as its message, or without a message
 */
record Kind<T>(String placeholder, String expected, List<String> words, Function<String, T> reader) {

  /** A decimal number. Excludes NaN and hexadecimal forms, which Java accepts. */
  static final String DECIMAL = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?";

  Kind(String placeholder, String expected, Function<String, T> reader) {
    this(placeholder, expected, List.of(), reader);
  }

  /** Returns the kind of an option without a value. */
  static Kind<Boolean> flag() {
    return new Kind<>("", "no value", text -> checked(true, text.isEmpty()));
  }

  static Kind<Integer> count() {
    return atLeast(1);
  }

  static Kind<Integer> index() {
    return atLeast(0);
  }

  static Kind<Integer> atLeast(int least) {
    return new Kind<>("N", "a whole number from " + least + " to " + Integer.MAX_VALUE, text -> whole(text, least));
  }

  static Kind<Long> seed() {
    return new Kind<>("N", "a whole number of 64 bits", Long::valueOf);
  }

  static Kind<Float> positive() {
    return number("a number above 0 and within the range of float", Float.MIN_VALUE, Float.MAX_VALUE);
  }

  static Kind<Float> notNegative() {
    return number("a number from 0 up, within the range of float", 0, Float.MAX_VALUE);
  }

  /** Returns the kind of numbers at least 0 and below 1. */
  static Kind<Float> share() {
    return number("a number from 0 up, below 1", 0, Math.nextDown(1f));
  }

  /** Returns the kind of numbers above 0 and below 1. */
  static Kind<Float> properShare() {
    return number("a number above 0 and below 1", Float.MIN_VALUE, Math.nextDown(1f));
  }

  private static Kind<Float> number(String expected, float least, float most) {
    return new Kind<>("X", expected, text -> {
      float number = number(text);
      return checked(number, number >= least && number <= most);
    });
  }

  static Kind<Path> path(String placeholder, String expected) {
    return new Kind<>(placeholder, expected, text -> checked(path(text), !text.isEmpty()));
  }

  static Kind<String> text() {
    return text("TEXT", "a text");
  }

  static Kind<String> text(String placeholder, String expected) {
    return new Kind<>(placeholder, expected, text -> text);
  }

  /** Returns the kind of at least two numbers of units, the inputs first. */
  static Kind<int[]> layers() {
    return wholes("A,B,...,Z", "at least two whole numbers from 1 to " + Integer.MAX_VALUE
        + " between commas, inputs first, outputs last", 1, 2);
  }

  /** Returns the kind of one or more whole numbers from 0 up. */
  static Kind<int[]> indices() {
    return wholes("A,B,...", "whole numbers from 0 up between commas", 0, 1);
  }

  /** Returns the kind of one or more whole numbers from 1 up. */
  static Kind<int[]> counts() {
    return wholes("A,B,...", "whole numbers from 1 up between commas", 1, 1);
  }

  private static Kind<int[]> wholes(String placeholder, String expected, int least, int fewest) {
    return new Kind<>(placeholder, expected, text -> {
      String[] words = text.split(",", -1);
      int[] numbers = new int[words.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = whole(words[i].trim(), least);
      }
      return checked(numbers, numbers.length >= fewest);
    });
  }

  /** Returns the kind of the given constants, each written as its {@link #word}, in upper or lower case. */
  static <V extends Enum<V>> Kind<V> choice(V[] allowed) {
    List<String> words = new ArrayList<>();
    for (V constant : allowed) {
      words.add(word(constant));
    }
    return choice(List.of(allowed), words);
  }

  /**
   * Returns the kind of the given values. The word of each has the same index in {@code words}. Upper and lower case are equal.
   */
  static <V> Kind<V> choice(List<V> allowed, List<String> words) {
    return new Kind<>(String.join("|", words), "one of " + String.join("|", words), List.copyOf(words), text -> {
      int index = words.indexOf(text.toLowerCase(Locale.ROOT));
      return allowed.get(checked(index, index >= 0));
    });
  }

  /** Returns the word for a constant on the command line, for example {@code he-uniform} for {@code HE_UNIFORM}. */
  static String word(Enum<?> constant) {
    return Plain.hyphens(constant.name().toLowerCase(Locale.ROOT));
  }

  /** Returns the value if it is allowed, and throws an {@link IllegalArgumentException} without a message if it is not. */
  static <V> V checked(V value, boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  /** Parses decimal numbers between commas. */
  static double[] decimals(String text) {
    String[] words = text.split(",", -1);
    double[] numbers = new double[words.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = decimal(words[i].trim());
    }
    return numbers;
  }

  private static double decimal(String text) {
    double number = Double.parseDouble(checked(text, text.matches(DECIMAL)));
    return checked(number, !Double.isInfinite(number));
  }

  /** Parses a decimal number that is finite as a float. */
  static float number(String text) {
    decimal(text);
    float number = Float.parseFloat(text);
    return checked(number, !Float.isInfinite(number));
  }

  private static int whole(String text, int least) {
    int number = Integer.parseInt(text);
    return checked(number, number >= least);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(FileNames.problem(e));
    }
  }
}

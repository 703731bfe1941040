package io.github.jinbei.cli;

import io.github.jinbei.internal.text.Plain;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

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
    return new Kind<>("", "no value", text -> checked(text, String::isEmpty).isEmpty());
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
    return new Kind<>("X", "a number above 0 and within the range of float",
        text -> checked(number(text), x -> x > 0));
  }

  static Kind<Float> notNegative() {
    return new Kind<>("X", "a number from 0 up, within the range of float",
        text -> checked(number(text), x -> x >= 0));
  }

  /** Returns the kind of numbers at least 0 and below 1. */
  static Kind<Float> share() {
    return new Kind<>("X", "a number from 0 up, below 1", text -> checked(number(text), x -> x >= 0 && x < 1));
  }

  /** Returns the kind of numbers above 0 and below 1. */
  static Kind<Float> properShare() {
    return new Kind<>("X", "a number above 0 and below 1", text -> checked(number(text), x -> x > 0 && x < 1));
  }

  static Kind<Path> path(String placeholder, String expected) {
    return new Kind<>(placeholder, expected, text -> checked(path(text), p -> !p.toString().isEmpty()));
  }

  static Kind<String> text() {
    return new Kind<>("TEXT", "a text", text -> text);
  }

  /** Returns the kind of at least two numbers of units, the inputs first. */
  static Kind<int[]> layers() {
    return new Kind<>("A,B,...,Z", "at least two whole numbers from 1 to " + Integer.MAX_VALUE
        + " between commas, inputs first, outputs last",
        text -> checked(wholes(text, 1), widths -> widths.length >= 2));
  }

  /** Returns the kind of one or more whole numbers from 0 up. */
  static Kind<int[]> indices() {
    return new Kind<>("A,B,...", "whole numbers from 0 up between commas", text -> wholes(text, 0));
  }

  /** Returns the kind of one or more whole numbers from 1 up. */
  static Kind<int[]> counts() {
    return new Kind<>("A,B,...", "whole numbers from 1 up between commas", text -> wholes(text, 1));
  }

  /** Returns the kind of the given values, each written as its word, in upper or lower case. */
  static <V> Kind<V> choice(List<V> allowed, Function<V, String> word) {
    List<String> words = allowed.stream().map(word).toList();
    return new Kind<>(String.join("|", words), "one of " + String.join("|", words), words,
        text -> allowed.get(checked(words.indexOf(text.toLowerCase(Locale.ROOT)), index -> index >= 0)));
  }

  /** Returns the word for a constant on the command line, for example {@code he-uniform} for {@code HE_UNIFORM}. */
  static String word(Enum<?> constant) {
    return Plain.hyphens(constant.name().toLowerCase(Locale.ROOT));
  }

  /** Returns the value if it is allowed, and throws an {@link IllegalArgumentException} without a message if it is not. */
  static <V> V checked(V value, Predicate<V> allowed) {
    if (!allowed.test(value)) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  /** Parses decimal numbers between commas. */
  static double[] decimals(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::trim).mapToDouble(Kind::decimal).toArray();
  }

  private static double decimal(String text) {
    return checked(Double.parseDouble(checked(text, t -> t.matches(DECIMAL))), x -> !x.isInfinite());
  }

  /** Parses a decimal number that is finite as a float. */
  static float number(String text) {
    decimal(text);
    return checked(Float.parseFloat(text), x -> !x.isInfinite());
  }

  private static int whole(String text, int least) {
    return checked(Integer.valueOf(text), n -> n >= least);
  }

  private static int[] wholes(String text, int least) {
    return Arrays.stream(text.split(",", -1)).map(String::trim).mapToInt(word -> whole(word, least)).toArray();
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(FileNames.problem(e));
    }
  }
}

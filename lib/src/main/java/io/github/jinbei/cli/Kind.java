package io.github.jinbei.cli;

import io.github.jinbei.Activation;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of option value.
 *
 * @param placeholder how help writes the value
 * @param expected what must be given, as the end of "takes ..."
 * @param reader from text to value; any {@link IllegalArgumentException} means that the text is not of this kind
 */
record Kind<T>(String placeholder, String expected, Function<String, T> reader) {

  static Kind<Integer> count() {
    return new Kind<>("N", "a whole number from 1 to " + Integer.MAX_VALUE,
        text -> checked(Integer.valueOf(text), n -> n >= 1));
  }

  static Kind<Integer> index() {
    return new Kind<>("N", "a whole number from 0 to " + Integer.MAX_VALUE,
        text -> checked(Integer.valueOf(text), n -> n >= 0));
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

  static Kind<Path> path(String placeholder, String expected) {
    return new Kind<>(placeholder, expected, text -> checked(path(text), p -> !p.toString().isEmpty()));
  }

  /** At least two numbers of units, the inputs first. */
  static Kind<int[]> layers() {
    return new Kind<>("A,B,...,Z", "at least two whole numbers from 1 to " + Integer.MAX_VALUE
        + " between commas, inputs first, outputs last", text -> checked(counts(text), widths -> widths.length >= 2));
  }

  /** One of some constants, written in lower case with hyphens. */
  static <E extends Enum<E>> Kind<E> choice(List<E> allowed) {
    String words = allowed.stream().map(Kind::word).collect(Collectors.joining("|"));
    return new Kind<>(words, "one of " + words, text -> allowed.stream()
        .filter(constant -> word(constant).equals(text))
        .findFirst().orElseThrow(IllegalArgumentException::new));
  }

  /** An initializer by its name, with hyphens; or by a word and a number in brackets. */
  static Kind<Initializer> initializer() {
    String words = Stream.concat(Initializer.all().stream().map(Kind::word), Stream.of("constant(X)", "normal(X)"))
        .collect(Collectors.joining("|"));
    return new Kind<>(words, "one of " + words, Initializer::parse);
  }

  /** An activation by its name, with hyphens; or by a word and a number in brackets. */
  static Kind<Activation> activation() {
    String words = Stream.concat(Activation.all().stream().map(Kind::word),
        Stream.of("leaky-relu(X)", "elu(X)", "prelu(X)")).collect(Collectors.joining("|"));
    return new Kind<>(words, "one of " + words, Activation::parse);
  }

  /** A loss by its name, with hyphens; or by a word and a number in brackets. */
  static Kind<Loss> loss() {
    String words = Stream.concat(Loss.all().stream().map(Kind::word), Stream.of("huber(X)"))
        .collect(Collectors.joining("|"));
    return new Kind<>(words, "one of " + words, Loss::parse);
  }

  static String word(Initializer initializer) {
    return word(initializer.name());
  }

  static String word(Activation activation) {
    return word(activation.name());
  }

  static String word(Loss loss) {
    return word(loss.name());
  }

  private static String word(String name) {
    return name.replace('_', '-');
  }

  /** The word of the command line for a constant: BINARY_CROSS_ENTROPY is binary-cross-entropy. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <V> V checked(V value, Predicate<V> allowed) {
    if (!allowed.test(value)) {
      throw new IllegalArgumentException();
    }
    return value;
  }

  /** A decimal number; NaN and hexadecimal forms, which Java would read, are not meant, and 1e39 is beyond float. */
  private static float number(String text) {
    if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      throw new IllegalArgumentException();
    }
    return checked(Float.parseFloat(text), x -> !x.isInfinite());
  }

  private static int[] counts(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::trim).mapToInt(count().reader()::apply).toArray();
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

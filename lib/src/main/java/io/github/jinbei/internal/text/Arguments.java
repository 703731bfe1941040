package io.github.jinbei.internal.text;

import java.util.Objects;

/** Checks of arguments. The message of each exception has the argument, its value and what was expected. */
public final class Arguments {

  private Arguments() {}

  public static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " = " + value + "; expected at least " + least);
    }
  }

  public static float positive(String name, float value) {
    if (!(value > 0 && value <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " = " + value + "; expected a finite number above 0");
    }
    return value;
  }

  public static float notNegative(String name, float value) {
    if (!(value >= 0 && value <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " = " + value + "; expected a finite number of at least 0");
    }
    return value;
  }

  public static double positive(String name, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " = " + value + "; expected a finite number above 0");
    }
    return value;
  }

  public static double notNegative(String name, double value) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(name + " = " + value + "; expected a finite number of at least 0");
    }
    return value;
  }

  /** Checks that an array has {@code rows} rows of {@code width} from {@code offset} on. */
  public static void range(String name, float[] array, int offset, int rows, int width) {
    range(name, Objects.requireNonNull(array, name).length, offset, rows, width);
  }

  /** Checks that an array has {@code rows} rows of {@code width} from {@code offset} on. */
  public static void range(String name, int[] array, int offset, int rows, int width) {
    range(name, Objects.requireNonNull(array, name).length, offset, rows, width);
  }

  private static void range(String name, int length, int offset, int rows, int width) {
    if (offset < 0 || offset + (long) rows * width > length) {
      throw new IndexOutOfBoundsException(name + " has " + Count.of(length, "element") + "; from offset " + offset + ", "
          + Count.of(rows, "row") + " of " + width + " need " + (offset + (long) rows * width));
    }
  }

  public static float fraction(String name, float value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " = " + value + "; expected at least 0 and below 1");
    }
    return value;
  }

  public static double fraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " = " + value + "; expected at least 0 and below 1");
    }
    return value;
  }
}

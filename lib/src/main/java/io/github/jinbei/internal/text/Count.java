package io.github.jinbei.internal.text;

/** Counts with their noun. */
public final class Count {

  private Count() {}

  /** Returns such as {@code 1 row} or {@code 3 rows}. */
  public static String of(long number, String noun) {
    return of(number, noun, noun + "s");
  }

  /** Returns such as {@code 1 class} or {@code 3 classes}. */
  public static String of(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}

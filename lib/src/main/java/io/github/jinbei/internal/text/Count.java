package io.github.jinbei.internal.text;

/** Numbers with a noun in the singular or the plural. */
public final class Count {

  private Count() {}

  /** Returns the number and the noun, for example {@code 1 row} or {@code 3 rows}. */
  public static String of(long number, String noun) {
    return of(number, noun, noun + "s");
  }

  /** Returns the number and a noun with an irregular plural, for example {@code 1 class} or {@code 3 classes}. */
  public static String of(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}

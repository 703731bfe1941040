package io.github.jinbei.table;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.util.Objects;

/** A named column of a {@link Table}: numbers or texts, of which some may be missing. It is immutable. */
public final class Column {

  /** The code of a missing text. */
  static final int NO_TEXT = -1;

  /** Whole numbers below this magnitude are written with all digits. All of them are exact. */
  private static final double MOST_PLAIN = 0x1p53;

  private final String name;
  /** NaN if missing. Null if the column has texts. */
  private final NumberChunks numbers;
  /** Indices of {@code texts}, or {@link #NO_TEXT}. Null if the column has numbers. */
  private final CodeChunks codes;
  private final String[] texts;
  private final int missing;

  private Column(String name, NumberChunks numbers, CodeChunks codes, String[] texts) {
    this.name = Objects.requireNonNull(name, "name");
    this.numbers = numbers;
    this.codes = codes;
    this.texts = texts;
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      count += isMissing(row) ? 1 : 0;
    }
    this.missing = count;
  }

  /** Returns a column of a list of numbers, which is used, not copied. */
  static Column of(String name, NumberChunks numbers) {
    numbers.trim();
    return new Column(name, numbers, null, null);
  }

  /** Returns a column of a list of codes, which is used, not copied, and the texts that they stand for. */
  static Column of(String name, CodeChunks codes, String[] texts) {
    codes.trim();
    return new Column(name, null, codes, texts);
  }

  /**
   * Creates a column of numbers.
   *
   * @param name   the name
   * @param values the number of each row, copied; NaN if it is missing
   * @return the column
   * @throws IllegalArgumentException if a value is infinite or there is no row
   * @throws NullPointerException if an argument is null
   */
  public static Column numbers(String name, double... values) {
    checkRows(name, Objects.requireNonNull(values, "values").length);
    NumberChunks numbers = new NumberChunks();
    for (int row = 0; row < values.length; row++) {
      if (Double.isInfinite(values[row])) {
        throw new IllegalArgumentException("values[" + row + "] of the column \"" + name + "\" = " + values[row]
            + "; expected a finite number, or NaN if it is missing");
      }
      numbers.add(values[row]);
    }
    return of(name, numbers);
  }

  /**
   * Creates a column of texts. Equal texts share one {@code String}.
   *
   * @param name   the name
   * @param values the text of each row; null if it is missing
   * @return the column
   * @throws IllegalArgumentException if there is no row
   * @throws NullPointerException if an argument is null
   */
  public static Column texts(String name, String... values) {
    checkRows(name, Objects.requireNonNull(values, "values").length);
    CodeChunks codes = new CodeChunks();
    TextPool pool = new TextPool();
    for (String value : values) {
      codes.add(value == null ? NO_TEXT : pool.code(value));
    }
    return of(name, codes, pool.texts());
  }

  private static void checkRows(String name, int rows) {
    Objects.requireNonNull(name, "name");
    if (rows == 0) {
      throw new IllegalArgumentException("values of the column \"" + name + "\" = none; expected at least one row");
    }
  }

  /**
   * Returns the name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Returns the number of rows, at least 1.
   *
   * @return the number of rows
   */
  public int rows() {
    return numbers == null ? codes.size() : numbers.size();
  }

  /**
   * Returns whether the column has numbers; if not, it has texts. A column whose values are all missing may be either.
   *
   * @return whether the column has numbers
   */
  public boolean isNumeric() {
    return numbers != null;
  }

  /**
   * Returns a number.
   *
   * @param row 0 to rows-1
   * @return the number; NaN if it is missing
   * @throws IllegalStateException if the column has texts
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public double number(int row) {
    if (numbers == null) {
      throw new IllegalStateException("the column \"" + name + "\" has texts; expected one of numbers");
    }
    return numbers.get(Objects.checkIndex(row, numbers.size()));
  }

  /**
   * Returns a text, or a number as text: the shortest decimal number from which the same number is read, and a whole number
   * without {@code .0}.
   *
   * @param row 0 to rows-1
   * @return the text; null if it is missing
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public String text(int row) {
    if (isMissing(row)) {
      return null;
    }
    return numbers == null ? texts[codes.get(row)] : textOf(numbers.get(row));
  }

  /** Returns a finite number as {@link #text} does. */
  static String textOf(double value) {
    long whole = (long) value;
    if (whole == value && Math.abs(value) < MOST_PLAIN) {
      return whole == 0 && 1 / value < 0 ? "-0" : Long.toString(whole);
    }
    return Plain.shortest(value);
  }

  /**
   * Returns whether the value of a row is missing.
   *
   * @param row 0 to rows-1
   * @return whether the value is missing
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public boolean isMissing(int row) {
    Objects.checkIndex(row, rows());
    return numbers == null ? codes.get(row) == NO_TEXT : Double.isNaN(numbers.get(row));
  }

  /**
   * Returns the number of rows whose value is missing.
   *
   * @return 0 to rows
   */
  public int missing() {
    return missing;
  }

  /** Returns a column of some rows, in the given order; a row may be given more than once. */
  Column rows(int[] rows) {
    if (numbers == null) {
      CodeChunks some = new CodeChunks();
      for (int row : rows) {
        some.add(codes.get(row));
      }
      return of(name, some, texts);
    }
    NumberChunks some = new NumberChunks();
    for (int row : rows) {
      some.add(numbers.get(row));
    }
    return of(name, some);
  }

  @Override
  public String toString() {
    return "\"" + name + "\": " + Count.of(rows(), "row") + " of " + (isNumeric() ? "numbers" : "texts") + ", "
        + missing + " missing";
  }
}

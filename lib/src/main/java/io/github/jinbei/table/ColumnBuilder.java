package io.github.jinbei.table;

/** A column that is being read: its values are added one by one, as characters. */
final class ColumnBuilder {

  private static final char[] NO_CHARACTERS = {};

  private final String name;
  /** Whether a text is an error in a column of numbers; if not, it makes the column one of texts. */
  private final boolean fixed;
  /** Null if the column has texts. */
  private NumberChunks numbers;
  /** The texts of the numbers. Null if they will not be needed. */
  private NumberTexts kept;
  /** Null if the column has numbers. */
  private CodeChunks codes;
  private TextPool pool;
  /** The first row whose number is too large for a double; -1 if there is none. */
  private int tooLarge = -1;

  private ColumnBuilder(String name, boolean fixed, boolean numeric) {
    this.name = name;
    this.fixed = fixed;
    if (numeric) {
      numbers = new NumberChunks();
      kept = fixed ? null : new NumberTexts();
    } else {
      codes = new CodeChunks();
      pool = new TextPool();
    }
  }

  /** Returns the builder of a column that has numbers, unless one of its values is none. */
  static ColumnBuilder ofEither(String name) {
    return new ColumnBuilder(name, false, true);
  }

  /** Returns the builder of a column that has numbers, or texts, whatever its values are. */
  static ColumnBuilder of(String name, boolean numeric) {
    return new ColumnBuilder(name, true, numeric);
  }

  /** Adds a row whose value is missing. */
  void addMissing() {
    if (numbers == null) {
      codes.add(Column.NO_TEXT);
    } else {
      numbers.add(Double.NaN);
      keep(NO_CHARACTERS, 0, 0);
    }
  }

  /**
   * Adds a row with a value: the characters {@code from} to {@code to - 1}.
   *
   * @return whether the column may have the value; false, and nothing is added, if a text or a number too large for a double
   *     is in a column whose type is fixed
   */
  boolean add(char[] chars, int from, int to) {
    if (numbers != null) {
      double value = Numbers.parse(chars, from, to);
      if (!Double.isNaN(value)) {
        boolean infinite = Double.isInfinite(value);
        if (infinite && fixed) {
          return false;
        }
        tooLarge = infinite && tooLarge < 0 ? numbers.size() : tooLarge;
        numbers.add(value);
        keep(chars, from, to);
        return true;
      }
      if (fixed) {
        return false;
      }
      becomeTexts();
    }
    codes.add(pool.code(chars, from, to));
    return true;
  }

  private void keep(char[] chars, int from, int to) {
    if (kept != null) {
      kept.add(chars, from, to);
    }
  }

  private void becomeTexts() {
    codes = new CodeChunks();
    pool = new TextPool();
    numbers = null;
    tooLarge = -1;
    kept.addTo(codes, pool);
    kept = null;
  }

  String name() {
    return name;
  }

  /** Returns the first row of a column of numbers whose value is too large for a double; -1 if there is none. */
  int tooLarge() {
    return tooLarge;
  }

  /** Returns the column. No row may be added after that. */
  Column build() {
    kept = null;
    return numbers == null ? Column.of(name, codes, pool.texts()) : Column.of(name, numbers);
  }
}

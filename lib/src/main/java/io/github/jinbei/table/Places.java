package io.github.jinbei.table;

import java.util.Arrays;

/** Where the rows of a table come from, for messages: lines of a file, or nothing but their numbers. */
final class Places {

  /** Rows that come from no file: {@code row 5}, counted from 0. */
  static final Places NONE = new Places(null, null, null, 0, null);

  /** The name of the file; null if it has none. */
  private final String source;
  /** Rows whose line does not follow the line of the row before, ascending, the first 0. Null if the rows have no lines. */
  private final int[] jumpRows;
  /** The line, from 1, of each row of {@code jumpRows}. */
  private final long[] jumpLines;
  private final int jumps;
  /** The row of the file that each row of the table is; null if they are the same. */
  private final int[] rows;

  private Places(String source, int[] jumpRows, long[] jumpLines, int jumps, int[] rows) {
    this.source = source;
    this.jumpRows = jumpRows;
    this.jumpLines = jumpLines;
    this.jumps = jumps;
    this.rows = rows;
  }

  /** Returns the places of some of these rows. */
  Places of(int[] some) {
    int[] original = some.clone();
    if (rows != null) {
      for (int i = 0; i < some.length; i++) {
        original[i] = rows[some[i]];
      }
    }
    return new Places(source, jumpRows, jumpLines, jumps, original);
  }

  /** Returns where a row comes from: {@code people.csv, line 7}, {@code line 7} or {@code row 5}. */
  String of(int row) {
    return jumpRows == null ? "row " + original(row) : line(source, lineOf(row));
  }

  private int original(int row) {
    return rows == null ? row : rows[row];
  }

  /** Returns the line of the file that a row begins on, from 1; 0 if it comes from no file. */
  long lineOf(int row) {
    if (jumpRows == null) {
      return 0;
    }
    int original = original(row);
    int found = Arrays.binarySearch(jumpRows, 0, jumps, original);
    int jump = found >= 0 ? found : -found - 2;
    return jumpLines[jump] + original - jumpRows[jump];
  }

  /** Returns a line of a file as messages name it. */
  static String line(String source, long line) {
    return (source == null ? "line " : source + ", line ") + line;
  }

  /** Collects the lines of the rows that are read from a file. */
  static final class Builder {

    private final String source;
    private int[] jumpRows = new int[1];
    private long[] jumpLines = new long[1];
    private int jumps;
    private int size;

    /** Begins with no rows of the file; null if the source has no name. */
    Builder(String source) {
      this.source = source;
    }

    /** Adds a row that begins on the line. */
    void add(long line) {
      if (jumps == 0 || line != jumpLines[jumps - 1] + size - jumpRows[jumps - 1]) {
        if (jumps == jumpRows.length) {
          jumpRows = Arrays.copyOf(jumpRows, 2 * jumps);
          jumpLines = Arrays.copyOf(jumpLines, 2 * jumps);
        }
        jumpRows[jumps] = size;
        jumpLines[jumps++] = line;
      }
      size++;
    }

    /** Returns the places of all rows added. No row may be added after that. */
    Places build() {
      return new Places(source, jumpRows, jumpLines, jumps, null);
    }
  }
}

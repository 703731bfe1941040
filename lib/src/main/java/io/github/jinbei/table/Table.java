package io.github.jinbei.table;

import io.github.jinbei.internal.text.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A table: named columns of numbers or texts, all with the same number of rows. It has at least one column and one row. It is
 * immutable, so threads may share it.
 */
public final class Table {

  private final List<Column> columns;
  private final Map<String, Column> byName;
  private final Places places;

  private Table(List<Column> columns, Places places) {
    this.columns = List.copyOf(columns);
    this.places = places;
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("columns = none; expected at least one");
    }
    this.byName = new HashMap<>();
    for (Column column : columns) {
      if (byName.put(column.name(), column) != null) {
        throw new IllegalArgumentException("columns: the name \"" + column.name() + "\" occurs twice; expected distinct names");
      }
      if (column.rows() != rows()) {
        throw new IllegalArgumentException("columns: \"" + column.name() + "\" has " + Count.of(column.rows(), "row")
            + "; expected " + rows() + ", as many as \"" + columns.get(0).name() + "\"");
      }
    }
  }

  /** Returns a table of columns whose rows come from the places. */
  static Table of(List<Column> columns, Places places) {
    return new Table(columns, places);
  }

  /**
   * Creates a table.
   *
   * @param columns the columns, in their order
   * @return the table
   * @throws IllegalArgumentException if there is no column, two have the same name, or their numbers of rows differ
   * @throws NullPointerException if an argument is null
   */
  public static Table of(Column... columns) {
    return new Table(Arrays.asList(columns), Places.NONE);
  }

  /**
   * Creates a table.
   *
   * @param columns the columns, in their order
   * @return the table
   * @throws IllegalArgumentException if there is no column, two have the same name, or their numbers of rows differ
   * @throws NullPointerException if an argument is null
   */
  public static Table of(List<Column> columns) {
    return new Table(columns, Places.NONE);
  }

  /**
   * Creates a table of numbers. The columns have the names {@code x0}, {@code x1}, and so on.
   *
   * @param rows rows x columns; NaN if a number is missing
   * @return the table
   * @throws IllegalArgumentException if a number is infinite, the lengths of rows differ, or there is no row or no column
   * @throws NullPointerException if an argument is null
   */
  public static Table ofRows(double[][] rows) {
    Objects.requireNonNull(rows, "rows");
    double[][] columns = new double[checkRows(rows.length, rows.length == 0 ? 0 : rows[0].length)][rows.length];
    for (int row = 0; row < rows.length; row++) {
      checkLength(row, rows[row].length, columns.length);
      for (int i = 0; i < columns.length; i++) {
        columns[i][row] = rows[row][i];
      }
    }
    return ofColumns(columns);
  }

  /**
   * Creates a table of numbers. The columns have the names {@code x0}, {@code x1}, and so on.
   *
   * @param rows rows x columns; NaN if a number is missing
   * @return the table
   * @throws IllegalArgumentException if a number is infinite, the lengths of rows differ, or there is no row or no column
   * @throws NullPointerException if an argument is null
   */
  public static Table ofRows(float[][] rows) {
    Objects.requireNonNull(rows, "rows");
    double[][] columns = new double[checkRows(rows.length, rows.length == 0 ? 0 : rows[0].length)][rows.length];
    for (int row = 0; row < rows.length; row++) {
      checkLength(row, rows[row].length, columns.length);
      for (int i = 0; i < columns.length; i++) {
        columns[i][row] = rows[row][i];
      }
    }
    return ofColumns(columns);
  }

  /** Returns the number of columns. */
  private static int checkRows(int rows, int columns) {
    if (rows == 0 || columns == 0) {
      throw new IllegalArgumentException("rows = " + Count.of(rows, "row") + " of " + columns
          + "; expected at least one row and one column");
    }
    return columns;
  }

  private static void checkLength(int row, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException("rows[" + row + "].length = " + length + "; expected " + expected
          + ", as in the first row");
    }
  }

  private static Table ofColumns(double[][] columns) {
    List<Column> list = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      list.add(Column.numbers("x" + i, columns[i]));
    }
    return of(list);
  }

  /**
   * Creates a table of one row.
   *
   * @param row the value of each column, in the map's order of iteration: a {@link Number} is a number, null is missing, and
   *     anything else is the text of its {@code toString()}
   * @return the table
   * @throws IllegalArgumentException if the map is empty or a number is infinite
   * @throws NullPointerException if the map or one of its keys is null
   */
  public static Table ofRow(Map<String, ?> row) {
    List<Column> columns = new ArrayList<>();
    row.forEach((name, value) -> columns.add(value == null || value instanceof Number
        ? Column.numbers(name, value == null ? Double.NaN : ((Number) value).doubleValue())
        : Column.texts(name, value.toString())));
    return of(columns);
  }

  /**
   * Returns the number of rows, at least 1.
   *
   * @return the number of rows
   */
  public int rows() {
    return columns.get(0).rows();
  }

  /**
   * Returns the names of the columns, in their order.
   *
   * @return an immutable list
   */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Column column : columns) {
      names.add(column.name());
    }
    return List.copyOf(names);
  }

  /**
   * Returns the columns, in their order.
   *
   * @return an immutable list
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Returns a column.
   *
   * @param name its name
   * @return the column
   * @throws IllegalArgumentException if there is no such column; the message names those that there are
   */
  public Column column(String name) {
    Column column = byName.get(Objects.requireNonNull(name, "name"));
    if (column == null) {
      throw new IllegalArgumentException("name = \"" + name + "\"; expected one of the columns " + listed(names()));
    }
    return column;
  }

  /** Returns names as messages list them: the first ones, if there are many. */
  static String listed(List<String> names) {
    int most = 20;
    String list = "\"" + String.join("\", \"", names.subList(0, Math.min(most, names.size()))) + "\"";
    return names.size() <= most ? list : list + " and " + (names.size() - most) + " more";
  }

  /**
   * Returns whether there is a column of this name.
   *
   * @param name a name
   * @return whether there is a column of this name
   */
  public boolean hasColumn(String name) {
    return byName.containsKey(name);
  }

  /**
   * Returns a table of some columns.
   *
   * @param names the names of the columns, in the order of the new table
   * @return the table; it shares the columns
   * @throws IllegalArgumentException if there is no such column, a name is given twice, or none is given
   */
  public Table select(String... names) {
    return new Table(Arrays.stream(names).map(this::column).toList(), places);
  }

  /**
   * Returns a table without some columns.
   *
   * @param names the names of the columns that are left out
   * @return the table; it shares the columns
   * @throws IllegalArgumentException if there is no such column or none would be left
   */
  public Table drop(String... names) {
    Set<Column> left = new LinkedHashSet<>(columns);
    for (String name : names) {
      left.remove(column(name));
    }
    return new Table(List.copyOf(left), places);
  }

  /**
   * Returns a table of some rows.
   *
   * @param rows the rows, from 0, in the order of the new table; a row may be given more than once
   * @return the table
   * @throws IllegalArgumentException if no row is given
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public Table rows(int[] rows) {
    if (Objects.requireNonNull(rows, "rows").length == 0) {
      throw new IllegalArgumentException("rows = none; expected at least one");
    }
    for (int row : rows) {
      Objects.checkIndex(row, rows());
    }
    List<Column> chosen = new ArrayList<>();
    for (Column column : columns) {
      chosen.add(column.rows(rows));
    }
    return new Table(chosen, places.of(rows));
  }

  /**
   * Returns a table with a further column, which is the last one, or with another column in the place of the one with the
   * same name.
   *
   * @param column the column
   * @return the table; it shares the columns
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public Table with(Column column) {
    List<Column> list = new ArrayList<>(columns);
    int place = names().indexOf(column.name());
    if (place < 0) {
      list.add(column);
    } else {
      list.set(place, column);
    }
    return new Table(list, places);
  }

  /**
   * Returns the line of the CSV file on which a row begins, also in a table of some rows of another one.
   *
   * @param row from 0
   * @return the line, from 1; 0 if the row comes from no CSV file
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public long line(int row) {
    return places.lineOf(Objects.checkIndex(row, rows()));
  }

  /** Returns where a row comes from, for messages: {@code people.csv, line 7}, or {@code row 5} (from 0) without a file. */
  String place(int row) {
    return places.of(row);
  }

  @Override
  public String toString() {
    return Count.of(rows(), "row") + " of " + listed(names());
  }
}

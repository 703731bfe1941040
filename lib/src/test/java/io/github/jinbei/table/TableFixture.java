package io.github.jinbei.table;

import io.github.jinbei.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A short training by the recipe, in the test resources {@code fixtures/realmlp}; the README there describes them. */
final class TableFixture {

  /** All trainings. */
  static final List<String> NAMES = List.of("binary", "classes", "one-column", "regression", "regression-gaps");

  private final Map<String, Object> fields;

  private TableFixture(Map<String, Object> fields) {
    this.fields = fields;
  }

  static TableFixture of(String name) {
    return new TableFixture(Json.read("/fixtures/realmlp/realmlp-" + name + ".json"));
  }

  /** Returns the raw table: the rows that are trained on, then six more. */
  Table table() {
    List<Column> columns = new ArrayList<>();
    for (Object name : list("columns")) {
      List<?> values = (List<?>) ((Map<?, ?>) fields.get("table")).get(name);
      boolean numeric = values.stream().anyMatch(value -> value instanceof Double);
      columns.add(numeric
          ? Column.numbers((String) name, values.stream().mapToDouble(v -> v == null ? Double.NaN : (Double) v).toArray())
          : Column.texts((String) name, values.toArray(new String[0])));
    }
    return Table.of(columns);
  }

  /** Returns the rows of the table that are trained on. */
  Table trained() {
    return table().rows(IntStream.range(0, (int) number("training_rows")).toArray());
  }

  double number(String field) {
    return (Double) fields.get(field);
  }

  double[] numbers(String field) {
    return Json.numbers(fields.get(field));
  }

  List<?> list(String field) {
    return (List<?>) fields.get(field);
  }

  String text(String field) {
    return (String) fields.get(field);
  }

  /** Returns a field of the object {@code after}. */
  Object after(String field) {
    return ((Map<?, ?>) fields.get("after")).get(field);
  }

  /** Returns the targets of the rows that are trained on. */
  double[] targets() {
    return numbers("y");
  }

  int[] classes() {
    return Arrays.stream(targets()).mapToInt(y -> (int) y).toArray();
  }
}

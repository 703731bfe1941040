package io.github.jinbei.table;

import io.github.jinbei.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The errors of other methods: for each table and method, one entry for each repetition, from {@code reference.json}. */
final class TableReference {

  private final Map<String, Object> tables;

  private TableReference(Map<String, Object> tables) {
    this.tables = tables;
  }

  /** Reads {@code reference.json} of a folder of tables. */
  static TableReference in(Path folder) throws IOException {
    return of(Files.readString(folder.resolve("reference.json")));
  }

  static TableReference of(String json) {
    return new TableReference(Json.parse(json));
  }

  /** Returns the names of all tables, sorted. */
  List<String> tables() {
    return tables.keySet().stream().sorted().toList();
  }

  /** Returns whether the target of a table is a number. */
  boolean regression(String table) {
    return ((Map<?, ?>) entries(table, "boosting").get(0)).containsKey("rmse");
  }

  /** Returns the number of repetitions of a table. */
  int repetitions(String table) {
    return methods(table).values().stream().mapToInt(entries -> ((List<?>) entries).size()).max().orElseThrow();
  }

  /** Returns the errors (shares of the rows, or RMSEs) of a method; none if it was not run. */
  double[] errors(String table, Method method) {
    String field = regression(table) ? "rmse" : "error";
    return entries(table, regression(table) ? method.ofRegressions : method.ofClasses).stream()
        .mapToDouble(entry -> (Double) ((Map<?, ?>) entry).get(field)).toArray();
  }

  private List<?> entries(String table, String method) {
    Object entries = methods(table).get(method);
    return entries == null ? List.of() : (List<?>) entries;
  }

  private Map<?, ?> methods(String table) {
    Map<?, ?> methods = (Map<?, ?>) tables.get(table);
    if (methods == null) {
      throw new IllegalArgumentException("table = " + table + "; expected one of " + tables());
    }
    return methods;
  }

  /** The methods, by their names in the file. */
  enum Method {
    /** RealMLP-TD-S: one network. */
    ONE("td-s", "realmlp-td-s", "realmlp-td-s"),
    /** RealMLP-TD-S: the mean of five networks. */
    FIVE("bagged", "realmlp-td-s-bagged", "realmlp-td-s-bagged"),
    /** scikit-learn's network on standardised columns and targets. */
    SKLEARN("sklearn", "mlp-sklearn", "mlp-sklearn-scaled-target"),
    /** scikit-learn's histogram gradient boosting. */
    BOOSTING("boosting", "boosting", "boosting"),
    /** A linear model. */
    LINEAR("linear", "linear", "linear");

    final String label;
    private final String ofClasses;
    private final String ofRegressions;

    Method(String label, String ofClasses, String ofRegressions) {
      this.label = label;
      this.ofClasses = ofClasses;
      this.ofRegressions = ofRegressions;
    }
  }
}

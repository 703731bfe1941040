package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActionBenchmarkReportTest {

  private static JsonNode read(Result... results) throws IOException {
    return new JsonMapper().readTree(ActionBenchmarkReport.render(List.of(results)));
  }

  private static Result result(Key key, String unit, double... forks) {
    double[][] iterations = new double[forks.length][];
    for (int f = 0; f < forks.length; f++) {
      iterations[f] = new double[] {forks[f]};
    }
    return new Result(key, new Metric(unit, iterations), Collections.emptySortedMap(), Map.of());
  }

  @Test
  void goldenFile() throws IOException {
    Golden.check("rich-github-action-benchmark.json", ActionBenchmarkReport.render(Fixtures.rich().currentResults()));
  }

  @Test
  void goldenFileOfNothing() throws IOException {
    Golden.check("empty-github-action-benchmark.json", ActionBenchmarkReport.render(List.of()));
  }

  @Test
  void timesAreInvertedSoThatBiggerIsBetter() throws IOException {
    JsonNode array = read(result(Fixtures.key("A.time", "avgt", 1), "s/op", 0.002, 0.004, 0.005),
        result(Fixtures.key("B.rate", "thrpt", 1), "ops/s", 90, 100, 130),
        result(Fixtures.key("C.odd", "avgt", 1), "parsecs", 4));
    assertEquals(250, array.get(0).get("value").doubleValue());
    assertEquals("ops/s", array.get(0).get("unit").textValue());
    assertEquals("\u00b1 150.0", array.get(0).get("range").textValue()); // 500 to 200
    assertTrue(array.get(0).get("extra").textValue().contains("inverted"));
    assertEquals(100, array.get(1).get("value").doubleValue());
    assertEquals("\u00b1 20.00", array.get(1).get("range").textValue());
    assertFalse(array.get(1).get("extra").textValue().contains("inverted"));
    assertEquals(0.25, array.get(2).get("value").doubleValue());
    assertEquals("1/(parsecs)", array.get(2).get("unit").textValue());
    assertFalse(array.get(2).has("range"), "one fork has no range");
  }

  @Test
  void variantsHaveTheirOwnNames() throws IOException {
    JsonNode array = read(
        result(Fixtures.key("A.a", "thrpt", 1, "n", "1"), "ops/s", 1),
        result(Fixtures.key("A.a", "thrpt", 1, "n", "2"), "ops/s", 2),
        result(Fixtures.key("A.a", "thrpt", 2, "n", "1"), "ops/s", 3),
        result(Fixtures.key("A.a", "avgt", 1, "n", "1"), "s/op", 4),
        result(Fixtures.key("A.a", "thrpt", 1, "n", "1 o=2"), "ops/s", 5),
        result(Fixtures.key("A.a", "thrpt", 1, "n", "1", "o", "2"), "ops/s", 6),
        result(new Key("other.A.a", "thrpt", 1, Fixtures.key("A.a", "thrpt", 1, "n", "1").params()), "ops/s", 7));
    assertEquals(List.of("io.github.jinbei.bench.A.a avgt t=1 n=1", "io.github.jinbei.bench.A.a thrpt t=1 n=\"1 o=2\"",
        "io.github.jinbei.bench.A.a thrpt t=1 n=1", "io.github.jinbei.bench.A.a thrpt t=1 n=1 o=2",
        "io.github.jinbei.bench.A.a thrpt t=1 n=2", "io.github.jinbei.bench.A.a thrpt t=2 n=1",
        "other.A.a thrpt t=1 n=1"), array.findValuesAsText("name"));
  }

  @Test
  void resultsWithoutFiguresAreLeftOut() throws IOException {
    assertEquals(0, read(result(Fixtures.key("A.a", "thrpt", 1), "ops/s", Double.NaN),
        result(Fixtures.key("A.b", "avgt", 1), "s/op", 0)).size());
  }
}

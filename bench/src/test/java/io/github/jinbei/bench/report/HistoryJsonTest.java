package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jinbei.bench.history.Commit;
import io.github.jinbei.bench.history.Histories;
import io.github.jinbei.bench.history.Movement;
import io.github.jinbei.bench.history.Point;
import io.github.jinbei.bench.history.Trend;
import io.github.jinbei.bench.history.TrendSettings;
import io.github.jinbei.bench.history.Trends;
import io.github.jinbei.bench.results.Key;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Map<String, String> HERE = Map.of("cpu", "one");
  private static final Key SLOWER = new Key("org.example.A.slower", "thrpt", 2, new TreeMap<>(Map.of("n", "8")));
  private static final Key FRESH = new Key("org.example.A.fresh", "avgt", 1, new TreeMap<>());
  private static final Key GONE = new Key("org.example.A.gone", "thrpt", 1, new TreeMap<>());

  /** Returns trends of a history whose first line is the later commit. */
  private static Trends trends() {
    return Trends.of(List.of(
        Histories.commit(2, Histories.result(SLOWER, HERE, 40, 60), Histories.result(FRESH, HERE, 0.5)),
        Histories.commit(1, Histories.result(SLOWER, HERE, 100), Histories.result(GONE, HERE, 7))),
        new TrendSettings(5, 0.25, List.of("cpu", "jdk"), Pattern.compile("A"), null));
  }

  @Test
  void everyFieldIsPresent() throws IOException {
    String expected = """
        {"format": "jinbei-history", "version": 1,
         "headline": "1 of 2 slower by more than 25 %, 1 without a baseline, 1 gone",
         "slower": true, "compared": true,
         "counts": {"slower": 1, "faster": 0, "steady": 0, "no baseline": 1, "gone": 1},
         "commits": 2, "last": "00000002", "sorted": true,
         "settings": {"window": 5, "threshold": 0.25, "environment": ["cpu", "jdk"], "include": "A", "exclude": null},
         "environment": {"cpu": "one"},
         "rows": [
          {"key": {"text": "A.slower thrpt t=2 n=8", "benchmark": "org.example.A.slower", "mode": "thrpt", "threads": 2,
                   "params": {"n": "8"}},
           "unit": "ops/s", "moreIsBetter": true, "movement": "slower",
           "latest": {"commit": "00000002", "date": "2026-01-02T00:00:00Z", "forks": [40.0, 60.0], "median": 50.0,
                      "baseline": 100.0, "commits": 1, "speed": 0.5, "movement": "slower", "change": null},
           "earlier": [
            {"commit": "00000001", "date": "2026-01-01T00:00:00Z", "forks": [100.0], "median": 100.0,
             "baseline": null, "commits": 0, "speed": null, "movement": "no baseline", "change": null}]},
          {"key": {"text": "A.fresh avgt", "benchmark": "org.example.A.fresh", "mode": "avgt", "threads": 1,
                   "params": {}},
           "unit": "s/op", "moreIsBetter": false, "movement": "no baseline",
           "latest": {"commit": "00000002", "date": "2026-01-02T00:00:00Z", "forks": [0.5], "median": 0.5,
                      "baseline": null, "commits": 0, "speed": null, "movement": "no baseline", "change": null},
           "earlier": []},
          {"key": {"text": "A.gone thrpt", "benchmark": "org.example.A.gone", "mode": "thrpt", "threads": 1,
                   "params": {}},
           "unit": "ops/s", "moreIsBetter": true, "movement": "gone",
           "latest": {"commit": "00000001", "date": "2026-01-01T00:00:00Z", "forks": [7.0], "median": 7.0,
                      "baseline": null, "commits": 0, "speed": null, "movement": "no baseline", "change": null},
           "earlier": []}]}
        """;
    assertEquals(MAPPER.readTree(expected), MAPPER.readTree(HistoryJson.render(trends())));
  }

  @Test
  void theJsonContainsAllValues() throws IOException {
    Trends trends = Trends.of(HistoryReportTest.commits(), TrendSettings.defaults());
    String text = HistoryJson.render(trends);
    assertTrue(text.endsWith("}\n"), text);
    JsonNode report = MAPPER.readTree(text);
    assertEquals(trends.rows().size(), report.get("rows").size());
    assertEquals(trends.count(Movement.FASTER), report.at("/counts/faster").longValue());
    for (int i = 0; i < trends.rows().size(); i++) {
      Trend trend = trends.rows().get(i);
      JsonNode row = report.get("rows").get(i);
      assertEquals(trend.key().text(), row.at("/key/text").textValue());
      assertEquals(trend.points().size(), row.get("earlier").size() + 1);
      for (int j = 0; j < trend.points().size(); j++) {
        Point point = trend.points().get(j);
        JsonNode node = j < row.get("earlier").size() ? row.get("earlier").get(j) : row.get("latest");
        assertEquals(point.median(), node.get("median").doubleValue());
        assertEquals(point.change(), node.get("change").asText("").replace("null", ""));
      }
    }
  }

  @Test
  void anEmptyHistoryHasNoRows() throws IOException {
    JsonNode report = MAPPER.readTree(HistoryJson.render(Trends.of(List.<Commit>of(), TrendSettings.defaults())));
    assertEquals(0, report.get("rows").size());
    assertTrue(report.get("last").isNull() && !report.get("slower").booleanValue() && !report.get("sorted").booleanValue());
  }
}

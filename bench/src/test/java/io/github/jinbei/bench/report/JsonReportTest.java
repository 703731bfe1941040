package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Row;
import io.github.jinbei.bench.compare.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void goldenFileOfManyKinds() throws IOException {
    Golden.check("rich.json", JsonReport.render(Fixtures.rich()));
  }

  @Test
  void goldenFileOfOneRow() throws IOException {
    Golden.check("one.json", JsonReport.render(Fixtures.one()));
  }

  @Test
  void goldenFileOfNoRow() throws IOException {
    Golden.check("empty.json", JsonReport.render(Fixtures.empty()));
  }

  @Test
  void theJsonContainsAllValues() throws IOException {
    Comparison comparison = Fixtures.rich();
    JsonNode report = MAPPER.readTree(JsonReport.render(comparison));
    assertEquals(2, report.get("version").intValue());
    for (Verdict verdict : Verdict.values()) {
      assertTrue(report.at("/counts/" + verdict.text()).intValue() > 0, verdict.text());
    }
    assertEquals(comparison.rows().size(), report.get("rows").size());
    for (int i = 0; i < comparison.rows().size(); i++) {
      Row row = comparison.rows().get(i);
      JsonNode node = report.get("rows").get(i);
      assertEquals(row.key().text(), node.at("/key/text").textValue());
      row.key().params().forEach((name, value) -> assertEquals(value, node.get("key").get("params").get(name)
          .textValue()));
      if (row.raw() != null) {
        assertEquals(row.raw().ratio(), node.at("/raw/ratio").doubleValue());
      }
      assertEquals(row.base() == null, node.get("base").isNull());
    }
  }

  @Test
  void valuesThatAreNotNumbersAreNull() throws IOException {
    JsonNode rows = MAPPER.readTree(JsonReport.render(Fixtures.rich())).get("rows");
    JsonNode hostile = null;
    for (JsonNode row : rows) {
      hostile = row.at("/key/benchmark").textValue().endsWith("Hostile.quotes") ? row : hostile;
    }
    for (String name : new String[] {"high", "p", "adjusted", "detectable"}) {
      assertTrue(hostile.at("/raw/" + name).isNull(), name);
    }
    assertTrue(hostile.at("/allocation/base").isNull());
    assertTrue(hostile.at("/normalised").isNull());
    assertEquals(0.91, hostile.at("/raw/ratio").doubleValue());
  }
}

package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jinbei.report.Page;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Tests the reports of cold starts: text, JSON, page. */
class ColdReportTest {

  /** The figures follow from the steps: 128 of 32 rows a second from 0.25 s on, 512 from 0.5 s on; or 4 and 2048. */
  @Test
  void theTextHasMediansRatiosAndRanges() {
    List<String> lines = ColdText.render(ColdSamples.of(2)).lines().toList();
    assertEquals("JDK 25.0.1; backend 256; 1 thread, processors 0; medians of 3 processes", lines.get(0));
    assertEquals("T2: training steps of 784-128-10, batch 32, sgd", lines.get(2));
    assertEquals("scalar default ratio range", lines.get(3).strip().replaceAll(" +", " "));
    assertTrue(lines.contains("  trained at 0.1 s                0        0       -"), () -> String.join("\n", lines));
    assertLine(lines, "trained at 0.5 s 1,024 0 0.00 0.00 to 0.00");
    assertLine(lines, "trained at 1 s 9,216 64 0.0069 0.0063 to 0.0069");
    assertLine(lines, "final rate, samples/s 16,384 65,536 4.00 4.00 to 4.00");
    assertLine(lines, "main begins, s 0.125 0.250 2.00 1.50 to 2.00");
    assertLine(lines, "first step, s 0.258 0.750 2.91 1.97 to 2.91");
    assertLine(lines, "CPU s at 3 s 3.750 3.750 1.00 1.00 to 1.00");
    assertLine(lines, "C1 0.250 0.250 1.00 1.00 to 1.00");
    assertLine(lines, "C2 - - -");
    assertLine(lines, "jinbei threads 0.125 0.125 1.00 1.00 to 1.00");
    assertTrue(lines.contains("T4 predict 32: predictions of 1024-1024-1024-1024, batch 32"));
    assertLine(lines, "predicted at 1 s 9,216 64 0.0069 0.0063 to 0.0069");
    lines.forEach(line -> assertTrue(line.length() <= 80 && line.chars().allMatch(c -> c < 127), line));
  }

  private static void assertLine(List<String> lines, String expected) {
    List<String> plain = lines.stream().map(line -> line.strip().replaceAll(" +", " ")).toList();
    assertTrue(plain.contains(expected), () -> expected + " is not in\n" + String.join("\n", plain));
  }

  @Test
  void oneSideHasTheRangeOfItsProcesses() {
    List<String> lines = ColdText.render(ColdSamples.of(1)).lines().toList();
    assertEquals("scalar range", lines.get(3).strip().replaceAll(" +", " "));
    assertLine(lines, "first step, s 0.258 0.258 to 0.508");
    assertLine(lines, "C2 -");
  }

  @Test
  void theJsonHasAllFields() throws IOException {
    JsonNode json = new ObjectMapper().readTree(
        ColdJson.render(ColdSamples.of(2), ColdSamples.COMMAND, "2026-01-31T12:00:00Z", ColdSamples.MACHINE));
    assertEquals(List.of("format", "version", "command", "date", "environment", "settings", "sides", "curveTimes", "workloads"),
        names(json));
    assertEquals("jinbei-cold", json.get("format").asText());
    assertEquals(ColdSamples.COMMAND.size(), json.get("command").size());
    assertEquals("{\"seconds\":4.0,\"rounds\":3,\"threads\":1,\"cores\":\"0\"}", json.get("settings").toString());
    assertEquals("[{\"name\":\"scalar\",\"classPath\":\"a.jar\",\"java\":\"java\",\"jvmArgs\":[\"-Da=b\"]},"
        + "{\"name\":\"default\",\"classPath\":\"a.jar\",\"java\":\"java\",\"jvmArgs\":[]}]", json.get("sides").toString());
    JsonNode row = json.get("workloads").get(0);
    assertEquals(List.of("name", "about", "predicts", "figures", "processes"), names(row));
    List<String> figures = new ArrayList<>();
    row.get("figures").forEach(figure -> figures.add(figure.get("figure").asText()));
    assertEquals(26, figures.size());
    assertEquals(List.of("samples", "finalRate", "main", "firstStep", "timeTo50", "timeTo90", "cpu", "cpuC1", "cpuC2",
        "cpuLibrary"), figures.stream().distinct().toList());
    assertEquals("{\"figure\":\"samples\",\"at\":0.5,\"medians\":[1024.0,0.0],\"ratio\":0.0,\"least\":0.0,\"most\":0.0}",
        row.get("figures").get(3).toString());
    assertEquals("{\"figure\":\"cpuC2\",\"at\":1.0,\"medians\":[null,null],\"ratio\":null,\"least\":null,\"most\":null}",
        row.get("figures").get(16).toString());
    JsonNode process = row.get("processes").get(1).get(2);
    assertEquals(List.of("jdk", "backend", "finalRate", "main", "firstStep", "timeTo50", "timeTo90", "cpu", "curve"),
        names(process));
    assertEquals("{\"at\":3.0,\"process\":3.75,\"c1\":0.25,\"c2\":null,\"library\":{\"jinbei-warm-up\":0.125}}",
        process.get("cpu").get(1).toString());
    assertEquals(json.get("curveTimes").size(), process.get("curve").size());
    assertEquals(4.0, json.get("curveTimes").get(159).asDouble());
    assertEquals(0.1, json.get("curveTimes").get(0).asDouble());
    JsonNode alone = new ObjectMapper().readTree(
        ColdJson.render(ColdSamples.of(1), ColdSamples.COMMAND, "2026-01-31T12:00:00Z", ColdSamples.MACHINE));
    assertEquals("{\"figure\":\"main\",\"at\":null,\"medians\":[0.125],\"ratio\":null,\"least\":null,\"most\":null}",
        alone.get("workloads").get(0).get("figures").get(10).toString());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void thePageHasAPictureOfEachWorkload() throws Exception {
    Page page = ColdPage.of(ColdSamples.of(2), ColdSamples.COMMAND, ColdSamples.MACHINE);
    assertEquals(2, page.pictures().size());
    assertEquals(page.html(), ColdPage.of(ColdSamples.of(2), ColdSamples.COMMAND, ColdSamples.MACHINE).html());
    String picture = page.pictures().get(0).content();
    for (String part : List.of("class=\"band s0\"", "class=\"band s1\"", "class=\"line s0\"", "class=\"line s1\"",
        "class=\"mark s0\"", "class=\"mark s1\"", ">scalar<", ">default<", ">samples trained<")) {
      assertTrue(picture.contains(part), part);
    }
    for (String tick : List.of("0.1", "0.2", "0.5", "1", "2")) {
      assertTrue(picture.contains("\" text-anchor=\"middle\">" + tick + "</text>"), tick);
    }
    assertTrue(page.html().contains("256; 1 thread, processors 0; medians of 3 processes; cpu Example CPU 3000."));
    assertTrue(page.pictures().get(1).content().contains(">samples predicted<"));
    assertEquals("Training steps of 784-128-10, batch 32, sgd. First step at 0.258 and 0.75 s. Half of the final rate at "
        + "0.5 and 2 s, 90 % at 0.5 and 2 s. Samples at 1 s: 9,216 and 64, ratio 0.0069.",
        page.pictures().get(0).caption());
    for (String text : List.of(page.html(), page.svg(), ColdPage.of(ColdSamples.of(1), ColdSamples.COMMAND,
        ColdSamples.MACHINE).svg())) {
      assertFalse(text.contains("NaN") || text.contains("Infinity"), text);
      DocumentBuilderFactory.newInstance().newDocumentBuilder()
          .parse(new InputSource(new StringReader(text.replace("<!DOCTYPE html>", ""))));
    }
  }
}

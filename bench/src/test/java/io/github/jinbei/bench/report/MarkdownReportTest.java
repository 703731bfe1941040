package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  @Test
  void goldenFileOfManyKinds() throws IOException {
    Golden.check("rich.md", MarkdownReport.render(Fixtures.rich()));
  }

  @Test
  void goldenFileOfOneRow() throws IOException {
    Golden.check("one.md", MarkdownReport.render(Fixtures.one()));
  }

  @Test
  void goldenFileOfNoRow() throws IOException {
    Golden.check("empty.md", MarkdownReport.render(Fixtures.empty()));
  }

  @Test
  void manyRowsAreCutToTheSizeLimitAndTheWorstAreKept() {
    String report = MarkdownReport.render(Fixtures.many(20_000), true);
    int bytes = report.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes < 1_048_576, bytes + " bytes");
    assertTrue(bytes > 1_000_000, bytes + " bytes: more rows would have found room");
    List<String> rows = report.lines().filter(line -> line.contains("number=")).toList();
    for (int i = 0; i < rows.size(); i++) {
      assertTrue(rows.get(i).contains(String.format("number=%05d", i)), rows.get(i));
    }
    int equivalent = 20_000 - 20_000 / 3 * 2;
    String left = (20_000 - equivalent - rows.size()) + " rows are left out";
    assertTrue(report.contains(left), left);
    assertFalse(report.contains("| EQUIVALENT |"));
  }

  @Test
  void ifThereAreVeryManyRowsTheDecidedOnesAreShown() {
    String report = MarkdownReport.render(Fixtures.many(4500));
    assertEquals(1000, report.lines().filter(line -> line.startsWith("| **REGRESSED**")).count());
    assertEquals(200, report.lines().filter(line -> line.startsWith("| INCONCLUSIVE")).count());
    assertEquals(200, report.lines().filter(line -> line.startsWith("| EQUIVALENT")).count());
    assertTrue(report.contains("\n\n1800 rows are not shown: 500 REGRESSED, 1300 INCONCLUSIVE; --all shows all rows.\n\n"));
    assertTrue(report.contains("<summary>1500 equivalent</summary>"));
    assertTrue(report.contains("\n\n1300 rows are not shown: 1300 EQUIVALENT; --all shows all rows.\n\n</details>"));
    assertFalse(report.contains("left out"), "there is room");
  }

  @Test
  void equivalentRowsAreCutBeforeOthers() {
    String report = MarkdownReport.render(Fixtures.many(9_000), true);
    assertTrue(report.getBytes(StandardCharsets.UTF_8).length < 1_048_576);
    assertEquals(3000, report.lines().filter(line -> line.startsWith("| **REGRESSED**")).count());
    assertEquals(3000, report.lines().filter(line -> line.startsWith("| INCONCLUSIVE")).count());
    long equivalent = report.lines().filter(line -> line.startsWith("| EQUIVALENT")).count();
    assertTrue(equivalent > 0 && equivalent < 3000, equivalent + " equivalent rows");
    assertTrue(report.contains((3000 - equivalent) + " rows are left out"));
    assertTrue(report.contains("</details>"));
  }

  @Test
  void longTextsAroundTheRowsAreCutToTheLimit() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (int i = 0; i < 1000; i++) {
      environment.put("name " + i, "|".repeat(100_000));
    }
    Comparison many = Fixtures.many(10_000);
    String report = MarkdownReport.render(new Comparison(many.rows(), Settings.defaults(), environment, environment,
        "|".repeat(2_000_000), List.of(), List.of("\u91d1".repeat(2_000_000)), "|".repeat(2_000_000)), true);
    assertTrue(report.getBytes(StandardCharsets.UTF_8).length < 1_048_576);
    assertTrue(report.contains("number=00000"));
  }

  @Test
  void bothSidesAreNamedOutsideOfFoldedParts() {
    String report = MarkdownReport.render(Fixtures.one().with("files", "base.json", "a|b.json").with("date", "x", "x"));
    String table = "| | Base | Current |\n|---|---|---|\n| files | base.json | a&#124;b.json |\n| date | x | x |\n\n";
    assertTrue(report.contains(table), report);
    assertFalse(report.contains("**differs**"), report);
    assertFalse(report.contains("Environment"), report);
  }

  @Test
  void everyRowHasTheColumnsOfItsHeader() {
    List<String> rows = MarkdownReport.render(Fixtures.rich()).lines().filter(line -> line.startsWith("| "))
        .filter(line -> line.contains("<code>")).toList();
    assertEquals(17, rows.size());
    rows.forEach(row -> assertEquals(11, row.chars().filter(c -> c == '|').count(), row));
  }

  @Test
  void specialCharactersOfMarkdownAreEscaped() {
    assertEquals("&#60;b&#62; a&#124;b &#96;c&#96; &#42;d&#42; &#64;e &#35;1 f&#95;g http&#58;//h i:j \ufffd",
        MarkdownReport.escape("<b> a|b `c` *d* @e #1 f_g http://h i:j \n"));
  }
}

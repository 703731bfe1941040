package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.compare.Comparison;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {

  @Test
  void goldenFileOfManyKinds() throws IOException {
    Golden.check("rich.txt", TextReport.render(Fixtures.rich()));
  }

  @Test
  void goldenFileOfOneRow() throws IOException {
    Golden.check("one.txt", TextReport.render(Fixtures.one()));
  }

  @Test
  void goldenFileOfNoRow() throws IOException {
    Golden.check("empty.txt", TextReport.render(Fixtures.empty()));
  }

  @Test
  void manyEquivalentRowsAreOnlyCountedUnlessAllAreRequested() {
    String folded = TextReport.render(Fixtures.many(60));
    assertEquals(40, folded.lines().filter(line -> line.startsWith("REGRESSED") || line.startsWith("INCON")).count());
    assertEquals(0, folded.lines().filter(line -> line.startsWith("EQUIVALENT")).count());
    assertTrue(folded.contains("\n20 rows are not shown: 20 EQUIVALENT; --all shows all rows.\n"), folded);
    String all = TextReport.render(Fixtures.many(60), true, TextReport.WIDTH);
    assertEquals(20, all.lines().filter(line -> line.startsWith("EQUIVALENT")).count());
  }

  @Test
  void ifThereAreVeryManyRowsTheDecidedOnesAreShown() {
    String text = TextReport.render(Fixtures.many(4500));
    assertEquals(1000, text.lines().filter(line -> line.startsWith("REGRESSED")).count());
    assertEquals(200, text.lines().filter(line -> line.startsWith("INCONCLUSIVE")).count());
    assertTrue(text.contains("\n3300 rows are not shown: 500 REGRESSED, 1300 INCONCLUSIVE, 1500 EQUIVALENT; --all shows all "
        + "rows.\n"), text.substring(text.length() - 1000));
    assertTrue(text.contains("1500 of 4500 regressed"), "the headline counts all rows");
    String all = TextReport.render(Fixtures.many(4500), true, TextReport.WIDTH);
    assertEquals(4500, all.lines().filter(line -> line.matches("(REGR|INCON|EQUIV).*number=.*")).count());
    assertFalse(all.contains("not shown"));
  }

  @Test
  void fewEquivalentRowsAreShown() {
    String text = TextReport.render(Fixtures.many(30));
    assertEquals(10, text.lines().filter(line -> line.startsWith("EQUIVALENT")).count());
  }

  @Test
  void tablesAreNoWiderThanATerminalAndHoldNoControlCharacters() {
    String text = TextReport.render(Fixtures.rich());
    text.lines().filter(line -> !line.startsWith("To repeat") && !line.contains("(3 REGRESSED"))
        .forEach(line -> assertTrue(line.codePointCount(0, line.length()) <= 128, line));
    assertTrue(text.lines().findFirst().orElseThrow().length() >= 100);
    assertFalse(text.chars().anyMatch(c -> c < ' ' && c != '\n'), text);
  }

  @Test
  void bothSidesAreNamedAsFarAsTheyAreKnown() {
    Comparison named = Fixtures.one().with("files", "base.json", "a.json,b.json").with("commit", "1f0c0de", Format.NONE);
    String text = TextReport.render(named);
    assertTrue(text.contains("\nBase: files base.json, commit 1f0c0de\nCurrent: files a.json,b.json\n"), text);
    assertFalse(text.contains("different environments"), text);
    assertFalse(TextReport.render(Fixtures.one()).contains("Base: "));
  }

  @Test
  void sameInputSameBytes() {
    assertEquals(TextReport.render(Fixtures.rich()), TextReport.render(Fixtures.rich()));
  }

  /** The narrower, the fewer columns; verdict, name and speed stay, and no line of the table is wrapped. */
  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100, 127})
  void aNarrowTerminalGetsFewerColumns(int width) {
    String table = TextReport.render(Fixtures.rich(), true, width).split("\nspeed: ")[0];
    assertTrue(table.lines().allMatch(line -> line.codePointCount(0, line.length()) <= width), table);
    String head = table.lines().findFirst().orElseThrow();
    assertTrue(head.matches("verdict +benchmark .*speed.*"), head);
    assertEquals(width >= 100, head.contains("interval"), head);
    assertEquals(width >= 60, head.contains("current"), head);
    assertEquals(width >= 80, head.contains("base"), head);
    assertTrue(table.contains("-12.9 %") && table.contains("REGRESSED"), table);
  }
}

package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.compare.Allocation;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Estimate;
import io.github.jinbei.bench.compare.Row;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.internal.text.CommandLine;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {

  private static final Pattern PERCENT = Pattern.compile("-?\\d+(\\.\\d+)?%");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern PATH = Pattern.compile("([MmLlHhVvAaZz]|-?\\d*\\.?\\d+|\\s+)+");
  private static final Set<String> COORDINATES = Set.of("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width",
      "height", "viewBox");

  @Test
  void goldenFileOfManyKinds() throws IOException {
    Golden.check("rich.html", HtmlReport.render(Fixtures.rich()));
  }

  @Test
  void goldenFileOfOneRow() throws IOException {
    Golden.check("one.html", HtmlReport.render(Fixtures.one()));
  }

  @Test
  void goldenFileOfNoRow() throws IOException {
    Golden.check("empty.html", HtmlReport.render(Fixtures.empty()));
  }

  @Test
  void nothingRunsAndNothingIsFetched() throws Exception {
    for (Comparison comparison : List.of(Fixtures.rich(), Fixtures.one(), Fixtures.empty(), extreme())) {
      String html = HtmlReport.render(comparison);
      for (String word : List.of("<script", "javascript:", "src=", "href=", "url(", "@import", "<link", "<iframe",
          "<object", "<embed", "http:", "https:", "expression(")) {
        assertFalse(html.contains(word), word);
      }
      elements(parsed(html), "*").forEach(element -> {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
          String name = element.getAttributes().item(i).getNodeName();
          assertFalse(name.startsWith("on"), element.getTagName() + " " + name);
        }
      });
    }
  }

  @Test
  void everyVerdictHasAWordAShapeAndAStyle() throws Exception {
    Document page = parsed(HtmlReport.render(Fixtures.rich()));
    Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
    Set<String> shapes = new HashSet<>();
    for (Element cell : withClass(page, "td", "verdict")) {
      Verdict verdict = Verdict.valueOf(cell.getTextContent().trim().replace('-', '_'));
      if (seen.add(verdict)) {
        shapes.add(((Element) cell.getElementsByTagName("path").item(0)).getAttribute("d"));
      }
      assertTrue(cell.getAttribute("class").contains(Sign.style(verdict)), verdict.text());
    }
    assertEquals(EnumSet.allOf(Verdict.class), seen);
    assertEquals(Verdict.values().length, shapes.size());
    assertEquals(Verdict.values().length, elements(withClass(page, "ul", "counts").get(0), "li").size());
    assertEquals(Headline.of(Fixtures.rich()).text(), text(elements(page, "h1").get(0)));
  }

  @Test
  void rowsAreInTheOrderOfTheOtherReportsAndUnchangedOnesAreFolded() throws Exception {
    Comparison rich = Fixtures.rich();
    Document page = parsed(HtmlReport.render(rich));
    List<String> shown = withClass(page, "th", "what").stream().filter(cell -> cell.getAttribute("scope").equals("row"))
        .map(cell -> text(elements(cell, "span").get(0))).toList();
    List<String> expected = new ArrayList<>();
    List<Line> lines = Line.of(rich);
    lines.stream().filter(line -> !line.unchanged()).forEach(line -> expected.add(line.name().split(" ")[0]));
    lines.stream().filter(Line::unchanged).forEach(line -> expected.add(line.name().split(" ")[0]));
    assertEquals(expected, shown);
    Element folded = elements(page, "details").get(0);
    assertFalse(folded.hasAttribute("open"));
    assertEquals("3 equivalent", text(elements(folded, "summary").get(0)));
    assertEquals(3, withClass(folded, "td", "verdict").size());
    assertEquals(17, withClass(page, "td", "verdict").size());
  }

  @Test
  void oneEquivalentRowIsNotHidden() throws Exception {
    Element details = elements(parsed(HtmlReport.render(Fixtures.one())), "details").get(0);
    assertTrue(details.hasAttribute("open"));
  }

  @Test
  void allocationIsReportedWhereItChanged() throws Exception {
    Document page = parsed(HtmlReport.render(Fixtures.rich()));
    List<String> remarks = withClass(page, "span", "remark").stream().map(HtmlReportTest::text)
        .filter(remark -> remark.startsWith("allocation")).toList();
    assertEquals(List.of("allocation REGRESSED: 24 to 1,048 B/op", "allocation REGRESSED: 0 to 512 B/op",
        "allocation IMPROVED: 16 to 0 B/op"), remarks);
    assertEquals(2, withClass(page, "span", "remark").stream()
        .filter(remark -> List.of(remark.getAttribute("class").split(" ")).contains("bad")).count());
  }

  @Test
  void ifThereAreVeryManyRowsTheDecidedOnesAreShown() throws Exception {
    String html = HtmlReport.render(Fixtures.many(4500));
    Document page = parsed(html);
    List<String> verdicts = withClass(page, "td", "verdict").stream().map(HtmlReportTest::text).toList();
    assertEquals(1400, verdicts.size());
    assertEquals(List.of("REGRESSED", "INCONCLUSIVE", "EQUIVALENT"), verdicts.stream().distinct().toList());
    assertEquals(1000, verdicts.stream().filter("REGRESSED"::equals).count());
    assertEquals(200, verdicts.stream().filter("INCONCLUSIVE"::equals).count());
    assertTrue(html.contains("number=00999") && !html.contains("number=01000"), "the worst are shown");
    assertEquals(List.of("1800 rows are not shown: 500 REGRESSED, 1300 INCONCLUSIVE; --all shows all rows.",
        "1300 rows are not shown: 1300 EQUIVALENT; --all shows all rows."),
        withClass(page, "p", "left").stream().map(HtmlReportTest::text).toList());
    assertEquals("1500 equivalent", text(elements(page, "summary").get(0)));
    assertTrue(html.length() < 5_000_000, "characters: " + html.length());
    Document whole = parsed(HtmlReport.render(Fixtures.many(4500), true));
    assertEquals(4500, withClass(whole, "td", "verdict").size());
    assertEquals(0, withClass(whole, "p", "left").size());
  }

  @Test
  void ifThereAreVeryManyRowsTheLowestSharesOfThePeakAreShown() throws Exception {
    Comparison many = Fixtures.manyProducts(1500);
    Document page = parsed(HtmlReport.render(many));
    assertEquals(240, withClass(page, "svg", "bars").size());
    List<Element> dots = withClass(page, "svg", "dot");
    assertEquals(1000, dots.size());
    List<String> titles = dots.stream().map(dot -> text(elements(dot.getParentNode(), "title").get(0))).toList();
    assertTrue(titles.stream().allMatch(title -> title.contains("number=0")), "a dot with a larger share than one left out");
    assertEquals(List.of("1260 rows are not shown; --all shows all rows.", "500 rows are not shown; --all shows all rows."),
        withClass(page, "p", "left").stream().map(HtmlReportTest::text).toList());
    Document whole = parsed(HtmlReport.render(many, true));
    assertEquals(1500, withClass(whole, "svg", "bars").size());
    assertEquals(1500, withClass(whole, "svg", "dot").size());
    assertEquals(0, withClass(whole, "p", "left").size());
  }

  @Test
  void peakAndRooflineNeedTheRuler() throws Exception {
    Comparison rich = Fixtures.rich();
    Document page = parsed(HtmlReport.render(rich));
    assertEquals(1, withClass(page, "table", "peaks").size());
    assertEquals(1, withClass(page, "svg", "roofline").size());
    long counted = rich.currentResults().stream().filter(result -> result.secondary().containsKey("gflops"))
        .filter(result -> !result.key().benchmark().contains("PeakBenchmark")).count();
    assertEquals(counted, withClass(page, "svg", "bars").size());
    assertEquals(counted, withClass(page, "svg", "dot").size());
    Comparison without = new Comparison(rich.rows(), rich.settings(), rich.base(), rich.current(), "",
        rich.currentResults().stream().filter(result -> !result.key().benchmark().contains("PeakBenchmark")).toList(),
        rich.command(), rich.rounds());
    Document bare = parsed(HtmlReport.render(without));
    assertEquals(0, withClass(bare, "table", "peaks").size());
    assertEquals(0, withClass(bare, "svg", "roofline").size());
    assertEquals(17, withClass(bare, "td", "verdict").size());
  }

  @Test
  void theReportEndsWithTheEnvironment() throws Exception {
    Document page = parsed(HtmlReport.render(Fixtures.rich()));
    List<String> headings = elements(page, "h2").stream().map(HtmlReportTest::text).toList();
    assertEquals(List.of("Environment", "To repeat"), headings.subList(headings.size() - 2, headings.size()));
    assertEquals(List.of("lanes", "blas"), withClass(page, "tr", "differs").stream()
        .map(row -> text(elements(row, "th").get(0)).split(" ")[0]).toList());
    String command = text(elements(page, "pre").get(0));
    assertEquals(CommandLine.of(Fixtures.rich().command()), command);
  }

  /** Each side has a cell, also if both are equal; the compared jars and commits are no difference of the environments. */
  @Test
  void bothSidesAreNamedAndHaveACellEach() throws Exception {
    Document page = parsed(HtmlReport.render(Fixtures.rich()));
    List<List<String>> rows = withClass(page, "table", "where").stream().flatMap(table -> elements(table, "tr").stream())
        .map(row -> elements(row, "*").stream().filter(cell -> cell.getTagName().matches("th|td")).map(HtmlReportTest::text)
            .toList())
        .toList();
    assertEquals(List.of("What", "Base", "Current"), rows.get(0));
    assertEquals(List.of("jar", "base dir/it's.jar", "head.jar"), rows.get(1));
    assertEquals(List.of("commit", "1f0c0de9aa9c2b6d6f0d4f8bd1a5a3a0d7e6c5b4", "-"), rows.get(2));
    assertEquals(List.of("date", "2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"), rows.get(3));
    assertEquals(List.of("What", "Base", "Current"), rows.get(4));
    assertEquals(List.of("jmh", "1.37", "1.37"), rows.get(5));
    assertTrue(rows.stream().allMatch(row -> row.size() == 3), rows::toString);
    assertEquals("What was compared", text(elements(page, "h2").get(0)));
  }

  @Test
  void unknownEntriesAreNotPrinted() {
    String page = HtmlReport.render(Fixtures.one());
    assertFalse(page.contains("What was compared"), page);
    assertFalse(page.contains("Environment"), page);
  }

  @Test
  void hostileStringsAreOnlyText() throws Exception {
    String html = HtmlReport.render(Fixtures.rich());
    assertFalse(html.contains(Fixtures.HOSTILE));
    assertFalse(html.contains("\u001b"));
    Document page = parsed(html);
    Element cell = withClass(page, "span", "params").stream().filter(span -> text(span).contains(Fixtures.HOSTILE))
        .findFirst().orElse(null);
    assertNotNull(cell, "the name is missing");
    assertTrue(text(cell).contains("\"a\" `b` & *c* @d #1"), text(cell));
    assertTrue(text(cell).contains("\u91d1\u676f \u00fcn\u00ef \ud83c\udfc6"), text(cell));
    assertTrue(withClass(page, "span", "remark").stream().anyMatch(
        remark -> text(remark).equals("one fork | <b>no</b> interval")));
  }

  @Test
  void everyCoordinateIsANumberInsideItsDrawing() throws Exception {
    for (Comparison comparison : List.of(Fixtures.rich(), Fixtures.one(), extreme(), Fixtures.many(300), far(1e-20), far(1e20),
        far(Double.MIN_VALUE), far(Double.MAX_VALUE), far(1e-46, Double.MAX_VALUE))) {
      List<Element> drawings = elements(parsed(HtmlReport.render(comparison)), "svg").stream()
          .filter(svg -> outermost(svg) == svg).toList();
      assertFalse(drawings.isEmpty());
      drawings.forEach(HtmlReportTest::assertInside);
    }
  }

  /** Returns a comparison with rows of these ratios only, so that the length of the axis suits them. */
  private static Comparison far(double... ratios) {
    Result result = Fixtures.result("ops/s", 1, 0.5, 3);
    return Fixtures.comparison(Arrays.stream(ratios).mapToObj(ratio -> Fixtures.row(Verdict.REGRESSED,
        Fixtures.key("Far.far", "thrpt", 1), result, result,
        new Estimate(ratio, ratio, ratio, 0.5, 1, 2, 1, "exact permutation"), null, Allocation.UNKNOWN, "")).toList());
  }

  /** Returns a comparison with ratios and forks near the limits of a double. */
  private static Comparison extreme() {
    double infinite = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    double[][] ratios = {{1, 1, 1}, {1e-300, 0, infinite}, {1e300, 1e299, infinite}, {0, 0, 0}, {nan, nan, nan},
        {infinite, 1, infinite}, {1.1, nan, infinite}, {0.9, 0, nan}, {2, 2, 2}, {Double.MIN_VALUE, 0, 1}};
    List<Row> rows = new ArrayList<>();
    double[] scores = {1e-300, 1e300, 1, 0, Double.MAX_VALUE, Double.MIN_VALUE, nan, infinite};
    for (int i = 0; i < ratios.length; i++) {
      double[] ratio = ratios[i];
      Key key = Fixtures.key("Extreme.extreme", "thrpt", 1, "number", String.valueOf(i));
      rows.add(Fixtures.row(Verdict.values()[i % Verdict.values().length], key,
          Fixtures.result("ops/s", scores[i % scores.length], 0.5, 3),
          Fixtures.result("ops/s", scores[(i + 1) % scores.length], 0.5, 2),
          new Estimate(ratio[0], ratio[1], ratio[2], 0.5, 1, infinite, 1, "exact permutation"), null,
          new Allocation(null, nan, infinite), ""));
    }
    return new Comparison(rows, Fixtures.one().settings(), Map.of(), Map.of(), "", List.of(), List.of(), "");
  }

  /** Checks that a drawing lies inside: widths are in per cent, heights in pixels; small shapes lie around such positions. */
  private static void assertInside(Element drawing) {
    String what = drawing.getAttribute("class") + " " + drawing.getAttribute("aria-label");
    double height = Double.parseDouble(drawing.getAttribute("height"));
    String[] box = drawing.hasAttribute("viewBox") ? drawing.getAttribute("viewBox").split(" ") : null;
    for (Element element : elements(drawing, "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        String name = element.getAttributes().item(i).getNodeName();
        String value = element.getAttributes().item(i).getNodeValue();
        if (name.equals("d")) {
          assertTrue(PATH.matcher(value).matches(), what + ": path " + value);
        } else if (COORDINATES.contains(name)) {
          boolean percent = PERCENT.matcher(value).matches();
          assertTrue(percent || NUMBER.matcher(value).matches(), what + ": " + name + "=" + value);
          double number = Double.parseDouble(value.replace("%", ""));
          boolean around = ((Element) element.getParentNode()) != drawing && element.getTagName().equals("text");
          double most = percent ? 100 : height;
          assertTrue(around || number >= 0 && number <= most, what + ": " + element.getTagName() + " " + name + "="
              + value);
        }
      }
      if (element.getTagName().equals("rect")) {
        double end = share(element.getAttribute("x")) + share(element.getAttribute("width"));
        assertTrue(end <= 100.011, what + ": a box ends at " + end); // two numbers, each rounded to a hundredth
      }
    }
    if (box != null) {
      for (Element path : elements(drawing, "path")) {
        Matcher start = Pattern.compile("M(-?[\\d.]+)[ ]?(-?[\\d.]+)").matcher(path.getAttribute("d"));
        while (start.find()) {
          for (int i = 0; i < 2; i++) {
            double at = Double.parseDouble(start.group(i + 1));
            double from = Double.parseDouble(box[i]);
            assertTrue(at >= from && at <= from + Double.parseDouble(box[i + 2]), what + ": " + start.group());
          }
        }
      }
    }
  }

  private static double share(String percent) {
    return Double.parseDouble(percent.replace("%", ""));
  }

  private static Element outermost(Element svg) {
    Element outer = svg;
    for (Node node = svg; node instanceof Element element; node = node.getParentNode()) {
      outer = element.getTagName().equals("svg") ? element : outer;
    }
    return outer;
  }

  /** Returns the page, which is well-formed XML, so that any XML parser can check it. */
  private static Document parsed(String html) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static List<Element> elements(Node in, String tag) {
    NodeList all = in instanceof Document page ? page.getElementsByTagName(tag)
        : ((Element) in).getElementsByTagName(tag);
    List<Element> list = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      list.add((Element) all.item(i));
    }
    return list;
  }

  private static List<Element> withClass(Node in, String tag, String name) {
    return elements(in, tag).stream()
        .filter(element -> List.of(element.getAttribute("class").split(" ")).contains(name)).toList();
  }

  private static String text(Element element) {
    return element.getTextContent().replace('\u00a0', ' ').trim();
  }
}

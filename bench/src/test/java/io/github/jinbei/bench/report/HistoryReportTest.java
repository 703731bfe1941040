package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.history.Commit;
import io.github.jinbei.bench.history.Histories;
import io.github.jinbei.bench.history.TrendSettings;
import io.github.jinbei.bench.history.Trends;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HistoryReportTest {

  /** With -Dgolden=FOLDER the files are written there instead of being compared, for review and copying. */
  private static final String GOLDEN = System.getProperty("golden");

  private static final Key STEP = new Key("org.example.StepBenchmark.step", "thrpt", 1,
      new TreeMap<>(Map.of("net", "T1", "by", "us")));
  private static final Key PRODUCT = new Key("org.example.ProductBenchmark.multiply", "avgt", 1,
      new TreeMap<>(Map.of("shape", "64x64x64", "by", "us")));
  private static final Key LATENCY = new Key("org.example.LatencyBenchmark.predict", "sample", 2,
      new TreeMap<>(Map.of("batch", "1", "by", "us")));
  private static final Key NASTY = new Key("org.example.Nasty.<b>|*&", "ss", 1,
      new TreeMap<>(Map.of("s", "\"'\u202e`")));
  private static final Key GONE = new Key("org.example.Gone.away", "thrpt", 1, new TreeMap<>());

  private static Map<String, String> machine(String jdk) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("jmh", "1.37");
    environment.put("jdk", jdk);
    environment.put("cpu", "Some <CPU> & more");
    return environment;
  }

  /** Returns fourteen commits: a slowdown, a speed-up after a change of the JDK, one steady, one new, one removed benchmark. */
  static List<Commit> commits() {
    List<Commit> commits = new ArrayList<>();
    double[] wobble = {0, 0.01, -0.008, 0.004, -0.012, 0.006, 0.002, -0.004, 0.009, -0.006, 0.003, -0.001, 0.005, 0};
    for (int i = 1; i <= wobble.length; i++) {
      double off = 1 + wobble[i - 1];
      Map<String, String> machine = machine(i < 7 ? "17.0.1" : "21.0.2");
      double slower = i == wobble.length ? 0.93 : 1;
      double faster = (i < 7 ? 1 : 0.9) * (i == wobble.length ? 0.95 : 1);
      List<Result> results = new ArrayList<>(List.of(
          Histories.result(STEP, machine, 6.1e5 * off * slower, 6.12e5 * off * slower, 6.05e5 * off * slower),
          Histories.result(PRODUCT, machine, 5.4e-6 * off * faster, 5.42e-6 * off * faster),
          Histories.result(LATENCY, machine, 2.5e-4 * off)));
      if (i == wobble.length) {
        results.add(Histories.result(NASTY, machine, 1.5));
      }
      if (i < 5) {
        results.add(Histories.result(GONE, machine, 12 * off));
      }
      commits.add(Histories.commit(i, results.toArray(Result[]::new)));
    }
    return commits;
  }

  private static Trends trends() {
    return Trends.of(commits(), TrendSettings.defaults());
  }

  private static void assertGolden(String name, String actual) throws IOException {
    if (GOLDEN != null) {
      Files.writeString(Path.of(GOLDEN, name), actual);
      return;
    }
    try (InputStream in = HistoryReportTest.class.getResourceAsStream("/history/" + name)) {
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), actual, name);
    }
  }

  @Test
  void textIsAsItWasApproved() throws IOException {
    assertGolden("report.txt", HistoryReport.text(trends()));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80})
  void aNarrowTerminalGetsFewerColumns(int width) {
    String text = HistoryReport.text(trends(), false, width);
    assertTrue(text.lines().allMatch(line -> line.codePointCount(0, line.length()) <= width), text);
    String head = text.lines().findFirst().orElseThrow();
    assertTrue(head.matches("movement +benchmark .*speed.*"), head);
    assertEquals(width >= 80, head.contains("baseline"), head);
  }

  @Test
  void markdownIsAsItWasApproved() throws IOException {
    assertGolden("report.md", HistoryReport.markdown(trends()));
  }

  @Test
  void aReportMentionsThatCommitsWereSorted() {
    List<Commit> commits = new ArrayList<>(commits());
    commits.add(0, commits.remove(commits.size() - 1));
    Trends sorted = Trends.of(commits, TrendSettings.defaults());
    String sentence = "The lines of the history were not in the order of the commits' dates, and were sorted by date.";
    for (Trends trends : List.of(trends(), sorted)) {
      for (String report : List.of(HistoryReport.text(trends), HistoryReport.markdown(trends),
          HistoryPage.render(trends, true).replace("&#39;", "'").replace("&apos;", "'").replace("<wbr/>", ""))) {
        assertEquals(trends == sorted, report.contains(sentence), report);
      }
    }
    assertEquals(trends().rows(), sorted.rows());
  }

  @Test
  void thePageIsAsItWasApproved() throws IOException {
    // The style is a resource, and is not compared.
    assertGolden("report.html", HistoryPage.render(trends()).replaceFirst("(?s)<style>.*</style>\\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG", "hi-IN-u-nu-deva"})
  void theLocaleDoesNotMatter(String language) {
    Locale before = Locale.getDefault();
    String expected = HistoryReport.text(trends()) + HistoryReport.markdown(trends()) + HistoryPage.render(trends());
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertEquals(expected,
          HistoryReport.text(trends()) + HistoryReport.markdown(trends()) + HistoryPage.render(trends()));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anEmptyHistoryHasAReport() {
    Trends empty = Trends.of(List.of(), TrendSettings.defaults());
    assertEquals("The history is empty.\n", HistoryReport.text(empty));
    assertTrue(HistoryReport.markdown(empty).contains("The history is empty"), HistoryReport.markdown(empty));
    assertTrue(HistoryPage.render(empty).contains("<h1>The history is empty</h1>"), HistoryPage.render(empty));
  }

  /** Histories with a first commit, with a commit of other benchmarks than all before it, and with a commit without any. */
  @Test
  void nothingComparedIsNotAGoodResult() {
    Commit first = Histories.commit(1, Histories.result(STEP, Map.of(), 5));
    Commit other = Histories.commit(2, Histories.result(Histories.key("other", "thrpt"), Map.of(), 5));
    Commit none = Histories.commit(3);
    assertNothingCompared("Nothing was compared: 1 without a baseline", first);
    assertNothingCompared("Nothing was compared: 1 without a baseline, 1 gone", first, other);
    Commit second = Histories.commit(2, Histories.result(STEP, Map.of(), 6));
    assertNothingCompared("Nothing was compared: 1 gone", first, second, none);
    assertNothingCompared("The history has no figures", none);
  }

  private static void assertNothingCompared(String headline, Commit... commits) {
    Trends trends = Trends.of(List.of(commits), TrendSettings.defaults());
    String text = HistoryReport.text(trends);
    assertTrue(text.lines().anyMatch((headline + ".")::equals), text);
    String markdown = HistoryReport.markdown(trends);
    assertTrue(markdown.startsWith("## \u26a0\ufe0f " + headline + "\n"), markdown);
    String page = HistoryPage.render(trends);
    assertTrue(page.contains("<header class=\"open\">") && page.contains("<h1>" + headline + "</h1>"), headline);
  }

  @Test
  void aSingleForkOfASingleCommitCanBeDrawn() throws Exception {
    assertACommitIsDrawn(5);
  }

  /** Some of these pairs are the same double in Gops/s. */
  @Test
  void almostEqualForksCanBeDrawn() throws Exception {
    double fork = 1.65e10;
    for (int i = 0; i < 20; i++, fork += 0x1p-19) {
      assertACommitIsDrawn(fork, Math.nextUp(fork));
    }
  }

  private static void assertACommitIsDrawn(double... forks) throws Exception {
    Trends one = Trends.of(List.of(Histories.commit(1, Histories.result(STEP, Map.of(), forks))), TrendSettings.defaults());
    Document page = parsed(HistoryPage.render(one));
    assertEquals(1, charts(page).size());
    assertDrawnInside(page);
  }

  /** A job summary of GitHub may have 1 MiB; rows that are left out are counted. */
  @Test
  void markdownOfManyRowsStaysBelowTheLimit() {
    List<Result> before = new ArrayList<>();
    List<Result> after = new ArrayList<>();
    int rows = 6000;
    for (int i = 0; i < rows; i++) {
      Key key = new Key("org.example.Many.row", "thrpt", 1, new TreeMap<>(Map.of("p", i + "-" + "x".repeat(300))));
      before.add(Histories.result(key, Map.of(), 100));
      after.add(Histories.result(key, Map.of(), i % 2 == 0 ? 50 : 100));
    }
    Trends many = Trends.of(List.of(Histories.commit(1, before.toArray(Result[]::new)),
        Histories.commit(2, after.toArray(Result[]::new))), TrendSettings.defaults());
    String markdown = HistoryReport.markdown(many, true);
    assertTrue(markdown.getBytes(StandardCharsets.UTF_8).length < 1 << 20, "bytes: " + markdown.length());
    long shown = markdown.lines().filter(line -> line.startsWith("| ") && line.contains("Many.row")).count();
    Matcher left = Pattern.compile("left out because of the size limit: (\\d+)").matcher(markdown);
    assertTrue(left.find(), "no line with the number of rows left out");
    long slower = rows / 2;
    assertEquals(slower, shown + Long.parseLong(left.group(1)), "rows that moved, shown and left out");
    assertTrue(shown > 1000, "rows shown: " + shown);
  }

  /** Every third benchmark became slower. */
  private static Trends many(int rows) {
    List<Result> before = new ArrayList<>();
    List<Result> after = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Key key = new Key("org.example.Many.row", "thrpt", 1, new TreeMap<>(Map.of("p", Integer.toString(i))));
      before.add(Histories.result(key, Map.of(), 100));
      after.add(Histories.result(key, Map.of(), i % 3 == 0 ? 50 : 100));
    }
    return Trends.of(List.of(Histories.commit(1, before.toArray(Result[]::new)),
        Histories.commit(2, after.toArray(Result[]::new))), TrendSettings.defaults());
  }

  @Test
  void ifThereAreVeryManyRowsThoseThatMovedAreShown() {
    Trends many = many(4500);
    String left = "3300 rows are not shown: 500 slower, 2800 steady; --all shows all rows.";
    String text = HistoryReport.text(many);
    assertEquals(1000, text.lines().filter(line -> line.startsWith("slower")).count());
    assertEquals(200, text.lines().filter(line -> line.startsWith("steady")).count());
    assertTrue(text.contains("\n" + left + "\n"), text.substring(text.length() - 1000));
    assertTrue(text.contains("1500 of 4500 slower"), "the headline counts all rows");
    String markdown = HistoryReport.markdown(many);
    assertEquals(1000, markdown.lines().filter(line -> line.startsWith("| **slower**")).count());
    assertEquals(200, markdown.lines().filter(line -> line.startsWith("| steady")).count());
    assertTrue(markdown.contains("\n\n500 rows are not shown: 500 slower; --all shows all rows.\n\n"), markdown);
    assertTrue(markdown.contains("\n\n2800 rows are not shown: 2800 steady; --all shows all rows.\n\n</details>"), markdown);
    for (String all : List.of(HistoryReport.text(many, true, HistoryReport.WIDE), HistoryReport.markdown(many, true))) {
      assertEquals(4500, all.lines().filter(line -> line.contains("Many.row")).count());
      assertFalse(all.contains("not shown"));
    }
  }

  @Test
  void aPageOfVeryManyRowsHasChartsOfTheRowsThatMoved() throws Exception {
    String html = HistoryPage.render(many(4500));
    Document page = parsed(html);
    assertEquals(1200, withClass(page.getDocumentElement(), "th", "what") - 1);
    assertEquals(100, charts(page).size());
    assertEquals(100, page.getElementsByTagName("a").getLength(), "a row without a chart points to none");
    assertTrue(html.contains("<p class=\"left\">3300 rows are not shown: 500 slower, 2800 steady; --all shows all rows.</p>"));
    assertTrue(html.contains("<p class=\"left\">1100 rows have no chart; --all draws all of them.</p>"));
    NodeList charted = page.getElementsByTagName("article");
    for (int i = 0; i < charted.getLength(); i++) {
      assertTrue(charted.item(i).getTextContent().contains("slower"), "a row that did not move has a chart first");
    }
    String whole = HistoryPage.render(many(450), true);
    assertEquals(450, charts(parsed(whole)).size());
    assertFalse(whole.contains("class=\"left\""));
  }

  @Test
  void rowsThatMovedHaveChartsBeforeOthers() throws Exception {
    List<Result> before = new ArrayList<>();
    List<Result> after = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Key key = new Key("org.example.Many.row", "thrpt", 1, new TreeMap<>(Map.of("p", Integer.toString(i))));
      before.add(Histories.result(key, Map.of(), 100));
      after.add(Histories.result(key, Map.of(), i == 0 ? 200 : 100));
    }
    Document page = parsed(HistoryPage.render(Trends.of(List.of(Histories.commit(1, before.toArray(Result[]::new)),
        Histories.commit(2, after.toArray(Result[]::new))), TrendSettings.defaults())));
    NodeList charted = page.getElementsByTagName("article");
    assertEquals(100, charted.getLength());
    assertTrue(charted.item(99).getTextContent().contains("faster"), charted.item(99).getTextContent());
    assertEquals("b150", ((Element) charted.item(99)).getAttribute("id"));
  }

  @Test
  void thePageNeedsNothingButItself() throws Exception {
    String html = HistoryPage.render(trends());
    assertFalse(html.contains("<script") || html.contains("http:") || html.contains("https:") || html.contains("src=")
        || html.contains("url(") || html.contains("@import"), html);
    assertTrue(html.contains("prefers-color-scheme: dark"), html);
    Document page = parsed(html);
    NodeList links = page.getElementsByTagName("a");
    assertEquals(5, links.getLength());
    for (int i = 0; i < links.getLength(); i++) {
      String target = ((Element) links.item(i)).getAttribute("href").substring(1);
      assertEquals(target, ((Element) page.getElementsByTagName("article").item(i)).getAttribute("id"));
    }
  }

  @Test
  void chartsHaveTitlesAndDescribeAllPoints() throws Exception {
    Document page = parsed(HistoryPage.render(trends()));
    List<Element> charts = charts(page);
    assertEquals(5, charts.size());
    Element step = charts.get(0); // the worst
    assertEquals("StepBenchmark.step thrpt net=T1", step.getElementsByTagName("title").item(0).getTextContent());
    assertEquals("img", step.getAttribute("role"));
    String description = step.getElementsByTagName("desc").item(0).getTextContent();
    assertTrue(description.startsWith("14 commits, the last 0000000e: "), description);
    assertEquals(14 * 3, count(step, "circle", "faint"), "fork medians");
    assertEquals(13, count(step, "circle", "points"), "medians except the last");
    assertEquals(1, count(step, "g", "points"), "the last one, whose shape differs");
    assertEquals(2, withClass(step, "path", "steps"), "baselines before and after the change of environment");
    assertEquals(2, withClass(step, "path", "band"));
    assertEquals(1, withClass(step, "line", "change"));
    assertEquals(0, withClass(charts.get(4), "line", "change"), "the row that was removed before");
  }

  @Test
  void everyPointIsInsideItsChart() throws Exception {
    assertDrawnInside(parsed(HistoryPage.render(trends())));
  }

  @Test
  void ifThereAreVeryManyCommitsTheLastAreDrawn() throws Exception {
    List<Commit> commits = new ArrayList<>();
    for (int i = 1; i <= 400; i++) {
      commits.add(Commit.of(Histories.hash(i), "", "", List.of(Histories.result(STEP, Map.of(), 100 + i % 7))));
    }
    Document page = parsed(HistoryPage.render(Trends.of(commits, TrendSettings.defaults())));
    assertEquals(TrendChart.MOST_POINTS, count(page.getDocumentElement(), "circle", "points")
        + count(page.getDocumentElement(), "g", "points"));
    assertDrawnInside(page);
  }

  /** Returns the page, which is well-formed XML, so that any XML parser can check it. */
  private static Document parsed(String html) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  /** Returns the charts, without the signs in texts. */
  private static List<Element> charts(Document page) {
    List<Element> charts = new ArrayList<>();
    NodeList all = page.getElementsByTagName("svg");
    for (int i = 0; i < all.getLength(); i++) {
      if (((Element) all.item(i)).getAttribute("class").equals("trend")) {
        charts.add((Element) all.item(i));
      }
    }
    return charts;
  }

  private static int count(Element in, String tag, String parentClass) {
    int count = 0;
    NodeList all = in.getElementsByTagName(tag);
    for (int i = 0; i < all.getLength(); i++) {
      count += ((Element) all.item(i).getParentNode()).getAttribute("class").equals(parentClass) ? 1 : 0;
    }
    return count;
  }

  private static int withClass(Element in, String tag, String name) {
    int count = 0;
    NodeList all = in.getElementsByTagName(tag);
    for (int i = 0; i < all.getLength(); i++) {
      count += ((Element) all.item(i)).getAttribute("class").equals(name) ? 1 : 0;
    }
    return count;
  }

  private static void assertDrawnInside(Document page) {
    List<Element> charts = charts(page);
    for (int c = 0; c < charts.size(); c++) {
      Element chart = charts.get(c);
      String[] box = chart.getAttribute("viewBox").split(" ");
      double width = Double.parseDouble(box[2]);
      double height = Double.parseDouble(box[3]);
      for (String tag : List.of("circle", "path", "text", "line", "g")) {
        NodeList all = chart.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
          boolean ofMark = ((Element) all.item(i).getParentNode()).getAttribute("class").startsWith("mark");
          for (double[] at : ofMark ? List.<double[]>of() : places((Element) all.item(i))) { // around the mark's place
            assertTrue(at[0] >= 0 && at[0] <= width && at[1] >= 0 && at[1] <= height,
                tag + " " + i + " of chart " + c + " at " + at[0] + ", " + at[1]);
          }
        }
      }
    }
  }

  private static List<double[]> places(Element element) {
    return switch (element.getTagName()) {
      case "circle" -> List.of(place(element, "cx", "cy"));
      case "text" -> List.of(place(element, "x", "y"));
      case "line" -> List.of(place(element, "x1", "y1"), place(element, "x2", "y2"));
      default -> Pattern.compile("(?:[ML]|translate\\()([-\\d.]+) ([-\\d.]+)")
          .matcher(element.getAttribute("d") + element.getAttribute("transform")).results()
          .map(match -> new double[] {Double.parseDouble(match.group(1)), Double.parseDouble(match.group(2))}).toList();
    };
  }

  private static double[] place(Element element, String x, String y) {
    return new double[] {Double.parseDouble(element.getAttribute(x)), Double.parseDouble(element.getAttribute(y))};
  }
}

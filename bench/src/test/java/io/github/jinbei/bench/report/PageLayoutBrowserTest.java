package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.compare.Allocation;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Row;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.history.Commit;
import io.github.jinbei.bench.history.Histories;
import io.github.jinbei.bench.history.TrendSettings;
import io.github.jinbei.bench.history.Trends;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the positions of texts in the pages on screens of many widths, by a script. Skipped if there is no browser. */
@Tag("browser")
class PageLayoutBrowserTest {

  private static final String HASH = "1f0c0de9aa9c2b6d6f0d4f8bd1a5a3a0d7e6c5b4";
  private static final String JAR =
      "/home/somebody/projects/a-library-with-a-long-name/benchmarks/target/alibrarywithalongname-benchmarks-1.2.3.jar";

  /** Opens folded parts, and reports words that are broken, cut, or outside of their cell or the screen. */
  private static final String SCRIPT = """
      <script>
      onload = () => {
        const doc = document.getElementById('page').contentDocument, width = %d, faults = [];
        doc.querySelectorAll('details').forEach(each => each.open = true);
        if (doc.documentElement.scrollWidth > width) {
          faults.push('the page is ' + doc.documentElement.scrollWidth + ' wide');
        }
        for (const each of doc.body.querySelectorAll(':not(svg *)')) {
          const box = each.getBoundingClientRect();
          if (box.width > 0 && (box.left < 0 || box.right > width)) {
            faults.push(each.outerHTML.slice(0, 80) + ' ends at ' + box.right);
          }
          if (doc.defaultView.getComputedStyle(each).overflowX != 'visible' && each.scrollWidth > each.clientWidth) {
            faults.push(each.outerHTML.slice(0, 80) + ' is cut');
          }
        }
        const words = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
        let seen = 0;
        for (let node = words.nextNode(); node; node = words.nextNode()) {
          if (node.parentElement.closest('svg')) {
            continue;
          }
          const cell = node.parentElement.closest('td, th'), range = doc.createRange();
          for (const word of node.data.matchAll(/[A-Za-z0-9]+/g)) {
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const boxes = [...range.getClientRects()].filter(box => box.width > 0);
            seen += boxes.length > 0;
            if (new Set(boxes.map(box => Math.round(box.top))).size > 1) {
              faults.push(word[0] + ' is broken, of: ' + node.data.slice(0, 80));
            }
            const room = cell && cell.getBoundingClientRect();
            if (cell && boxes.some(box => box.left < room.left - 1 || box.right > room.right + 1)) {
              faults.push(word[0] + ' is outside of its cell, of: ' + node.data.slice(0, 80));
            }
          }
        }
        finish(seen + ' words\\n' + faults.join('\\n'));
      };
      </script>
      """;

  @TempDir
  Path folder;

  /** Returns the script's report for a page of this width: the number of words, and one line for each fault. */
  private List<String> look(String html, int width) throws IOException, InterruptedException {
    Browser browser = Browser.find(folder);
    Files.writeString(folder.resolve("inner.html"), html);
    return browser.result("<iframe id=\"page\" src=\"inner.html\" style=\"border:0;height:2000px;width:" + width
        + "px\"></iframe>" + SCRIPT.formatted(width));
  }

  private void assertWellLaid(String html, int width) throws IOException, InterruptedException {
    List<String> lines = look(html, width);
    assertTrue(Integer.parseInt(lines.get(0).split(" ")[0]) > 200, "words seen: " + lines.get(0));
    assertEquals(List.of(), lines.subList(1, lines.size()), "at a width of " + width);
  }

  /** Returns a comparison with very long names of benchmarks, parameters, paths and values. */
  static Comparison wordy() {
    List<Row> rows = new ArrayList<>(Fixtures.rich().rows());
    rows.removeIf(row -> row.key().benchmark().contains("Hostile"));
    Key key = Fixtures.key("NonblockingConcurrentHashMapContentionBenchmark.measureThroughputWithManyReadersAndFewWriters",
        "thrpt", 16, "implementation", "org.example.concurrent.StripedNonblockingHashMapWithBackoff", "readers", "1024",
        "writers", "64", "distribution", "zipf-with-exponent-0.99", "hash", HASH, "hugepages", "madvise");
    for (Verdict verdict : Verdict.values()) {
      rows.add(Fixtures.row(verdict, key, Fixtures.result("ops/min", 123_400_000, 0.1, 3),
          Fixtures.result("ops/min", 987_600_000, 0.1, 30), rows.get(0).raw(), rows.get(0).normalised(),
          new Allocation(Verdict.REGRESSED, 1e9, 2e12), "jvm args: -XX:+UseParallelGC -XX:MaxGCPauseMillis=100 / none"));
    }
    return new Comparison(rows, Fixtures.rich().settings(), environment("base"), environment("current"),
        "PeakBenchmark.fma thrpt", Fixtures.rich().currentResults(), List.of("java", "-jar", "benchmarks.jar", "ab", "--base",
            JAR, "--current", JAR, "--html", JAR.replace("jar", "html")), "12 of at most 20 rounds, 4.5 minutes");
  }

  private static Map<String, String> environment(String side) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("jar", JAR + ":/opt/" + side + "/lib/*");
    entries.put("commit", HASH);
    entries.put("branch", "feature/" + side + "/nonblocking-concurrent-hash-map");
    entries.put("date", "2026-01-31T12:00:00Z");
    entries.put("jdk", "25.0.1+8-LTS");
    entries.put("vm", "OpenJDK 64-Bit Server VM 25.0.1+8-LTS");
    entries.put("jvm args", "-XX:+UnlockDiagnosticVMOptions -XX:CompileCommand=dontinline,org.example.Map::get -Xmx4g");
    entries.put("cpu", "Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz");
    entries.put("transparent huge pages", side.equals("base") ? "always [madvise] never" : "never");
    return entries;
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 360, 400, 640, 800, 1088, 1440})
  void aComparisonIsReadableAtEveryWidth(int width) throws IOException, InterruptedException {
    assertWellLaid(HtmlReport.render(wordy()), width);
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 360, 400, 640, 800, 1088, 1440})
  void aHistoryIsReadableAtEveryWidth(int width) throws IOException, InterruptedException {
    assertWellLaid(HistoryPage.render(history()), width);
  }

  /** Returns four commits; before the last one the whole environment changed. */
  static Trends history() {
    List<Commit> commits = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      List<Result> results = new ArrayList<>();
      Map<String, String> environment = environment(i < 3 ? "base" : "current");
      environment.put("jdk", i < 3 ? "17" : "25.0.1+8-LTS");
      for (Row row : wordy().rows()) {
        Key key = new Key(row.key().benchmark(), row.key().mode(), row.key().threads(), new TreeMap<>(row.key().params()));
        if (results.stream().noneMatch(result -> result.key().equals(key))) {
          results.add(Histories.result(key, environment, 123.4 * (i == 4 && results.size() % 2 == 0 ? 2 : 1), 123.5));
        }
      }
      commits.add(Histories.commit(i, results.toArray(Result[]::new)));
    }
    return Trends.of(commits, TrendSettings.defaults());
  }

  /** Tests that the check finds the faults that it looks for. */
  @Test
  void brokenWordsCutTablesAndWidePagesAreFound() throws IOException, InterruptedException {
    String page = "<!DOCTYPE html><html><body>%s</body></html>";
    String letters = "a".repeat(100);
    assertFault("is broken", page.formatted("<p style=\"overflow-wrap:anywhere\">" + letters + "</p>"));
    assertFault("the page is ", page.formatted("<p>" + letters + "</p>"));
    assertFault("is cut", page.formatted("<div style=\"overflow:auto\">" + letters + "</div>"));
    assertFault("is outside of its cell", page.formatted("<table style=\"table-layout:fixed;width:100%\"><tr><td>"
        + letters.substring(60) + "</td><td>b</td></tr></table>"));
  }

  private void assertFault(String fault, String html) throws IOException, InterruptedException {
    List<String> lines = look(html, 400);
    assertTrue(lines.stream().anyMatch(line -> line.contains(fault)), lines::toString);
  }
}

package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.history.Movement;
import io.github.jinbei.bench.history.Point;
import io.github.jinbei.bench.history.Trend;
import io.github.jinbei.bench.history.Trends;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.report.Page;
import io.github.jinbei.report.Svg;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A history as an HTML page: a table, and a chart a benchmark, worst first. The page is one file with its style and drawings,
 * without scripts. It is valid XML too.
 */
public final class HistoryPage {

  /** The largest number of charts: one of 150 commits with three forks each takes 46 kB, so a page has 5 MB at most. */
  private static final int MOST_CHARTS = 100;

  private HistoryPage() {}

  /** Returns the page; if there are very many benchmarks, it shows those that moved and some of the others. */
  public static String render(Trends trends) {
    return render(trends, false);
  }

  /**
   * Returns the page. Its colours follow the reader's setting for light or dark.
   *
   * @param all whether all benchmarks are shown, each with a chart, however many they are
   */
  public static String render(Trends trends, boolean all) {
    String headline = HistoryReport.headline(trends);
    String tone = trends.count(Movement.SLOWER) > 0 ? "bad" : !trends.compared() ? "open" : "good";
    StringBuilder page = new StringBuilder("<header class=\"" + tone
        + "\">\n<p class=\"kind\">Benchmarks over commits</p>\n<h1>" + Svg.text(headline) + "</h1>\n<p class=\"rounds\">"
        + Words.breakable(HistoryReport.basis(trends)) + "</p>\n</header>\n");
    Shown<HistoryReport.Line> shown = Shown.of(HistoryReport.Line.of(trends), HistoryReport.Line::moved, all);
    if (!shown.rows().isEmpty()) {
      Map<Key, String> charts = charts(shown.rows(), all ? Integer.MAX_VALUE : MOST_CHARTS);
      page.append("<section>\n<h2>The last commit</h2>\n");
      table(page, trends, shown.rows(), charts);
      page.append(HtmlReport.left(shown.sentence(HistoryReport.Line::movement)))
          .append("</section>\n<section>\n<h2>All commits</h2>\n");
      legend(page, trends);
      page.append("<div class=\"trends\">\n");
      shown.rows().stream().filter(line -> charts.containsKey(line.trend().key()))
          .forEach(line -> chart(page, line, trends.settings().threshold(), charts.get(line.trend().key())));
      page.append("</div>\n");
      int without = shown.rows().size() - charts.size();
      page.append(HtmlReport.left(without == 0 ? "" : Count.of(without, "row has", "rows have")
          + " no chart; --all draws all of them.")).append("</section>\n");
    }
    environment(page, trends.environment());
    return Page.document(headline, Style.of("style.css", "history.css"), page.toString());
  }

  /** Returns the names of the charts in the page: first of rows that moved, then of others. */
  private static Map<Key, String> charts(List<HistoryReport.Line> lines, int most) {
    Map<Key, String> charts = new HashMap<>();
    for (boolean moved : new boolean[] {true, false}) {
      for (int i = 0; i < lines.size() && charts.size() < most; i++) {
        if (lines.get(i).moved() == moved) {
          charts.put(lines.get(i).trend().key(), "b" + (i + 1));
        }
      }
    }
    return charts;
  }

  private static void table(StringBuilder page, Trends trends, List<HistoryReport.Line> lines,
      Map<Key, String> charts) {
    String shared = HistoryReport.names(trends).shared();
    page.append(shared.isEmpty() ? ""
        : "<p class=\"lead\">The same in all rows that have it: <code>" + Words.breakable(shared) + "</code></p>\n");
    page.append("<table class=\"moves\" role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">"
        + HtmlReport.head("move", "Movement") + HtmlReport.head("what", "Benchmark"));
    for (String head : List.of("Speed", "Latest", "Baseline", "Commits", "Forks")) {
      page.append(HtmlReport.head("num", head));
    }
    page.append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (HistoryReport.Line line : lines) {
      Verdict sign = TrendChart.sign(line.trend());
      String name = HtmlReport.name(line.name());
      String chart = charts.get(line.trend().key());
      page.append("<tr role=\"row\"><td role=\"cell\" class=\"move " + Sign.style(sign) + "\">" + Sign.icon(sign) + " "
          + line.movement() + "</td><th role=\"rowheader\" scope=\"row\" class=\"what\">"
          + (chart == null ? name : "<a href=\"#" + chart + "\">" + name + "</a>") + "</th>");
      figure(page, "speed", speed(line));
      figure(page, "latest", line.latest() + " " + line.unit());
      figure(page, "baseline", line.baseline());
      figure(page, "commits", line.commits());
      figure(page, "forks", line.forks());
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table>\n");
  }

  private static void figure(StringBuilder page, String style, String figure) {
    page.append("<td role=\"cell\" class=\"num " + style + "\">" + Words.figures(figure) + "</td>");
  }

  private static void legend(StringBuilder page, Trends trends) {
    page.append("<p class=\"lead\">Points are the medians of commits, faint ones their forks, steps the baseline: the "
        + "median of up to " + trends.settings().window() + " earlier commits in the same environment. The shaded band "
        + "is " + Format.setting(trends.settings().threshold()) + " of speed to either side; a dashed line marks a change of "
        + "the environment. Axes do not start at 0.</p>\n");
  }

  private static void chart(StringBuilder page, HistoryReport.Line line, double threshold, String id) {
    Trend trend = line.trend();
    Verdict sign = TrendChart.sign(trend);
    String compared = line.speed().equals(Format.NONE) ? "" : " " + Words.figures(speed(line));
    page.append("<article id=\"" + id + "\">\n<h3>" + HtmlReport.name(line.name()) + "</h3>\n<p><b class=\"" + Sign.style(sign)
        + "\">" + Sign.icon(sign) + " " + line.movement() + compared + "</b> \u00b7 "
        + Words.figures(line.latest() + " " + line.unit()) + ", " + (trend.moreIsBetter() ? "more" : "less")
        + " is better</p>\n" + TrendChart.svg(trend, threshold, id, line.name()));
    List<Point> changes = TrendChart.shown(trend).stream().skip(1).filter(point -> !point.change().isEmpty()).toList();
    if (!changes.isEmpty()) {
      page.append("<ul>\n");
      changes.forEach(point -> page.append("<li>" + Words.breakable(point.commit() + ": " + point.change()) + "</li>\n"));
      page.append("</ul>\n");
    }
    page.append("</article>\n");
  }

  private static void environment(StringBuilder page, Map<String, String> environment) {
    if (environment.isEmpty()) {
      return;
    }
    page.append("<section>\n<h2>Environment of the last commit</h2>\n<table class=\"where\" role=\"table\">\n"
        + "<tbody role=\"rowgroup\">\n");
    environment.forEach((name, value) -> page.append("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">"
        + Words.breakable(name) + "</th><td role=\"cell\">" + Words.breakable(value) + "</td></tr>\n"));
    page.append("</tbody>\n</table>\n</section>\n");
  }

  private static String speed(HistoryReport.Line line) {
    return line.speed() + (line.speed().equals(Format.NONE) ? "" : " %");
  }
}

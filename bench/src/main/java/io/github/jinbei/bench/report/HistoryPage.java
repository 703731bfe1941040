package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.history.Movement;
import io.github.jinbei.bench.history.Point;
import io.github.jinbei.bench.history.Trend;
import io.github.jinbei.bench.history.Trends;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a history says, as a page to read: a table, and a chart a benchmark, worst first. One file with its style and
 * drawings in it, no script; HTML that is XML as well.
 */
public final class HistoryPage {

  private HistoryPage() {}

  /** The page, in the light or the dark as the reader has it. */
  public static String render(Trends trends) {
    String headline = Svg.text(HistoryReport.headline(trends));
    String tone = trends.count(Movement.SLOWER) > 0 ? "bad" : !trends.compared() ? "open" : "good";
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        + "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>" + headline + "</title>\n<style>\n"
        + resource("style.css") + resource("history.css") + "</style>\n</head>\n<body>\n<main>\n<header class=\"" + tone
        + "\">\n<p class=\"kind\">Benchmarks over commits</p>\n<h1>" + headline + "</h1>\n<p class=\"rounds\">"
        + Svg.text(HistoryReport.basis(trends)) + "</p>\n</header>\n");
    List<HistoryReport.Line> lines = HistoryReport.Line.of(trends);
    if (!lines.isEmpty()) {
      page.append("<section>\n<h2>The last commit</h2>\n");
      table(page, trends, lines);
      page.append("</section>\n<section>\n<h2>All commits</h2>\n");
      legend(page, trends);
      page.append("<div class=\"trends\">\n");
      for (int i = 0; i < lines.size(); i++) {
        chart(page, trends.rows().get(i), lines.get(i), trends.settings().threshold(), id(i));
      }
      page.append("</div>\n</section>\n");
    }
    environment(page, trends.environment());
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String id(int row) {
    return "b" + (row + 1);
  }

  private static String resource(String name) {
    try (InputStream in = HistoryPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside " + HistoryPage.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void table(StringBuilder page, Trends trends, List<HistoryReport.Line> lines) {
    String shared = HistoryReport.names(trends).shared();
    page.append(shared.isEmpty() ? ""
        : "<p class=\"lead\">All rows that have them: <code>" + Svg.text(shared) + "</code></p>\n");
    page.append("<div class=\"scroll\">\n<table class=\"moves\">\n<thead><tr><th scope=\"col\">Movement</th>"
        + "<th scope=\"col\">Benchmark</th>");
    for (String head : List.of("Speed", "Latest", "Baseline", "Commits", "Forks")) {
      page.append("<th scope=\"col\" class=\"num\">" + head + "</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    for (int i = 0; i < lines.size(); i++) {
      HistoryReport.Line line = lines.get(i);
      Verdict sign = TrendChart.sign(trends.rows().get(i));
      page.append("<tr><td class=\"move " + Svg.style(sign) + "\">" + Svg.icon(sign) + " " + line.movement()
          + "</td><th scope=\"row\" class=\"what\"><a href=\"#" + id(i) + "\">" + name(line.name()) + "</a></th>");
      figure(page, speed(line));
      figure(page, line.latest() + " " + line.unit());
      figure(page, line.baseline());
      figure(page, line.commits());
      figure(page, line.forks());
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table>\n</div>\n");
  }

  /** Class and method, and apart from them what tells rows apart. */
  private static String name(String name) {
    int end = name.indexOf(' ');
    return end < 0 ? "<span class=\"name\">" + Svg.text(name) + "</span>"
        : "<span class=\"name\">" + Svg.text(name.substring(0, end)) + "</span> <span class=\"params\">"
            + Svg.text(name.substring(end + 1)) + "</span>";
  }

  private static void figure(StringBuilder page, String figure) {
    page.append("<td class=\"num\">" + Svg.figures(figure) + "</td>");
  }

  private static void legend(StringBuilder page, Trends trends) {
    page.append("<p class=\"lead\">Points are the medians of commits, faint ones their forks, steps the baseline: the "
        + "median of up to " + trends.settings().window() + " commits before in the same environment. The shaded band "
        + "is " + Format.setting(trends.settings().threshold()) + " of speed to either side; a dashed line says that the "
        + "environment changed. Axes do not begin at nought.</p>\n");
  }

  private static void chart(StringBuilder page, Trend trend, HistoryReport.Line line, double threshold, String id) {
    Verdict sign = TrendChart.sign(trend);
    String compared = line.speed().equals(Format.NONE) ? "" : " " + Svg.figures(speed(line));
    page.append("<article id=\"" + id + "\">\n<h3>" + name(line.name()) + "</h3>\n<p><b class=\"" + Svg.style(sign)
        + "\">" + Svg.icon(sign) + " " + line.movement() + compared + "</b> \u00b7 "
        + Svg.figures(line.latest() + " " + line.unit()) + ", " + (trend.moreIsBetter() ? "more" : "less")
        + " is better</p>\n" + TrendChart.svg(trend, threshold, id, line.name()));
    List<Point> changes = TrendChart.shown(trend).stream().skip(1).filter(point -> !point.change().isEmpty()).toList();
    if (!changes.isEmpty()) {
      page.append("<ul>\n");
      changes.forEach(point -> page.append("<li>" + Svg.text(point.commit() + ": " + point.change()) + "</li>\n"));
      page.append("</ul>\n");
    }
    page.append("</article>\n");
  }

  private static void environment(StringBuilder page, Map<String, String> environment) {
    if (environment.isEmpty()) {
      return;
    }
    page.append("<section>\n<h2>Environment of the last commit</h2>\n<table class=\"where\">\n<tbody>\n");
    environment.forEach((name, value) -> page.append(
        "<tr><th scope=\"row\">" + Svg.text(name) + "</th><td>" + Svg.text(value) + "</td></tr>\n"));
    page.append("</tbody>\n</table>\n</section>\n");
  }

  private static String speed(HistoryReport.Line line) {
    return line.speed() + (line.speed().equals(Format.NONE) ? "" : " %");
  }
}

package io.github.jinbei.bench.report;

import io.github.jinbei.bench.history.Movement;
import io.github.jinbei.bench.history.Point;
import io.github.jinbei.bench.history.Trend;
import io.github.jinbei.bench.history.Trends;
import java.util.List;
import java.util.Map;

/** What a history says, as a page that needs nothing but itself: a table, and a chart a benchmark, worst first. */
public final class HistoryPage {

  private static final String STYLE = """
      :root { color-scheme: light dark; --paper: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0;
        --card: #f6f8fa; --slower: #b3261e; --faster: #0b6e4f; --point: #0b57a4; --band: #0b57a4; }
      @media (prefers-color-scheme: dark) {
        :root { --paper: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --card: #151b23; --slower: #ff8a80;
          --faster: #56d4a0; --point: #79b8ff; --band: #79b8ff; }
      }
      * { box-sizing: border-box; }
      body { margin: 0 auto; max-width: 90rem; padding: 1.5rem clamp(1rem, 4vw, 3rem); background: var(--paper);
        color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
      h2 { font-size: 1rem; line-height: 1.35; margin: 0; overflow-wrap: anywhere; }
      p { margin: .25rem 0 1rem; color: var(--soft); max-width: 48rem; overflow-wrap: anywhere; }
      .scroll { overflow-x: auto; margin: 1rem 0 2rem; }
      table { border-collapse: collapse; font-size: .875rem; }
      th, td { padding: .3rem .75rem .3rem 0; text-align: left; border-bottom: 1px solid var(--line);
        vertical-align: top; }
      th { color: var(--soft); font-weight: 600; white-space: nowrap; }
      .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      a { color: inherit; }
      .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 25rem), 1fr)); gap: 1rem; }
      article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem;
        min-width: 0; scroll-margin-top: 1rem; }
      article p { margin: .15rem 0 .25rem; font-size: .875rem; }
      strong.slower, td.slower { color: var(--slower); } strong.faster, td.faster { color: var(--faster); }
      strong { color: var(--ink); }
      svg { display: block; width: 100%; height: auto; }
      svg text { fill: var(--soft); font: 11px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
      .grid { stroke: var(--line); stroke-width: .75; }
      .band { fill: var(--band); fill-opacity: .13; }
      .baseline { fill: none; stroke: var(--soft); stroke-width: 1.5; }
      .environment { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 3 3; }
      .forks { fill: var(--point); fill-opacity: .35; }
      .medians { fill: var(--point); }
      .latest { stroke: var(--card); stroke-width: 1; }
      .latest.slower { fill: var(--slower); } .latest.faster { fill: var(--faster); }
      ul { margin: .25rem 0 0; padding-left: 1.1rem; font-size: .8125rem; color: var(--soft); overflow-wrap: anywhere; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; font-size: .875rem; }
      dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
      """;

  private HistoryPage() {}

  /** The page: without script, in the light or the dark as the reader has it. */
  public static String render(Trends trends) {
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Benchmarks over commits"
        + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<main>\n<h1>"
        + escape(HistoryReport.headline(trends)) + "</h1>\n<p>" + escape(HistoryReport.basis(trends)) + "</p>\n");
    List<HistoryReport.Line> lines = HistoryReport.Line.of(trends);
    if (!lines.isEmpty()) {
      table(page, trends, lines);
      legend(page, trends);
      page.append("<div class=\"charts\">\n");
      for (int i = 0; i < lines.size(); i++) {
        chart(page, trends.rows().get(i), lines.get(i), trends.settings().threshold(), "b" + (i + 1));
      }
      page.append("</div>\n");
    }
    environment(page, trends.environment());
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void table(StringBuilder page, Trends trends, List<HistoryReport.Line> lines) {
    page.append("<div class=\"scroll\"><table>\n<thead><tr><th>Movement</th><th>Benchmark</th><th class=\"n\">Latest</th>"
        + "<th class=\"n\">Baseline</th><th>Unit</th><th class=\"n\">Speed</th><th class=\"n\">Commits</th>"
        + "<th class=\"n\">Forks</th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < lines.size(); i++) {
      HistoryReport.Line line = lines.get(i);
      page.append("<tr><td class=\"" + kind(line) + "\">" + escape(line.movement()) + "</td><td><a href=\"#b" + (i + 1)
          + "\">" + escape(line.name()) + "</a></td>");
      figure(page, line.latest());
      figure(page, line.baseline());
      page.append("<td>" + escape(Format.typographic(line.unit())) + "</td>");
      figure(page, speed(line));
      figure(page, line.commits());
      figure(page, line.forks());
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table></div>\n");
    String shared = HistoryReport.names(trends).shared();
    page.append(shared.isEmpty() ? "" : "<p>All rows that have them: " + escape(shared) + "</p>\n");
  }

  private static void figure(StringBuilder page, String figure) {
    page.append("<td class=\"n\">" + escape(Format.typographic(figure)) + "</td>");
  }

  private static void legend(StringBuilder page, Trends trends) {
    page.append("<p>Points: the median of each commit, faint its forks. Steps: the baseline, the median of up to "
        + trends.settings().window() + " commits before. Band: \u00b1 " + Format.setting(trends.settings().threshold())
        + " of speed around it. Dashed: the environment changed. Scales do not begin at nought.</p>\n");
  }

  private static void chart(StringBuilder page, Trend trend, HistoryReport.Line line, double threshold, String id) {
    boolean compared = !line.speed().equals(Format.NONE);
    page.append("<article id=\"" + id + "\">\n<h2>" + escape(line.name()) + "</h2>\n<p><strong class=\"" + kind(line)
        + "\">" + escape(line.movement()) + (compared ? " " + escape(Format.typographic(speed(line))) : "")
        + "</strong> \u00b7 " + escape(Format.typographic(line.latest() + " " + line.unit())) + ", "
        + (trend.moreIsBetter() ? "more" : "less") + " is better</p>\n");
    page.append(TrendChart.svg(trend, threshold, id, line.name()));
    List<Point> changes = TrendChart.shown(trend).stream().skip(1).filter(point -> !point.change().isEmpty()).toList();
    if (!changes.isEmpty()) {
      page.append("<ul>\n");
      changes.forEach(point -> page.append("<li>" + escape(point.commit() + ": " + point.change()) + "</li>\n"));
      page.append("</ul>\n");
    }
    page.append("</article>\n");
  }

  private static void environment(StringBuilder page, Map<String, String> environment) {
    if (environment.isEmpty()) {
      return;
    }
    page.append("<h2>Environment of the last commit</h2>\n<dl>\n");
    environment.forEach((name, value) -> page.append("<dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd>\n"));
    page.append("</dl>\n");
  }

  private static String speed(HistoryReport.Line line) {
    return line.speed() + (line.speed().equals(Format.NONE) ? "" : " %");
  }

  private static String kind(HistoryReport.Line line) {
    boolean moved = line.movement().equals(Movement.SLOWER.text()) || line.movement().equals(Movement.FASTER.text());
    return moved ? line.movement() : "steady";
  }

  private static String escape(String text) {
    return TrendChart.escape(text);
  }
}

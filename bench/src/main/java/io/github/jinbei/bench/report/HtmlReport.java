package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Allocation;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.internal.text.CommandLine;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.report.Page;
import io.github.jinbei.report.Svg;
import java.util.List;
import java.util.stream.Stream;

/**
 * A comparison as an HTML page: one file with its style and drawings, without scripts and external references. It is valid XML
 * too. Tables have explicit roles, because browsers drop the implicit ones if a style rearranges cells, as it does on narrow
 * screens.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /** Returns the page; if there are very many rows, without most of those that are not decided ({@link Shown}). */
  public static String render(Comparison comparison) {
    return render(comparison, false);
  }

  /**
   * Returns the page.
   *
   * @param all whether all rows are shown, however many they are
   */
  public static String render(Comparison comparison, boolean all) {
    Headline headline = Headline.of(comparison);
    List<Line> lines = Line.of(comparison);
    Shown<Line> told = Shown.of(lines.stream().filter(line -> !line.unchanged()).toList(), Line::decided, all);
    List<Line> equivalent = lines.stream().filter(Line::unchanged).toList();
    Shown<Line> unchanged = Shown.of(equivalent, Line::decided, all);
    ForestPlot plot = new ForestPlot(RatioAxis.of(Stream.of(told, unchanged).flatMap(part -> part.rows().stream()).toList()));
    Rulers rulers = Rulers.of(comparison.currentResults());
    StringBuilder html = new StringBuilder();
    header(html, comparison, headline);
    subjects(html, comparison);
    if (!lines.isEmpty()) {
      html.append("<section>\n<h2>Speed, current against base</h2>\n");
      lead(html, comparison);
      if (!told.rows().isEmpty()) {
        html.append(table(told, plot));
      }
      if (!equivalent.isEmpty()) {
        html.append("<details").append(lines.size() == 1 ? " open=\"open\"" : "")
            .append(">\n<summary>").append(Sign.icon(Verdict.EQUIVALENT)).append(' ').append(equivalent.size())
            .append(" equivalent</summary>\n").append(table(unchanged, plot)).append("</details>\n");
      }
      html.append("</section>\n");
    }
    html.append(PeakBars.section(rulers, all)).append(Roofline.section(rulers, all));
    end(html, comparison);
    return Page.document(headline.text(), Style.of("style.css"), html.toString());
  }

  private static void header(StringBuilder html, Comparison comparison, Headline headline) {
    String tone = switch (headline.tone()) {
      case BAD -> "bad";
      case OPEN -> "open";
      case GOOD -> "good";
    };
    html.append("<header class=\"").append(tone).append("\">\n<p class=\"kind\">Benchmark comparison</p>\n<h1>")
        .append(Svg.text(headline.text())).append("</h1>\n");
    if (!comparison.rows().isEmpty()) {
      html.append("<ul class=\"counts\">\n");
      for (Verdict verdict : Verdict.values()) {
        long count = comparison.count(verdict);
        if (count > 0) {
          html.append("<li>").append(Sign.icon(verdict)).append(" <b>").append(count).append("</b> ")
              .append(verdict.text()).append("</li>\n");
        }
      }
      html.append("</ul>\n");
    }
    if (!comparison.rounds().isEmpty()) {
      html.append("<p class=\"rounds\">").append(Words.breakable(comparison.rounds())).append("</p>\n");
    }
    html.append("</header>\n");
  }

  private static void lead(StringBuilder html, Comparison comparison) {
    html.append("<p class=\"lead\">Left is slower, right is faster. Marks are estimates, lines their ")
        .append(Svg.text(Format.setting(comparison.settings().confidence())))
        .append(" intervals, on a logarithmic axis; an arrow marks an interval that continues beyond it. The shaded band is "
            + "the range that counts as equal. Each dot on the far side is a fork, with a tick at the median: "
            + "<span class=\"key base\"><svg width=\"10\" height=\"10\" aria-hidden=\"true\"><circle cx=\"5\" cy=\"5\" "
            + "r=\"3.25\"/></svg> base</span> above <span class=\"key current\"><svg width=\"10\" height=\"10\" "
            + "aria-hidden=\"true\"><circle cx=\"5\" cy=\"5\" r=\"3.25\"/></svg> current</span>.");
    String shared = Line.names(comparison).shared();
    if (!shared.isEmpty()) {
      html.append(" The same in all rows that have it: <code>").append(Words.breakable(shared)).append("</code>.");
    }
    if (!comparison.ruler().isEmpty()) {
      html.append(" Ruler: <code>").append(Words.breakable(comparison.ruler())).append("</code>.");
    }
    html.append("</p>\n");
  }

  private static String table(Shown<Line> lines, ForestPlot plot) {
    StringBuilder html = new StringBuilder("<table class=\"rows\" role=\"table\">\n<thead role=\"rowgroup\">"
        + "<tr role=\"row\">" + head("verdict", "Verdict") + head("what", "Benchmark") + head("speed", "Speed")
        + "<th role=\"columnheader\" scope=\"col\" class=\"forest\"><span class=\"label\">Change of speed</span>"
        + plot.axis() + "</th>" + head("forks", "Forks, slow to fast") + "</tr></thead>\n"
        + "<tbody role=\"rowgroup\">\n");
    for (Line line : lines.rows()) {
      row(html, line, plot);
    }
    return html.append("</tbody>\n</table>\n").append(left(lines.sentence(Line::verdict))).toString();
  }

  /** Returns a sentence about rows that are not shown as a paragraph; an empty text, if the sentence is empty. */
  static String left(String sentence) {
    return sentence.isEmpty() ? "" : "<p class=\"left\">" + Svg.text(sentence) + "</p>\n";
  }

  static String head(String style, String words) {
    return "<th role=\"columnheader\" scope=\"col\" class=\"" + style + "\">" + words + "</th>";
  }

  private static void row(StringBuilder html, Line line, ForestPlot plot) {
    Verdict verdict = line.row().verdict();
    String style = Sign.style(verdict);
    html.append("<tr role=\"row\">\n<td role=\"cell\" class=\"verdict ").append(style).append("\">")
        .append(Sign.icon(verdict)).append(" <span>").append(verdict.text()).append("</span></td>\n")
        .append("<th role=\"rowheader\" scope=\"row\" class=\"what\">").append(name(line.name()));
    facts(html, line);
    html.append("</th>\n<td role=\"cell\" class=\"speed\">");
    if (line.shown() != null) {
      html.append("<b class=\"").append(style).append("\">").append(Words.figures(line.change()))
          .append("\u202f%</b> ");
      if (!line.interval().equals(Format.NONE)) {
        html.append("<span class=\"interval\">").append(Words.figures(line.interval())).append("</span> ");
      }
    }
    html.append("<span class=\"values\">").append(Words.figures(line.base())).append("\u00a0\u2192 ")
        .append(Words.figures(line.current())).append('\u00a0').append(Words.figures(line.unit())).append("</span></td>\n")
        .append("<td role=\"cell\" class=\"forest\">").append(plot.row(line)).append("</td>\n")
        .append("<td role=\"cell\" class=\"forks\">").append(ForkStrips.row(line)).append("</td>\n</tr>\n");
  }

  /** Returns class and method, with a possible line break after the dot, and separately the parameters that differ. */
  static String name(String name) {
    int end = name.indexOf(' ');
    String benchmark = end < 0 ? name : name.substring(0, end);
    return "<span class=\"name\">" + Words.breakable(benchmark) + "</span>"
        + (end < 0 ? "" : " <span class=\"params\">" + Words.breakable(name.substring(end + 1)) + "</span>");
  }

  private static void facts(StringBuilder html, Line line) {
    StringBuilder facts = new StringBuilder();
    if (line.shown() != null) {
      facts.append("<span>p\u00a0").append(Words.figures(line.p())).append("</span> <span>detects\u00a0")
          .append(Words.figures(line.detects())).append("</span> ");
    }
    facts.append("<span>").append(forks(line)).append("</span>");
    if (!line.need().equals(Format.NONE)) {
      facts.append(" <span class=\"need\">").append(line.need()).append("\u00a0a\u00a0side would decide</span>");
    }
    html.append("<span class=\"facts\">").append(facts).append("</span>");
    Allocation allocation = line.row().allocation();
    for (String remark : line.remarks()) {
      boolean bytes = remark.startsWith("allocation ");
      String style = bytes && allocation.verdict() != null ? " " + Sign.style(allocation.verdict()) : "";
      html.append("<span class=\"remark").append(style).append("\">").append(style.isEmpty() ? ""
          : Sign.icon(allocation.verdict()) + " ").append(Words.breakable(Format.typographic(remark))).append("</span>");
    }
  }

  private static String forks(Line line) {
    int base = line.row().base() == null ? 0 : line.row().base().score().forks().length;
    int current = line.row().current() == null ? 0 : line.row().current().score().forks().length;
    return base == current ? Count.of(base, "fork") + " a\u00a0side"
        : base + "\u202f+\u202f" + current + " forks";
  }

  private static void subjects(StringBuilder html, Comparison comparison) {
    List<Surroundings> all = Surroundings.subjects(comparison);
    if (!all.isEmpty()) {
      html.append("<section>\n<h2>What was compared</h2>\n").append(sides(all, false)).append("</section>\n");
    }
  }

  private static void end(StringBuilder html, Comparison comparison) {
    List<Surroundings> all = Surroundings.of(comparison);
    if (!all.isEmpty()) {
      long unlike = all.stream().filter(one -> !one.same()).count();
      html.append("<section>\n<h2>Environment</h2>\n<p class=\"lead\">").append(unlike == 0
          ? "The same on both sides, as far as is known." : Count.of(unlike, "difference") + " between the sides.")
          .append("</p>\n").append(sides(all, true)).append("</section>\n");
    }
    if (!comparison.command().isEmpty()) {
      html.append("<section>\n<h2>To repeat</h2>\n<pre><code>")
          .append(Words.breakable(CommandLine.of(comparison.command()))).append("</code></pre>\n</section>\n");
    }
  }

  /** Returns a table of both sides. Differences are marked if {@code marked} is true. */
  private static String sides(List<Surroundings> all, boolean marked) {
    StringBuilder html = new StringBuilder("<table class=\"where\" role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">"
        + head("what", "What") + head("base", "Base") + head("current", "Current")
        + "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (Surroundings one : all) {
      boolean differs = marked && !one.same();
      html.append(differs ? "<tr role=\"row\" class=\"differs\">" : "<tr role=\"row\">")
          .append("<th role=\"rowheader\" scope=\"row\">").append(Words.breakable(one.name()))
          .append(differs ? " <span class=\"open\">\u2260 differs</span>" : "").append("</th>")
          .append("<td role=\"cell\" class=\"base\">").append(Words.breakable(one.base()))
          .append("</td><td role=\"cell\" class=\"current\">").append(Words.breakable(one.current())).append("</td></tr>\n");
    }
    return html.append("</tbody>\n</table>\n").toString();
  }
}

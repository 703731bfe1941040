package io.github.jinbei.bench.report;

import io.github.jinbei.report.Svg;
import java.util.List;

/** The share of the peak of each result, as bars with their figures. */
final class PeakBars {

  /** The largest number of bars that are not folded. */
  private static final int MOST = 40;

  private static final int HEIGHT = 16;

  private PeakBars() {}

  /** Returns a section of the page, or an empty text if no peak was measured. */
  static String section(Rulers rulers, boolean all) {
    if (!rulers.hasShares()) {
      return "";
    }
    List<Rulers.Use> uses = rulers.uses();
    Names names = Names.of(uses.stream().map(Rulers.Use::key).toList());
    double full = Math.max(1, uses.stream().mapToDouble(rulers::share).max().orElse(1));
    StringBuilder html = new StringBuilder("<section>\n<h2>Share of the peak</h2>\n<p class=\"lead\">The current side "
        + "relative to the peak that the same run measured: " + Words.figures(Format.digits(rulers.peak()))
        + " GFLOP/s of fused multiply-adds a thread. Rows with several threads are divided by as many peaks."
        + (names.shared().isEmpty() ? ""
            : " The same in all rows that have it: <code>" + Words.breakable(names.shared()) + "</code>.")
        + "</p>\n");
    html.append(table(uses.subList(0, Math.min(MOST, uses.size())), rulers, names, full));
    if (uses.size() > MOST) {
      Shown<Rulers.Use> more = Shown.of(uses.subList(MOST, uses.size()), use -> false, all);
      html.append("<details>\n<summary>").append(uses.size() - MOST).append(" more</summary>\n")
          .append(table(more.rows(), rulers, names, full)).append(HtmlReport.left(more.sentence()))
          .append("</details>\n");
    }
    return html.append("</section>\n").toString();
  }

  private static String table(List<Rulers.Use> uses, Rulers rulers, Names names, double full) {
    StringBuilder html = new StringBuilder("<table class=\"peaks\" role=\"table\">\n"
        + "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Benchmark</th>"
        + "<th role=\"columnheader\" scope=\"col\" class=\"num\">GFLOP/s</th>"
        + "<th role=\"columnheader\" scope=\"col\" class=\"num\">of peak</th>"
        + "<th role=\"columnheader\" scope=\"col\"><span class=\"ends\"><span>0</span><span>peak</span></span></th>"
        + "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (Rulers.Use use : uses) {
      double share = rulers.share(use);
      html.append("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">").append(HtmlReport.name(names.of(use.key())))
          .append("</th><td role=\"cell\" class=\"num gflops\">").append(Words.figures(Format.digits(use.gflops())))
          .append("</td><td role=\"cell\" class=\"num share\">").append(Words.figures(Format.percent(share)))
          .append("</td><td role=\"cell\" class=\"bar\">")
          .append(Svg.open("bars", HEIGHT, Format.percent(share) + " of the peak"))
          .append(Svg.box("track", 0, 1 / full, 3, HEIGHT - 6)).append(Svg.box("fill", 0, share / full, 3, HEIGHT - 6))
          .append(Svg.line("full", 1 / full, 0, 1 / full, HEIGHT)).append("</svg></td></tr>\n");
    }
    return html.append("</tbody>\n</table>\n").toString();
  }
}

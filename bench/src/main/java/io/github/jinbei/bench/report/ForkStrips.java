package io.github.jinbei.bench.report;

import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.report.Svg;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The drawing of a row's forks: a dot for each, the base's above the current side's. Each row has its own scale, and faster is
 * to the right whatever the unit. A tick marks the median of each side.
 */
final class ForkStrips {

  private static final int HEIGHT = 32;
  private static final double BASE = 9;
  private static final double CURRENT = 23;
  private static final double REACH = 6.5;
  private static final double RADIUS = 3.25;
  private static final double EDGE = 0.03;

  private ForkStrips() {}

  /** Returns the drawing of a row, or a text if there is nothing to draw. */
  static String row(Line line) {
    double[] base = medians(line.row().base());
    double[] current = medians(line.row().current());
    double[] all = DoubleStream.concat(Arrays.stream(base), Arrays.stream(current)).sorted().toArray();
    if (all.length == 0) {
      return "<span class=\"none\">no forks</span>";
    }
    Result any = line.row().base() == null ? line.row().current() : line.row().base();
    boolean more = any.moreIsBetter();
    double first = more ? all[0] : all[all.length - 1];
    double last = more ? all[all.length - 1] : all[0];
    Scale scale = Scale.of(any.score().unit(), line.row().base() == null ? Double.NaN : line.row().base().score().median(),
        line.row().current() == null ? Double.NaN : line.row().current().score().median());
    String label = "Forks: base " + summary(base, scale) + "; current " + summary(current, scale);
    StringBuilder svg = new StringBuilder(Svg.open("strip", HEIGHT, label));
    side(svg, "base", base, BASE, first, last);
    side(svg, "current", current, CURRENT, first, last);
    String unit = " <span class=\"unit\">" + Words.figures(scale.unit()) + "</span>";
    String ends = first == last ? "<span>" + Words.figures(scale.figure(first)) + unit + "</span>"
        : "<span>" + Words.figures(scale.figure(first)) + "</span><span>" + Words.figures(scale.figure(last)) + unit
            + "</span>";
    return svg.append("</svg><div class=\"ends\" aria-hidden=\"true\">").append(ends).append("</div>").toString();
  }

  private static double[] medians(Result result) {
    return result == null ? new double[0]
        : Arrays.stream(result.score().medians()).filter(Double::isFinite).toArray();
  }

  private static void side(StringBuilder svg, String style, double[] forks, double y, double first, double last) {
    svg.append(Svg.line("rail", 0, y, 1, y));
    svg.append("<g class=\"").append(style).append("\">");
    for (double fork : forks) {
      svg.append("<circle cx=\"").append(Svg.percent(position(fork, first, last))).append("\" cy=\"")
          .append(Svg.number(y)).append("\" r=\"").append(Svg.number(RADIUS)).append("\"/>");
    }
    svg.append("</g>");
    double median = forks.length == 0 ? Double.NaN : Metric.median(forks);
    if (Double.isFinite(median)) {
      double x = position(median, first, last);
      svg.append(Svg.line("median", x, y - REACH, x, y + REACH));
    }
  }

  private static double position(double value, double first, double last) {
    // The distance of very large values may overflow; the halves of very small ones may all be 0.
    double part = Double.isFinite(last - first) ? (value - first) / (last - first)
        : (value / 2 - first / 2) / (last / 2 - first / 2);
    return first == last ? 0.5 : EDGE + (1 - 2 * EDGE) * part;
  }

  private static String summary(double[] forks, Scale scale) {
    if (forks.length == 0) {
      return "none";
    }
    double[] sorted = forks.clone();
    Arrays.sort(sorted);
    return Count.of(forks.length, "fork") + ", median "
        + scale.figure(Metric.median(forks)) + ", " + scale.figure(sorted[0]) + " to "
        + scale.figure(sorted[sorted.length - 1]) + " " + Format.typographic(scale.unit());
  }
}

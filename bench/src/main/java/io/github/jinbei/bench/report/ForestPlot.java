package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Estimate;
import io.github.jinbei.report.Axis;
import io.github.jinbei.report.Svg;

/** A forest plot: ratios of speeds with their intervals, one a row, on a common axis. */
final class ForestPlot {

  private static final int HEIGHT = 32;
  private static final int AXIS_HEIGHT = 22;
  private static final double EDGE = 0.035;

  private final RatioAxis axis;

  /** Creates a plot on this axis. */
  ForestPlot(RatioAxis axis) {
    this.axis = axis;
  }

  /** Returns the drawing of the axis, which stands above the rows. */
  String axis() {
    StringBuilder svg = new StringBuilder(Svg.open("axis", AXIS_HEIGHT, "Axis: change of the speed, logarithmic"));
    for (Axis.Tick tick : axis.ticks()) {
      double x = axis.position(tick.value());
      if (x >= EDGE && x <= 1 - EDGE) {
        svg.append(Svg.label("tick", x, 13, Format.typographic(tick.label()))).append(Svg.line("grid", x, 17, x, 22));
      }
    }
    return svg.append("</svg>").toString();
  }

  /** Returns the drawing of a row, or a text if it has no ratio. */
  String row(Line line) {
    Estimate estimate = line.shown();
    if (estimate == null || !(estimate.ratio() > 0)) {
      return "<span class=\"none\">no ratio</span>";
    }
    double threshold = line.row().threshold();
    String label = line.row().verdict().text() + ": speed \u00d7" + Format.digits(estimate.ratio()) + ", interval "
        + times(estimate.low()) + " to " + times(estimate.high()) + "; equal within "
        + Format.setting(threshold);
    StringBuilder svg = new StringBuilder(Svg.open("plot", HEIGHT, label));
    svg.append(Svg.box("band", inside(axis.position(1 - threshold)), inside(axis.position(1 + threshold)), 0, HEIGHT));
    for (Axis.Tick tick : axis.ticks()) {
      double x = axis.position(tick.value());
      svg.append(Svg.line(tick.value() == 1 ? "unit" : "grid", x, 0, x, HEIGHT));
    }
    String style = Sign.style(line.row().verdict());
    double middle = HEIGHT / 2.0;
    double low = axis.position(estimate.low());
    double high = axis.position(estimate.high());
    if (!Double.isNaN(low) && !Double.isNaN(high)) {
      svg.append(Svg.line("interval " + style, inside(low), middle, inside(high), middle));
      if (low >= 0 && low <= 1) {
        svg.append(Svg.line("interval " + style, low, middle - 4, low, middle + 4));
      }
      if (high >= 0 && high <= 1) {
        svg.append(Svg.line("interval " + style, high, middle - 4, high, middle + 4));
      }
    }
    // Arrows mark an interval that continues beyond the axis.
    if (low < 0 || high < 0) {
      svg.append(Svg.shape("arrow " + style, 0, middle, "M8-6l-7 6l7 6"));
    }
    if (high > 1 || low > 1) {
      svg.append(Svg.shape("arrow " + style, 1, middle, "M-8-6l7 6l-7 6"));
    }
    double x = axis.position(estimate.ratio());
    if (x < 0 || x > 1) {
      String style2 = x < 0 ? "far" : "far end";
      svg.append(Svg.label(style2, x < 0 ? EDGE : 1 - EDGE, middle + 4,
          Format.typographic(line.change()) + " %, beyond the axis"));
    } else {
      svg.append(Svg.shape("mark " + style, x, middle, Sign.path(line.row().verdict())));
    }
    return svg.append("</svg>").toString();
  }

  private static String times(double ratio) {
    return ratio == Double.POSITIVE_INFINITY ? "any" : "\u00d7" + Format.digits(ratio);
  }

  private static double inside(double x) {
    return Math.max(0, Math.min(1, x));
  }
}

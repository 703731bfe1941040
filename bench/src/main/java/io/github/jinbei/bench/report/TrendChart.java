package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.history.Movement;
import io.github.jinbei.bench.history.Point;
import io.github.jinbei.bench.history.Trend;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.report.Axis;
import io.github.jinbei.report.Svg;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A chart of a key over its commits, as SVG with the colours of the page's style: the median of each commit and its forks, the
 * baseline as steps, the threshold around it as a band, and a line at each change of the environment.
 */
final class TrendChart {

  /** The largest number of commits in a chart: more would overlap. The last ones are drawn. */
  static final int MOST_POINTS = 150;

  private static final int WIDTH = 440;
  private static final int HEIGHT = 190;
  private static final int LEFT = 52;
  private static final int RIGHT = 14;
  private static final int TOP = 12;
  private static final int BOTTOM = 26;
  private static final double MARGIN = 0.06;
  private static final int TICKS = 4;

  /** The relative difference below which figures are drawn as equal: between them there are too few doubles for an axis. */
  private static final double ROUNDING = 1e-12;

  private final Trend trend;
  private final List<Point> points;
  private final double threshold;
  private final Scale scale;

  /** The axis of values in the unit of the scale. */
  private final Axis axis;

  private final StringBuilder svg = new StringBuilder();

  private TrendChart(Trend trend, double threshold) {
    this.trend = trend;
    this.threshold = threshold;
    points = shown(trend);
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Point point : points) {
      for (double fork : point.forks()) {
        least = Math.min(least, fork);
        most = Math.max(most, fork);
      }
      if (point.commits() > 0) {
        least = Math.min(least, lower(point));
        most = Math.max(most, upper(point));
      }
    }
    // A single commit with a single fork has no extent.
    double extent = most - least > ROUNDING * most ? most - least : most * threshold;
    scale = Scale.of(trend.unit(), most);
    axis = Axis.linear(Math.max(0, least - MARGIN * extent) * scale.factor(), (most + MARGIN * extent) * scale.factor());
  }

  /** Returns the points that the chart shows: the last ones. */
  static List<Point> shown(Trend trend) {
    List<Point> all = trend.points();
    return all.subList(Math.max(0, all.size() - MOST_POINTS), all.size());
  }

  /**
   * Returns the chart.
   *
   * @param id an id that is unique in the page
   * @param name the title, plain text
   */
  static String svg(Trend trend, double threshold, String id, String name) {
    return new TrendChart(trend, threshold).draw(id, name);
  }

  /** Returns the verdict whose sign represents the movement; the signs of all movements differ. */
  static Verdict sign(Trend trend) {
    if (!trend.current()) {
      return Verdict.MISSING;
    }
    return switch (trend.latest().movement()) {
      case SLOWER -> Verdict.REGRESSED;
      case FASTER -> Verdict.IMPROVED;
      case STEADY -> Verdict.EQUIVALENT;
      case NO_BASELINE -> Verdict.NEW;
    };
  }

  private String draw(String id, String name) {
    svg.append("<svg class=\"trend\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-labelledby=\""
        + id + "-t " + id + "-d\">\n<title id=\"" + id + "-t\">" + Svg.text(name) + "</title>\n<desc id=\"" + id + "-d\">"
        + Svg.text(description()) + "</desc>\n");
    axis();
    for (List<Integer> run : runs()) {
      band(run);
    }
    environments();
    for (List<Integer> run : runs()) {
      path("steps", steps(run, Point::baseline));
    }
    forks();
    medians();
    Point first = points.get(0);
    text(LEFT, HEIGHT - 8, "start", first.commit());
    if (points.size() > 1) {
      text(WIDTH - RIGHT, HEIGHT - 8, "end", trend.latest().commit());
    }
    return svg.append("</svg>\n").toString();
  }

  private String description() {
    Point latest = trend.latest();
    String figure = Count.of(points.size(), "commit") + ", the last " + latest.commit() + ": "
        + scale.figure(latest.median()) + " " + scale.unit();
    return figure + (latest.movement() == Movement.NO_BASELINE ? ", no baseline." : ", "
        + Format.change(latest.speed()) + " % of speed against the baseline of " + scale.figure(latest.baseline()) + " "
        + scale.unit() + ".");
  }

  private double lower(Point point) {
    return trend.moreIsBetter() ? point.baseline() * (1 - threshold) : point.baseline() / (1 + threshold);
  }

  private double upper(Point point) {
    return trend.moreIsBetter() ? point.baseline() * (1 + threshold) : point.baseline() / (1 - threshold);
  }

  private double x(double place) {
    return LEFT + (place + 0.5) / points.size() * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return down(value * scale.factor());
  }

  private double down(double scaled) {
    return TOP + (1 - axis.position(scaled)) * (HEIGHT - TOP - BOTTOM);
  }

  /**
   * Returns the runs of neighbouring points that have a baseline and share an environment. A band or line does not continue
   * from one run to the next.
   */
  private List<List<Integer>> runs() {
    List<List<Integer>> runs = new ArrayList<>();
    boolean open = false;
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      if (point.commits() == 0) {
        open = false;
        continue;
      }
      if (!open || !point.change().isEmpty()) {
        runs.add(new ArrayList<>());
      }
      runs.get(runs.size() - 1).add(i);
      open = true;
    }
    return runs;
  }

  private void axis() {
    for (Axis.Tick tick : axis.ticks(TICKS)) {
      double y = down(tick.value());
      svg.append("<line class=\"grid\" x1=\"" + LEFT + "\" x2=\"" + (WIDTH - RIGHT) + "\" y1=\"" + Svg.number(y)
          + "\" y2=\"" + Svg.number(y) + "\"/>\n");
      text(LEFT - 6, y + 4, "end", tick.label());
    }
  }

  private void band(List<Integer> run) {
    StringBuilder path = new StringBuilder(steps(run, this::upper));
    List<Integer> back = new ArrayList<>(run);
    Collections.reverse(back);
    for (int i : back) {
      path.append(corner('L', i + 0.5, lower(points.get(i)))).append(corner('L', i - 0.5, lower(points.get(i))));
    }
    path("band", path.append('Z').toString());
  }

  private String steps(List<Integer> run, ToDoubleFunction<Point> value) {
    StringBuilder path = new StringBuilder();
    for (int i : run) {
      double height = value.applyAsDouble(points.get(i));
      path.append(corner(path.length() == 0 ? 'M' : 'L', i - 0.5, height)).append(corner('L', i + 0.5, height));
    }
    return path.toString();
  }

  private String corner(char command, double place, double value) {
    return command + Svg.number(x(place)) + " " + Svg.number(y(value));
  }

  private void path(String kind, String path) {
    svg.append("<path class=\"" + kind + "\" d=\"" + path + "\"/>\n");
  }

  private void environments() {
    for (int i = 1; i < points.size(); i++) {
      if (!points.get(i).change().isEmpty()) {
        String x = Svg.number(x(i - 0.5));
        svg.append("<line class=\"change\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"" + TOP + "\" y2=\""
            + (HEIGHT - BOTTOM) + "\"><title>" + Svg.text(points.get(i).commit() + ": " + points.get(i).change())
            + "</title></line>\n");
      }
    }
  }

  private void forks() {
    svg.append("<g class=\"faint\">\n");
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).forks().size() > 1) { // a single one is the median
        for (double fork : points.get(i).forks()) {
          svg.append("<circle cx=\"" + Svg.number(x(i)) + "\" cy=\"" + Svg.number(y(fork)) + "\" r=\"1.8\"/>\n");
        }
      }
    }
    svg.append("</g>\n");
  }

  private void medians() {
    svg.append("<g class=\"points\">\n");
    int last = points.size() - 1;
    for (int i = 0; i <= last; i++) {
      Point point = points.get(i);
      String title = "<title>" + Svg.text(point.commit() + (point.date().isEmpty() ? "" : ", " + point.date()) + ": "
          + scale.figure(point.median()) + " " + scale.unit()
          + (point.commits() == 0 ? "" : ", " + Format.change(point.speed()) + " %")) + "</title>";
      double x = x(i);
      double y = y(point.median());
      svg.append(i < last
          ? "<circle cx=\"" + Svg.number(x) + "\" cy=\"" + Svg.number(y) + "\" r=\"2.6\">" + title + "</circle>\n"
          : latest(sign(trend), x, y, title));
    }
    svg.append("</g>\n");
  }

  /** Returns the mark of the last point. Its shape differs too, not only its colour. */
  private static String latest(Verdict sign, double x, double y, String title) {
    String style = sign == Verdict.REGRESSED ? "bad" : sign == Verdict.IMPROVED ? "good" : "same";
    return "<g class=\"mark " + style + "\" transform=\"translate(" + Svg.number(x) + " " + Svg.number(y) + ")\">"
        + title + "<path d=\"" + Sign.path(style.equals("same") ? Verdict.EQUIVALENT : sign) + "\"/></g>\n";
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append("<text x=\"" + Svg.number(x) + "\" y=\"" + Svg.number(y) + "\" text-anchor=\"" + anchor + "\">"
        + Words.figures(text) + "</text>\n");
  }
}

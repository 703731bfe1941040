package io.github.jinbei.bench.report;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.report.Axis;
import io.github.jinbei.report.Svg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * A roofline plot: GFLOP/s against operations a byte, both logarithmic, under the roofs of the arithmetic and of the levels
 * of the memory.
 */
final class Roofline {

  private static final int HEIGHT = 400;
  private static final int TOP = 16;
  private static final int BOTTOM = 372;
  private static final int MOST_NUMBERED = 40;
  private static final int FEW = 16;

  private final Shown<Rulers.Use> part;
  private final List<Rulers.Use> uses;
  private final Rulers rulers;

  /** The ends of the axes to the left and below. */
  private final double left;
  private final double floor;

  private final Axis intensities;
  private final Axis rates;

  private Roofline(Rulers rulers, boolean all) {
    this.rulers = rulers;
    // If there are very many, those with the least share of the peak are drawn.
    part = Shown.of(rulers.placed().stream().sorted(Comparator.comparingDouble(rulers::share)
        .thenComparing(Rulers.Use::key)).toList(), use -> true, all);
    uses = part.rows().stream().sorted(Comparator.comparingDouble(Rulers.Use::intensity)
        .thenComparing(Rulers.Use::key)).toList();
    double leftmost = uses.get(0).intensity();
    double rightmost = uses.get(uses.size() - 1).intensity();
    double lowest = uses.stream().mapToDouble(Rulers.Use::gflops).min().orElseThrow();
    double highest = rulers.peak();
    for (Rulers.Use use : uses) {
      highest = Math.max(highest, Math.max(use.gflops(), rulers.peak() * use.threads()));
    }
    for (double bandwidth : rulers.bandwidths().values()) {
      rightmost = Math.max(rightmost, rulers.peak() / bandwidth);
      leftmost = Math.min(leftmost, rulers.peak() / bandwidth);
    }
    left = leftmost / 2.5;
    intensities = Axis.logarithmic(left, rightmost * 2);
    floor = Math.min(lowest, rulers.peak() / 10) / 2;
    rates = Axis.logarithmic(floor, highest * 1.6);
  }

  /** Returns a section of the page, or an empty text if no ruler ran or no result counts bytes. */
  static String section(Rulers rulers, boolean all) {
    return rulers.placed().isEmpty() ? "" : new Roofline(rulers, all).section();
  }

  private String section() {
    Names names = Names.of(uses.stream().map(Rulers.Use::key).toList());
    String label = "Roofline: GFLOP/s by operations a byte of " + Count.of(uses.size(), "result")
        + " of the current side";
    StringBuilder html = new StringBuilder("<section>\n<h2>Roofline</h2>\n<p class=\"lead\">GFLOP/s against "
        + "operations a byte of compulsory memory traffic, for the current side; both logarithmic. A dot can be no higher "
        + "than the roof over it: the peak of the arithmetic, or the slope of the memory level that holds its data."
        + "</p>\n<figure>\n");
    html.append(Svg.open("roofline", HEIGHT, label)).append("<desc>").append(Svg.text(description())).append("</desc>");
    grid(html);
    roofs(html);
    int number = 0;
    for (Rulers.Use use : uses) {
      number++;
      double x = across(use.intensity());
      double y = down(use.gflops());
      html.append("<g><title>").append(Svg.text(names.of(use.key()) + ": " + Format.digits(use.gflops())
          + " GFLOP/s at " + Format.digits(use.intensity()) + " FLOP/byte")).append("</title>")
          .append(Svg.shape("dot", x, y, "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"));
      if (uses.size() <= MOST_NUMBERED) {
        html.append("<svg class=\"at\" x=\"").append(Svg.percent(x)).append("\" y=\"").append(Svg.number(y))
            .append("\"><text class=\"number\" x=\"7\" y=\"4\">").append(number).append("</text></svg>");
      }
      html.append("</g>");
    }
    html.append("</svg>\n</figure>\n").append(HtmlReport.left(part.sentence()));
    String table = table(names);
    return html.append(uses.size() <= FEW ? table
        : "<details>\n<summary>The " + uses.size() + " dots by number</summary>\n" + table + "</details>\n")
        .append("</section>\n").toString();
  }

  private String description() {
    List<String> roofs = new ArrayList<>();
    roofs.add(Format.digits(rulers.peak()) + " GFLOP/s");
    rulers.bandwidths().forEach((level, bandwidth) -> roofs.add(level + " " + Format.digits(bandwidth) + " GB/s"));
    return "Roofs of one thread: " + String.join(", ", roofs) + ". The figures of all dots are in the table below.";
  }

  private void grid(StringBuilder html) {
    for (Axis.Tick power : intensities.powers()) {
      double x = across(power.value());
      html.append(Svg.line("grid", x, TOP, x, BOTTOM));
      if (x > 0.03 && x < 0.97) {
        html.append(Svg.label("tick", x, BOTTOM + 16, power.label() + (power.value() == 1 ? " FLOP/byte" : "")));
      }
    }
    for (Axis.Tick power : rates.powers()) {
      double y = down(power.value());
      html.append(Svg.line("grid", 0, y, 1, y))
          .append(Svg.label("tick start", 0, y - 4, power.label() + (power.value() == 1 ? " GFLOP/s" : "")));
    }
  }

  private void roofs(StringBuilder html) {
    double peak = rulers.peak();
    double nearest = rulers.bandwidths().values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    DoubleUnaryOperator start = bandwidth -> Math.max(left, floor / bandwidth);
    for (Map.Entry<String, Double> level : rulers.bandwidths().entrySet()) {
      double bandwidth = level.getValue();
      double from = start.applyAsDouble(bandwidth);
      double ridge = peak / bandwidth;
      html.append(Svg.line("roof", across(from), down(bandwidth * from), across(ridge), down(peak)));
    }
    html.append(Svg.line("roof", across(peak / nearest), down(peak), 1, down(peak)));
    TreeSet<Integer> threads = new TreeSet<>();
    uses.forEach(use -> threads.add(use.threads()));
    for (int several : threads.tailSet(2)) {
      html.append(Svg.line("roof dashed", across(peak / nearest), down(peak * several), 1, down(peak * several)))
          .append(Svg.label("name end", 1, down(peak * several) - 5, several + " threads"));
    }
    html.append(Svg.label("name end", 1, down(peak) + 15, Format.digits(peak) + " GFLOP/s"));
    for (Map.Entry<String, Double> level : rulers.bandwidths().entrySet()) {
      double from = start.applyAsDouble(level.getValue());
      html.append("<svg class=\"at\" x=\"").append(Svg.percent(across(from))).append("\" y=\"")
          .append(Svg.number(down(level.getValue() * from))).append("\"><text class=\"name\" x=\"14\" y=\"9\">")
          .append(Svg.text(level.getKey() + " " + Format.digits(level.getValue()) + " GB/s")).append("</text></svg>");
    }
  }

  private String table(Names names) {
    StringBuilder html = new StringBuilder("<table class=\"dots\" role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">"
        + HtmlReport.head("num", "No.") + HtmlReport.head("what", "Benchmark") + HtmlReport.head("num", "FLOP/byte")
        + HtmlReport.head("num", "GFLOP/s") + "</tr></thead>\n<tbody role=\"rowgroup\">\n");
    int number = 0;
    for (Rulers.Use use : uses) {
      html.append("<tr role=\"row\"><td role=\"cell\" class=\"num\">").append(++number)
          .append("</td><th role=\"rowheader\" scope=\"row\">").append(HtmlReport.name(names.of(use.key())))
          .append("</th><td role=\"cell\" class=\"num intensity\">").append(Words.figures(Format.digits(use.intensity())))
          .append("</td><td role=\"cell\" class=\"num gflops\">").append(Words.figures(Format.digits(use.gflops())))
          .append("</td></tr>\n");
    }
    return html.append("</tbody>\n</table>\n").toString();
  }

  private double across(double intensity) {
    return intensities.position(intensity);
  }

  private double down(double gflops) {
    return BOTTOM - rates.position(gflops) * (BOTTOM - TOP);
  }
}

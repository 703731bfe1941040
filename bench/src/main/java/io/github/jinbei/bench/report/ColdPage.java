package io.github.jinbei.bench.report;

import io.github.jinbei.bench.cold.ColdResults;
import io.github.jinbei.bench.cold.ColdResults.Values;
import io.github.jinbei.bench.cold.Measurement;
import io.github.jinbei.bench.cold.Medians;
import io.github.jinbei.internal.text.CommandLine;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.report.Axis;
import io.github.jinbei.report.Page;
import io.github.jinbei.report.Picture;
import io.github.jinbei.report.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cold starts as a page of pictures, one for each workload: samples over time, both on logarithmic axes, a line for the median
 * of each side in a band from the least to the largest value of its processes.
 */
public final class ColdPage {

  /** The space above and below the lines, as a factor. */
  private static final double ROOM = 1.25;
  private static final double HALF = 0.5;
  private static final double FAST = 0.9;

  /** The end of the longest time axis that has room for ticks at multiples. */
  private static final double MOST_FINE = 60;

  /** The least extent of the vertical axis: some decades, so that its ticks are powers of ten. */
  private static final double EXTENT = 1000;

  private ColdPage() {}

  /**
   * Returns the page.
   *
   * @param results the results of a run
   * @param command the words of the command line
   * @param environment the entries of the machine
   * @return the page
   */
  public static Page of(ColdResults results, List<String> command, Map<String, String> environment) {
    List<String> sentences = new ArrayList<>();
    sentences.add("Samples since the start of a process, with the start of the virtual machine. Lines are medians of "
        + Count.of(results.settings().rounds(), "process", "processes") + ", bands their range. Marks: 90 % of the "
        + "final rate.");
    sentences.add(ColdText.setting(results) + "; " + environment.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining(", ")) + ".");
    return new Page("Cold start", sentences, CommandLine.of(command),
        results.rows().stream().map(row -> picture(results, row)).toList());
  }

  private static Picture picture(ColdResults results, ColdResults.Row row) {
    double end = results.settings().seconds();
    double[] times = results.settings().curveTimes();
    Axis axis = Axis.logarithmic(times[0], end);
    Plot plot = new Plot(row.workload().name(), "seconds since the start of the process",
        end <= MOST_FINE ? axis.withMultiples() : axis, "samples " + (row.workload().predicts() ? "predicted" : "trained"),
        axis(row, times));
    for (int side = 0; side < row.processes().size(); side++) {
      double[][] sorted = new double[times.length][];
      for (int i = 0; i < times.length; i++) {
        double time = times[i];
        sorted[i] = row.processes().get(side).stream().mapToDouble(m -> m.curve().at(time)).sorted().toArray();
      }
      plot.band(side, times, part(sorted, values -> values[0]), part(sorted, values ->
          values[values.length - 1] > 0 ? values[values.length - 1] : Double.NaN));
      plot.line(side, times, part(sorted, Medians::of));
      plot.legend(side, results.sides().get(side).name());
    }
    for (int side = 0; side < row.processes().size(); side++) {
      double at = row.values(m -> m.curve().timeTo(FAST)).median(side);
      double samples = row.values(m -> m.curve().at(at)).median(side);
      plot.marks(side, new double[] {at}, new double[] {samples});
    }
    return plot.picture(caption(row, end));
  }

  private static double[] part(double[][] sorted, ToDoubleFunction<double[]> value) {
    return Arrays.stream(sorted).mapToDouble(value).toArray();
  }

  /** Returns an axis from the fewest samples of a line to the most. */
  private static Axis axis(ColdResults.Row row, double[] times) {
    double least = Double.POSITIVE_INFINITY;
    double most = 1;
    for (List<Measurement> side : row.processes()) {
      for (Measurement process : side) {
        for (double time : times) {
          double samples = process.curve().at(time);
          least = samples > 0 ? Math.min(least, samples) : least;
          most = Math.max(most, samples);
        }
      }
    }
    return Axis.logarithmic(Math.min(least / ROOM, most / EXTENT), most * ROOM);
  }

  private static String caption(ColdResults.Row row, double end) {
    String about = row.workload().about();
    StringBuilder caption = new StringBuilder(about.substring(0, 1).toUpperCase(Locale.ROOT) + about.substring(1));
    caption.append(". First step at ").append(sides(row, m -> m.curve().firstStep(), " s"));
    caption.append(". Half of the final rate at ").append(sides(row, m -> m.curve().timeTo(HALF), " s"));
    caption.append(", 90 % at ").append(sides(row, m -> m.curve().timeTo(FAST), " s"));
    double early = Math.min(1, end);
    Values values = row.values(m -> m.curve().at(early));
    caption.append(". Samples at ").append(Plain.number(early, 3)).append(" s: ");
    caption.append(IntStream.range(0, values.sides().length).mapToObj(side -> Format.bytes(Math.rint(values.median(side))))
        .collect(Collectors.joining(" and ")));
    if (Double.isFinite(values.ratio())) {
      caption.append(", ratio ").append(ColdText.ratio(values.ratio()));
    }
    return caption.append('.').toString();
  }

  private static String sides(ColdResults.Row row, ToDoubleFunction<Measurement> value, String unit) {
    Values values = row.values(value);
    return IntStream.range(0, values.sides().length).mapToDouble(values::median)
        .mapToObj(median -> Double.isFinite(median) ? Plain.number(median, 3) : "\u2013")
        .collect(Collectors.joining(" and ")) + unit;
  }
}

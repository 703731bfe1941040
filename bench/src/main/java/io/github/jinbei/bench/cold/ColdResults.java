package io.github.jinbei.bench.cold;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The processes of a run.
 *
 * @param settings the settings of the run
 * @param sides the sides: one, or two that are compared
 * @param rows one for each workload, in the order of the run
 */
public record ColdResults(ColdSettings settings, List<ColdSide> sides, List<Row> rows) {

  /** Copies the lists. */
  public ColdResults {
    sides = List.copyOf(sides);
    rows = List.copyOf(rows);
  }

  /**
   * The values of a figure.
   *
   * @param sides for each side its values, one a round
   * @param ratio the median of the second side divided by that of the first; NaN with one side
   * @param least the least finite ratio of a round; NaN if there is none
   * @param most the largest finite ratio of a round; NaN if there is none
   */
  public record Values(double[][] sides, double ratio, double least, double most) {

    /**
     * Returns the median of a side.
     *
     * @param side from 0
     * @return the median over the rounds
     */
    public double median(int side) {
      return Medians.of(sides[side]);
    }
  }

  /**
   * A workload.
   *
   * @param workload the workload
   * @param processes for each side its processes, one a round
   */
  public record Row(Workload workload, List<List<Measurement>> processes) {

    /**
     * Returns the values of a figure, and the ratio of their medians.
     *
     * @param value the figure of a process; NaN if it has none
     * @return the values
     */
    public Values values(ToDoubleFunction<Measurement> value) {
      double[][] values = processes.stream().map(side -> side.stream().mapToDouble(value).toArray()).toArray(double[][]::new);
      if (values.length < 2) {
        return new Values(values, Double.NaN, Double.NaN, Double.NaN);
      }
      double[] ratios = IntStream.range(0, values[0].length).mapToDouble(round -> ratio(values[0][round], values[1][round]))
          .filter(Double::isFinite).toArray();
      return new Values(values, ratio(Medians.of(values[0]), Medians.of(values[1])),
          Arrays.stream(ratios).min().orElse(Double.NaN), Arrays.stream(ratios).max().orElse(Double.NaN));
    }

    /** Returns the ratio, or NaN if it is not finite. */
    private static double ratio(double from, double to) {
      double ratio = to / from;
      return Double.isFinite(ratio) ? ratio : Double.NaN;
    }
  }
}

package io.github.jinbei.bench.cold;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a process.
 *
 * @param kind what it is
 * @param at the time for which it is valid, in seconds since the start of the process; NaN if it has none
 * @param value computes the figure; NaN if it is not known
 */
public record ColdFigure(Kind kind, double at, ToDoubleFunction<Measurement> value) {

  /** The kinds of figures. */
  public enum Kind {
    /** Samples trained or predicted. */
    SAMPLES("samples"),
    /** Samples a second at the end: {@link Curve#finalRate}. */
    FINAL_RATE("finalRate"),
    /** Seconds until the main method began. */
    MAIN("main"),
    /** Seconds until the first step was complete. */
    FIRST_STEP("firstStep"),
    /** Seconds until half of the final rate: {@link Curve#timeTo}. */
    HALF("timeTo50"),
    /** Seconds until 90 % of the final rate. */
    FAST("timeTo90"),
    /** CPU seconds of the process. */
    CPU("cpu"),
    /** CPU seconds of C1. */
    C1("cpuC1"),
    /** CPU seconds of C2. */
    C2("cpuC2"),
    /** CPU seconds of the threads whose names begin with {@code jinbei}. */
    LIBRARY("cpuLibrary");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /**
     * Returns the name in JSON.
     *
     * @return the name
     */
    public String key() {
      return key;
    }
  }

  /**
   * Returns all figures of a run.
   *
   * @param settings the settings of the run
   * @return the figures, in the order of reports
   */
  public static List<ColdFigure> of(ColdSettings settings) {
    List<ColdFigure> figures = new ArrayList<>();
    for (double time : settings.times()) {
      figures.add(new ColdFigure(Kind.SAMPLES, time, m -> m.curve().at(time)));
    }
    figures.add(new ColdFigure(Kind.FINAL_RATE, Double.NaN, m -> m.curve().finalRate()));
    figures.add(new ColdFigure(Kind.MAIN, Double.NaN, Measurement::main));
    figures.add(new ColdFigure(Kind.FIRST_STEP, Double.NaN, m -> m.curve().firstStep()));
    figures.add(new ColdFigure(Kind.HALF, Double.NaN, m -> m.curve().timeTo(0.5)));
    figures.add(new ColdFigure(Kind.FAST, Double.NaN, m -> m.curve().timeTo(0.9)));
    List<Double> times = settings.cpuTimes();
    for (int i = 0; i < times.size(); i++) {
      int index = i;
      double at = times.get(i);
      figures.add(new ColdFigure(Kind.CPU, at, m -> m.cpu().get(index).process()));
      figures.add(new ColdFigure(Kind.C1, at, m -> m.cpu().get(index).c1()));
      figures.add(new ColdFigure(Kind.C2, at, m -> m.cpu().get(index).c2()));
      figures.add(new ColdFigure(Kind.LIBRARY, at, m -> m.cpu().get(index).ofLibrary()));
    }
    return figures;
  }
}

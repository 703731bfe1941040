package io.github.jinbei.cli;

import io.github.jinbei.Schedule;
import java.util.Arrays;
import java.util.List;

/**
 * A schedule on the command line: a word, and numbers in brackets.
 *
 * @param name the word
 * @param numbers placeholders of the numbers; empty if there are none
 * @param byDefault the defaults of the numbers; NaN for a number that must be given
 * @param maker makes the schedule
 */
record ScheduleForm(String name, String numbers, List<Double> byDefault, Maker maker) {

  /** All schedules; the first is the default. */
  static final List<ScheduleForm> ALL = List.of(
      new ScheduleForm("constant", "", List.of(), (n, span) -> Schedule.constant()),
      new ScheduleForm("step", "(EPOCHS,FACTOR)", List.of(Double.NaN, Double.NaN),
          (n, span) -> Schedule.step(span.steps(n[0]), checkFactor(n[1]))),
      new ScheduleForm("exponential", "(FACTOR)", List.of(Double.NaN),
          (n, span) -> Schedule.exponential(span.perStep(n[0]))),
      new ScheduleForm("inverse-scaling", "[(POWER)]", List.of(0.5), (n, span) -> Schedule.inverseScaling(n[0])),
      new ScheduleForm("polynomial", "[(POWER[,END])]", List.of(1.0, 0.0),
          (n, span) -> Schedule.polynomial(span.total(), n[0], n[1])),
      new ScheduleForm("cosine", "", List.of(), (n, span) -> Schedule.cosine(span.total())),
      new ScheduleForm("coslog4", "", List.of(), (n, span) -> Schedule.coslog4(span.total())));

  /** Makes a schedule of the numbers and the counts of updates. */
  interface Maker {
    Schedule of(double[] numbers, Span span);
  }

  /**
   * The updates of a training.
   *
   * @param perEpoch updates of one epoch
   * @param total updates of all epochs after the warm-up
   */
  record Span(long perEpoch, long total) {

    /** Returns the number of updates in the given epochs, at least one. */
    long steps(double epochs) {
      if (!(epochs > 0)) {
        throw new IllegalArgumentException("EPOCHS = " + epochs + "; expected a number above 0");
      }
      return Math.max(1, Math.round(epochs * perEpoch));
    }

    /** Returns the factor of one update for a given factor of one epoch. */
    double perStep(double factor) {
      return StrictMath.pow(checkFactor(factor), 1.0 / perEpoch);
    }
  }

  private static double checkFactor(double factor) {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("FACTOR = " + factor + "; expected a number above 0");
    }
    return factor;
  }

  /** Parses the numbers in the brackets of a text that begins with the name. Numbers left out have their defaults. */
  double[] read(String text) {
    double[] numbers = byDefault.stream().mapToDouble(Double::doubleValue).toArray();
    if (!text.equals(name)) {
      Kind.checked(text, t -> t.startsWith(name + "(") && t.endsWith(")"));
      double[] given = Kind.decimals(text.substring(name.length() + 1, text.length() - 1));
      System.arraycopy(Kind.checked(given, n -> n.length <= numbers.length), 0, numbers, 0, given.length);
    }
    return Kind.checked(numbers, n -> Arrays.stream(n).noneMatch(Double::isNaN));
  }

  /** Returns the name and the placeholders, for example {@code step(EPOCHS,FACTOR)}. */
  String usage() {
    return name + numbers;
  }
}

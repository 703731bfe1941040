package io.github.jinbei.cli;

import io.github.jinbei.Schedule;
import java.util.List;

/**
 * A schedule on the command line: a word, and numbers in brackets.
 *
 * @param name the word
 * @param numbers placeholders of the numbers; empty if there are none
 * @param byDefault the defaults of the numbers; NaN for a number that must be given
 */
record ScheduleForm(String name, String numbers, double... byDefault) {

  /** All schedules; the first is the default. */
  static final List<ScheduleForm> ALL = List.of(
      new ScheduleForm("constant", ""),
      new ScheduleForm("step", "(EPOCHS,FACTOR)", Double.NaN, Double.NaN),
      new ScheduleForm("exponential", "(FACTOR)", Double.NaN),
      new ScheduleForm("inverse-scaling", "[(POWER)]", 0.5),
      new ScheduleForm("polynomial", "[(POWER[,END])]", 1, 0),
      new ScheduleForm("cosine", ""),
      new ScheduleForm("coslog4", ""));

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

  /** Returns the schedule with the given numbers. */
  Schedule schedule(double[] n, Span span) {
    return switch (name) {
      case "constant" -> Schedule.constant();
      case "step" -> Schedule.step(span.steps(n[0]), checkFactor(n[1]));
      case "exponential" -> Schedule.exponential(span.perStep(n[0]));
      case "inverse-scaling" -> Schedule.inverseScaling(n[0]);
      case "polynomial" -> Schedule.polynomial(span.total(), n[0], n[1]);
      case "cosine" -> Schedule.cosine(span.total());
      case "coslog4" -> Schedule.coslog4(span.total());
      default -> throw new IllegalStateException("name = " + name + "; expected that of a form in ALL");
    };
  }

  /** Parses the numbers in the brackets of a text that begins with the name. Numbers left out have their defaults. */
  double[] read(String text) {
    double[] numbers = byDefault.clone();
    if (!text.equals(name)) {
      Kind.checked(text, text.startsWith(name + "(") && text.endsWith(")"));
      double[] given = Kind.decimals(text.substring(name.length() + 1, text.length() - 1));
      System.arraycopy(Kind.checked(given, given.length <= numbers.length), 0, numbers, 0, given.length);
    }
    for (double number : numbers) {
      Kind.checked(number, !Double.isNaN(number));
    }
    return numbers;
  }

  /** Returns the name and the placeholders, for example {@code step(EPOCHS,FACTOR)}. */
  String usage() {
    return name + numbers;
  }
}

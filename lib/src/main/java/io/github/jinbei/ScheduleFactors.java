package io.github.jinbei;

import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.internal.train.Differences;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples of a schedule, by which it is compared with that of a checkpoint. A schedule is a function, possibly a lambda of the
 * user's, so that only its factors can be compared: those of the steps 0, 1, 2, ..., 9, 10, 20, ..., 90, 100, 200 and so on,
 * and of the next step.
 */
final class ScheduleFactors {

  /** The name of the factors in the state of a training. */
  static final String NAME = "schedule";

  /** The largest power of ten: a schedule may take time in proportion to the step. */
  private static final long LARGEST = 1_000_000;

  private ScheduleFactors() {}

  /** Returns the factors of a schedule; NaN where it throws an exception. {@code next} is the number of the next step. */
  static double[] of(Schedule schedule, long next) {
    return steps(next).stream().mapToDouble(step -> factor(schedule, step)).toArray();
  }

  /** Returns a text for the first difference, or null if the factors are equal. */
  static String difference(double[] given, double[] saved, long next) {
    List<Long> steps = steps(next);
    for (int i = 0; i < steps.size(); i++) {
      if (Double.doubleToLongBits(given[i]) != Double.doubleToLongBits(saved[i])) {
        return Differences.of("the factor of the schedule at step " + steps.get(i), text(given[i]), text(saved[i]));
      }
    }
    return null;
  }

  /** Returns the steps of the factors. They are part of the file format of checkpoints and must not change. */
  private static List<Long> steps(long next) {
    List<Long> steps = new ArrayList<>(List.of(0L));
    for (long power = 1; power <= LARGEST; power *= 10) {
      for (int digit = 1; digit <= 9; digit++) {
        steps.add(digit * power);
      }
    }
    steps.add(next);
    return steps;
  }

  private static double factor(Schedule schedule, long step) {
    try {
      return schedule.factor(step);
    } catch (RuntimeException e) {
      // A schedule of the user's may be defined for the steps of its training only.
      return Double.NaN;
    }
  }

  private static String text(double factor) {
    return Double.isFinite(factor) ? Plain.shortest(factor) : Double.toString(factor);
  }
}

package io.github.jinbei.internal.warm;

import io.github.jinbei.Backend;
import java.time.Duration;

/**
 * A program that measures what the vector code of each kernel saves: it prints the nanoseconds of a call of a warm-up on scalar
 * and on vector code, both compiled by C2. The factors in the classes of this package come from it. It takes a minute.
 */
final class GainsOfKernels {

  private static final int CALLS = 2000;
  private static final int REPETITIONS = 40;

  private GainsOfKernels() {}

  public static void main(String[] args) {
    System.out.println(Backend.current() + ", warm: " + Backend.current().warmUp(Duration.ofMinutes(2)));
    ChangingKernels.changes().stream().filter(change -> !change.done())
        .forEach(change -> System.out.println(change + " is cold"));
    WarmData data = new WarmData();
    for (ChangeOver change : ChangingKernels.changes()) {
      double scalar = nanos(change, data, false);
      double vector = nanos(change, data, true);
      System.out.printf("%s: scalar %.1f, vector %.1f%n", change, scalar, vector);
    }
  }

  private static double nanos(ChangeOver change, WarmData data, boolean vectors) {
    data.reset();
    data.sizes(WarmUp.ELEMENTS, WarmUp.TERMS);
    double least = Double.POSITIVE_INFINITY;
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      long start = System.nanoTime();
      for (int call = 0; call < CALLS; call++) {
        change.run(vectors, data);
      }
      least = Math.min(least, (System.nanoTime() - start) / (double) CALLS);
    }
    return least;
  }
}

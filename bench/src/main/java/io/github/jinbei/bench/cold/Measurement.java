package io.github.jinbei.bench.cold;

import java.util.List;

/**
 * What one process did.
 *
 * @param main when its main method began, in seconds since the start of the process
 * @param backend the backend of the library
 * @param jdk the version of the JDK
 * @param curve its samples over time
 * @param cpu its CPU times at {@link ColdSettings#cpuTimes}
 */
public record Measurement(double main, String backend, String jdk, Curve curve, List<CpuTimes> cpu) {

  /** Copies the list. */
  public Measurement {
    cpu = List.copyOf(cpu);
  }
}

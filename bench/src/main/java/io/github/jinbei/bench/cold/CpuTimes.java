package io.github.jinbei.bench.cold;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The CPU time of a process until some time, in seconds. NaN where the system does not report it.
 *
 * @param seconds the time since the start of the process at which it was read
 * @param process the time of all threads, including those that have ended
 * @param c1 the time of the compiler threads of C1
 * @param c2 the time of the compiler threads of C2
 * @param library the time of the library's threads by their names, which begin with {@code jinbei}
 */
public record CpuTimes(double seconds, double process, double c1, double c2, Map<String, Double> library) {

  /** Copies the map, ordered by name. */
  public CpuTimes {
    library = Collections.unmodifiableMap(new TreeMap<>(library));
  }

  /**
   * Returns the CPU seconds of the threads whose names begin with {@code jinbei}.
   *
   * @return seconds; NaN where the times of threads are not known
   */
  public double ofLibrary() {
    return Double.isNaN(c1) && Double.isNaN(c2) ? Double.NaN
        : library.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}

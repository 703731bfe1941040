package io.github.jinbei.bench.suite;

/**
 * How often and how long.
 *
 * @param forks VMs of their own; 0: in this VM
 * @param warmups iterations before those that count
 * @param warmupMillis the length of each
 * @param iterations that count
 * @param iterationMillis the length of each
 */
record Timing(int forks, int warmups, int warmupMillis, int iterations, int iterationMillis) {

  /** What a fork takes beside its iterations: a VM started, operands drawn. */
  private static final double FORK_SECONDS = 1;

  /** The same in this VM. */
  private static final double IN_PROCESS_SECONDS = 0.2;

  /** About how long all of it takes. */
  double seconds() {
    double once = 1e-3 * (warmups * (double) warmupMillis + iterations * (double) iterationMillis);
    return forks == 0 ? IN_PROCESS_SECONDS + once : forks * (FORK_SECONDS + once);
  }

  /** The same with so many forks. */
  Timing withForks(int count) {
    return new Timing(count, warmups, warmupMillis, iterations, iterationMillis);
  }
}

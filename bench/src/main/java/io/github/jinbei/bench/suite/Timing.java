package io.github.jinbei.bench.suite;

/**
 * The numbers and lengths of forks and iterations.
 *
 * @param forks the number of forks; 0 runs in this VM
 * @param warmups the number of warm-up iterations
 * @param warmupMillis the length of a warm-up iteration
 * @param iterations the number of measured iterations
 * @param iterationMillis the length of a measured iteration
 */
record Timing(int forks, int warmups, int warmupMillis, int iterations, int iterationMillis) {

  /** The time of a fork besides its iterations: start of the VM, generation of the operands. */
  private static final double FORK_SECONDS = 1;

  /** The same without a fork. */
  private static final double IN_PROCESS_SECONDS = 0.2;

  /** Returns the approximate total time. */
  double seconds() {
    double once = 1e-3 * (warmups * (double) warmupMillis + iterations * (double) iterationMillis);
    return forks == 0 ? IN_PROCESS_SECONDS + once : forks * (FORK_SECONDS + once);
  }

  /** Returns this timing with another number of forks. */
  Timing withForks(int count) {
    return new Timing(count, warmups, warmupMillis, iterations, iterationMillis);
  }
}

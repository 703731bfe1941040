package io.github.jinbei.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts floating-point operations, in units of 10⁹; the harness divides by the time in seconds. */
@AuxCounters
@State(Scope.Thread)
public class Gflops {
  /** GFLOP/s in the table. */
  public double gflops;
}

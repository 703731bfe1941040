package io.github.jinbei.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts bytes read or written, in units of 10⁹; the harness divides by the time in seconds. */
@AuxCounters
@State(Scope.Thread)
public class Gigabytes {
  /** GB/s in the table. */
  public double gigabytes;
}

package io.github.jinbei.internal.warm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;

/**
 * The change of one kernel from scalar to vector code. Both give the same bits, so it may come at any moment, also while other
 * threads run the kernel.
 *
 * <p>Until then the kernel adds up the time of its scalar code, as estimated by its work. Above a limit, {@link WarmUp#worth},
 * it is added to the queue of {@link WarmUp}. So a kernel that is used little costs nothing.
 */
final class ChangeOver {

  private static final int GROUPS = 16;

  /** Numbers of a cache line. */
  private static final int LINE = 8;

  private static final MethodHandle YES = MethodHandles.constant(boolean.class, true);
  private static final MethodHandle NO = MethodHandles.constant(boolean.class, false);

  private final int nanos;
  private final MutableCallSite site = new MutableCallSite(NO);
  private WarmUp warmUp;
  private Theme<?> theme;
  private int number;

  /** The demand that is worth the next attempt after one that was given up; 0 before. */
  private long needed;

  /** Volatile: a thread that reads true also sees the vector code, which has been created before. */
  private volatile boolean done;
  private boolean asked;

  /**
   * Nanoseconds of scalar code, estimated: a counter for each of sixteen groups of threads, a cache line apart, so that threads
   * do not take them from each other's caches. The sums are approximate: threads of one group may overwrite each other's.
   */
  private final long[] demand = new long[GROUPS * LINE];

  /**
   * A kernel that runs scalar code, to be bound before it runs.
   *
   * @param nanos what scalar code takes for a unit of work, in nanoseconds, compiled by C2 (Zen 3, rounded)
   */
  ChangeOver(int nanos) {
    this.nanos = nanos;
  }

  /**
   * Sets the warm-up, the theme and the number.
   *
   * @param warmUp warms it up
   * @param theme calls it, by its number
   * @param number its number in the theme
   */
  void bind(WarmUp warmUp, Theme<?> theme, int number) {
    this.warmUp = warmUp;
    this.theme = theme;
    this.number = number;
  }

  /**
   * Returns whether the caller is to run the vector code.
   *
   * @param work the work of this call, in units that the kernel chooses
   */
  boolean vectors(long work) {
    return done || forced(work);
  }

  /** Returns the call site that holds whether the change is final. */
  MutableCallSite site() {
    return site;
  }

  /**
   * Returns whether a change is final, from its call site. If that is a constant of the JIT, so is its target, and the JIT
   * discards the compiled callers when it changes. The target is compared, never called: a method handle that is called
   * often before C2 has compiled the caller gets a class of its own, which takes time (`bench/NOTES.md`).
   */
  static boolean isFinal(MutableCallSite site) {
    return site.getTarget() == YES;
  }

  /**
   * Adds up the work of a call of scalar code. C2 does not inline a method of more than 325 bytes, for which each group has a
   * line: inlined at each call of a kernel, it made T6's step 1.25 times as long, also when all kernels were warm (Zen 3).
   */
  private boolean forced(long work) {
    Thread thread = Thread.currentThread();
    if (warmUp.isThread(thread)) {
      return warmUp.callsVectors();
    }
    long nanosOfCall = work * nanos;
    int group = thread.hashCode() & GROUPS - 1;
    switch (group) {
      case 0 -> demand[0 * LINE] += nanosOfCall;
      case 1 -> demand[1 * LINE] += nanosOfCall;
      case 2 -> demand[2 * LINE] += nanosOfCall;
      case 3 -> demand[3 * LINE] += nanosOfCall;
      case 4 -> demand[4 * LINE] += nanosOfCall;
      case 5 -> demand[5 * LINE] += nanosOfCall;
      case 6 -> demand[6 * LINE] += nanosOfCall;
      case 7 -> demand[7 * LINE] += nanosOfCall;
      case 8 -> demand[8 * LINE] += nanosOfCall;
      case 9 -> demand[9 * LINE] += nanosOfCall;
      case 10 -> demand[10 * LINE] += nanosOfCall;
      case 11 -> demand[11 * LINE] += nanosOfCall;
      case 12 -> demand[12 * LINE] += nanosOfCall;
      case 13 -> demand[13 * LINE] += nanosOfCall;
      case 14 -> demand[14 * LINE] += nanosOfCall;
      default -> demand[15 * LINE] += nanosOfCall;
    }
    if (!asked && demand[group * LINE] >= Math.max(needed, warmUp.worth())) {
      asked = true;
      warmUp.ask(this);
    }
    return false;
  }

  /** Returns how many nanoseconds the scalar code has taken, estimated: of the group of threads that has used it most. */
  long demand() {
    long most = 0;
    for (int group = 0; group < GROUPS; group++) {
      most = Math.max(most, demand[group * LINE]);
    }
    return most;
  }

  /** Returns whether the scalar code has taken so much time that vector code is worth a warm-up, tried or not. */
  boolean worth() {
    return demand() >= warmUp.worth();
  }

  /** Gives the warm-up up, until the scalar code has taken twice as much time. */
  void postpone() {
    needed = 2 * Math.max(demand(), warmUp.worth());
    asked = false;
  }

  /** Calls the kernel once, on small data, as networks do. */
  void run(WarmData data) {
    theme.run(number, data);
  }

  /** Returns of how many calls of the vector code one computes something, in the first turns of a warm-up. */
  int callsPerComputation() {
    return theme.callsPerComputation();
  }

  /** Calls the vector or the scalar code of the kernel once, on small data. */
  void run(boolean vectors, WarmData data) {
    theme.run(vectors, number, data);
  }

  /** Makes the change final: compiled callers of the kernel are discarded, and compiled again without scalar code. */
  synchronized void makeFinal() {
    if (done && !isFinal()) {
      site.setTarget(YES);
    }
  }

  /** Returns whether the change is final. */
  boolean isFinal() {
    return isFinal(site);
  }

  /** Returns whether the vector code runs. */
  boolean done() {
    return done;
  }

  /** Changes over to the vector code, which has been created; false changes back. */
  synchronized void set(boolean vectors) {
    done = vectors;
    if (!vectors && isFinal()) {
      site.setTarget(NO);
    }
  }

  @Override
  public String toString() {
    return theme.getClass().getSimpleName() + " " + number;
  }
}

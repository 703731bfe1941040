package io.github.jinbei.internal.warm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Warms up the vector code of kernels on a daemon thread, and changes each kernel over when its vector code is faster.
 *
 * <p>The thread begins when the first kernel asks for it, takes the kernel with the greatest demand first, has at most {@value
 * #IN_HAND} in hand, and ends when for {@value #QUIET_SECONDS} s no kernel has been left. It works in turns, with a pause after
 * each. In a turn it calls the kernel {@value #CALLS} times on small data, then compares the times of the vector and the scalar
 * code. C2 compiles a method after 5,000 calls, or more if other methods wait for it. Nearly all of the calls are empty, so
 * they cost little: one of {@value #EMPTY} computes something ({@link Theme#callsPerComputation}), which gives C2 the profile
 * that it needs. Vectors are boxed until C2 has compiled the kernel: when all calls computed, the warm-up of a kernel took 340
 * to 450 ms, with few of them 60 to 170 (Zen 3, JDK 25).
 *
 * <p>What it costs is in the package description.
 */
final class WarmUp {

  /**
   * Nanoseconds of scalar code that make a kernel worth a warm-up. If the work uses all processors, the compilers take their
   * time from it, and this is about what they take: a training of penguins took 4.2 s with 20 ms and 3.4 with 80 (two
   * processors, Zen 3). If a processor is left, it costs the work little. If there is only one, the kernel must be sure to pay.
   */
  private static final long WORTH = 20_000_000;
  private static final long WORTH_ON_ALL_PROCESSORS = 80_000_000;
  private static final long WORTH_ON_ONE_PROCESSOR = 500_000_000;

  /** A work of so much scalar code, 10 s, needs nearly every kernel that it uses at all: each is then worth a sixteenth. */
  private static final long LONG_WORK = 10_000_000_000L;
  private static final int LESS = 16;

  /** Kernels in hand: while C2 compiles one, the other is called. */
  private static final int IN_HAND = 2;

  /** Calls of a turn: less than a millisecond once C1 has compiled the kernel. */
  private static final int CALLS = 1024;

  /** Calls of which one computes something. */
  static final int EMPTY = 1024;

  /**
   * One of so many calls is followed by one of the scalar code, and by one that chooses, as networks do. So the calls reach
   * three classes at one place, none of them 90 % of the time, and C2 does not inline the kernel in the warm-up itself, but
   * compiles it on its own.
   */
  private static final int OTHERS = 8;

  /**
   * The first turns, in which more calls compute. C2 compiles vector code after five of them, which then has its profile, and
   * scalar code after 600 calls that compute, of which a turn has 128: before, its time means little. Later calls only wait.
   */
  private static final int COMPUTING_TURNS = 8;

  /** Turns of a kernel until it is given up for now, and its first turns, after which pauses are longer: 2 s in all. */
  private static final int MOST_TURNS = 250;
  private static final int FIRST_TURNS = 60;
  private static final int PAUSE = 1;
  private static final int LONG_PAUSE = 10;

  /**
   * If for so long no kernel has asked for a warm-up, the changes so far become final. Compiled callers are then discarded and
   * compiled again, for which the step of T6 takes four times as long for half a second (Zen 3): not in a short training.
   */
  private static final int QUIET_SECONDS = 3;

  /** If so many kernels have been given up and none is warm, C2 compiles nothing here: -XX:TieredStopAtLevel=3. */
  private static final int MOST_FAILURES = 3;

  /**
   * Elements and terms of the calls that compute something. For each width the elements are some blocks of eight, of four and
   * of two vectors, more vectors, and a tail: C2 leaves out a loop that never ran. With 195 elements the gradient of a bias ran
   * on boxed vectors for 0.2 s after the change-over, until C2 had compiled it again.
   */
  static final int ELEMENTS = 191;
  static final int TERMS = 10;

  /**
   * The vector code is warm if it takes less than this times the time of the scalar code, and a step of the clock: some is no
   * faster than scalar code that C2 has vectorised. Boxed vectors take 10 times as long at least.
   */
  private static final double TOLERANCE = 1.5;
  private static final long CLOCK_NANOS = 100;

  private final BooleanSupplier vectors;
  private final Supplier<List<ChangeOver>> all;
  private volatile long worth;

  // Under the lock of this object: what has been announced.
  private boolean longWork;
  private boolean allProcessors;

  // Under the lock of this object.
  private final List<ChangeOver> waiting = new ArrayList<>();
  private int inHand;

  /** Null if no thread runs. */
  private volatile Thread thread;

  // Used by the thread alone.
  private boolean callsVectors;
  private int warm;
  private int failures;

  /**
   * A warm-up without a thread.
   *
   * @param vectors creates the vector code, on the thread; returns whether there is any
   * @param all supplies all kernels
   */
  WarmUp(BooleanSupplier vectors, Supplier<List<ChangeOver>> all) {
    this.vectors = vectors;
    this.all = all;
    setWorth();
  }

  /** A kernel in hand, which is cold. */
  private static final class Cold {

    final ChangeOver change;
    int turns;
    long scalarNanos = Long.MAX_VALUE;

    Cold(ChangeOver change) {
      this.change = change;
    }
  }

  /** Returns how many nanoseconds of scalar code make a kernel worth a warm-up. */
  long worth() {
    return worth;
  }

  /** Announces work that would take so many nanoseconds on scalar code. */
  synchronized void expect(double nanos) {
    longWork |= nanos >= LONG_WORK;
    setWorth();
  }

  /** Announces work that uses all processors. */
  synchronized void expectAllProcessors() {
    allProcessors = true;
    setWorth();
  }

  private void setWorth() {
    long nanos = Runtime.getRuntime().availableProcessors() == 1 ? WORTH_ON_ONE_PROCESSOR
        : allProcessors ? WORTH_ON_ALL_PROCESSORS : WORTH;
    worth = longWork ? nanos / LESS : nanos;
  }

  /** Returns whether a thread is the one that warms up. */
  boolean isThread(Thread one) {
    return one == thread;
  }

  /** Returns whether the calls of the thread run vector code at this moment. */
  boolean callsVectors() {
    return callsVectors;
  }

  /** Asks for the warm-up of a kernel. */
  synchronized void ask(ChangeOver change) {
    if (waiting.contains(change)) {
      return;
    }
    waiting.add(change);
    notifyAll();
    if (thread == null) {
      thread = new Thread(this::run, "jinbei-warm-up");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Waits until no kernel is waiting or in hand, or until the time is over.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  synchronized void await(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && (inHand > 0 || !waiting.isEmpty()); left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private void run() {
    List<Cold> kernels = new ArrayList<>();
    try {
      WarmData data = vectors.getAsBoolean() ? new WarmData() : null;
      boolean quiet = false;
      while (take(kernels, data == null, quiet)) {
        if (kernels.isEmpty()) {
          quiet = waitForQuiet();
          if (quiet) {
            all.get().forEach(ChangeOver::settle);
          }
          continue;
        }
        quiet = false;
        showVectors(data);
        int turns = MOST_TURNS;
        for (Cold kernel : List.copyOf(kernels)) {
          turn(kernel, data);
          turns = Math.min(turns, kernel.turns);
          if (kernel.change.done() || givenUp(kernel)) {
            kernels.remove(kernel);
          }
        }
        Thread.sleep(turns < FIRST_TURNS ? PAUSE : LONG_PAUSE);
      }
    } catch (InterruptedException e) {
      // Nobody has a reason to interrupt it. The kernels that are left stay scalar.
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /**
   * Adds the kernels with the greatest demand to those in hand. Returns false if there are none, and the thread is to end.
   *
   * @param none whether there is no vector code
   * @param settled whether all changes are final
   */
  private synchronized boolean take(List<Cold> kernels, boolean none, boolean settled) {
    if (none || (warm == 0 && failures >= MOST_FAILURES)) {
      waiting.forEach(ChangeOver::postpone);
      waiting.clear();
    }
    while (kernels.size() < IN_HAND && !waiting.isEmpty()) {
      ChangeOver next = waiting.get(0);
      for (ChangeOver change : waiting) {
        next = change.demand() > next.demand() ? change : next;
      }
      waiting.remove(next);
      kernels.add(new Cold(next));
    }
    inHand = kernels.size();
    notifyAll();
    if (kernels.isEmpty() && (settled || warm == 0)) {
      thread = null;
      return false;
    }
    return true;
  }

  /** Waits until a kernel asks for a warm-up, or long enough. Returns whether none has. */
  private synchronized boolean waitForQuiet() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
    for (long left = end - System.nanoTime(); left > 0 && waiting.isEmpty(); left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return waiting.isEmpty();
  }

  /** Ends the thread after a failure: no kernel waits for it any more. */
  private synchronized void end() {
    if (isThread(Thread.currentThread())) {
      thread = null;
      inHand = 0;
      waiting.clear();
      notifyAll();
    }
  }

  /**
   * Makes an empty call of the vector code of each cold kernel that is used. C2 does not compile a branch that was never taken:
   * it would discard the callers of a kernel when that changes over, and for a while they would run many times slower.
   */
  private void showVectors(WarmData data) {
    data.sizes(0, 0);
    callsVectors = true;
    for (ChangeOver change : all.get()) {
      if (!change.done() && change.demand() > 0) {
        change.run(data);
      }
    }
  }

  private boolean givenUp(Cold kernel) {
    if (kernel.turns < MOST_TURNS) {
      return false;
    }
    failures++;
    kernel.change.postpone();
    return true;
  }

  /** Calls a kernel many times, and changes it over if it is warm. */
  private void turn(Cold kernel, WarmData data) {
    ChangeOver change = kernel.change;
    boolean first = kernel.turns < COMPUTING_TURNS;
    if (kernel.turns++ % COMPUTING_TURNS == 0) {
      data.reset();
    }
    int empty = first ? change.callsPerComputation() : EMPTY;
    data.startRow = kernel.turns % 2;
    for (int call = 0; call < CALLS; call++) {
      boolean computes = call % empty == 0;
      data.sizes(computes ? ELEMENTS : 0, computes ? TERMS : 0);
      change.run(true, data);
      if (call % OTHERS == 0) {
        data.sizes(first ? ELEMENTS : 0, first ? TERMS : 0);
        change.run(false, data);
        data.sizes(0, 0);
        callsVectors = call % (2 * OTHERS) == 0;
        change.run(data);
      }
    }
    data.sizes(ELEMENTS, TERMS);
    long start = System.nanoTime();
    change.run(false, data);
    change.run(false, data);
    long middle = System.nanoTime();
    change.run(true, data);
    change.run(true, data);
    long end = System.nanoTime();
    kernel.scalarNanos = Math.min(kernel.scalarNanos, middle - start);
    if (kernel.turns > COMPUTING_TURNS && end - middle <= TOLERANCE * kernel.scalarNanos + CLOCK_NANOS) {
      change.set(true);
      warm++;
    }
  }
}

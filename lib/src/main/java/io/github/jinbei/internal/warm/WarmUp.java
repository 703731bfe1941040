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
 * #IN_HAND} in hand, and ends when no kernel is left. It works in turns, with a pause after each. In a turn it calls the kernel
 * {@value #CALLS} times on small data, then compares the times of the vector and the scalar code. C2 compiles a method after
 * 5,000 calls, or more if other methods wait for it. Nearly all of the calls are empty, so they cost little: one of {@value
 * #EMPTY} computes something, which gives C2 the profile that it needs. Vectors are boxed until C2 has compiled the kernel:
 * when all calls computed, the warm-up of a kernel took 340 to 450 ms, with few of them 60 to 170 (Zen 3, JDK 25).
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
  private static final int CALLS = 4096;

  /** Calls of which one computes something. */
  private static final int EMPTY = 1024;

  /** Calls of the scalar code for each call of the vector code that computes something: C1 then compiles it soon. */
  private static final int SCALAR = 10;

  /** Turns of a kernel until it is given up for now, and its first turns, after which pauses are longer: 2 s in all. */
  private static final int MOST_TURNS = 250;
  private static final int FIRST_TURNS = 60;
  private static final int PAUSE = 1;
  private static final int LONG_PAUSE = 10;

  /** If so many kernels have been given up and none is warm, C2 compiles nothing here: -XX:TieredStopAtLevel=3. */
  private static final int MOST_FAILURES = 3;

  /** Elements and terms of the calls that compute something: whole vectors and a tail. */
  static final int ELEMENTS = 195;
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

  /** A kernel in hand. */
  private static final class Kernel {

    final ChangeOver change;
    int turns;
    int computed;
    long scalarNanos = Long.MAX_VALUE;

    Kernel(ChangeOver change) {
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
    List<Kernel> kernels = new ArrayList<>();
    try {
      WarmData data = vectors.getAsBoolean() ? new WarmData() : null;
      while (take(kernels, data == null)) {
        showVectors(data);
        int turns = MOST_TURNS;
        for (Kernel kernel : List.copyOf(kernels)) {
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

  /** Adds the kernels with the greatest demand to those in hand. Returns whether there are any; if not, the thread ends. */
  private synchronized boolean take(List<Kernel> kernels, boolean none) {
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
      kernels.add(new Kernel(next));
    }
    inHand = kernels.size();
    notifyAll();
    if (kernels.isEmpty()) {
      thread = null;
    }
    return !kernels.isEmpty();
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

  private boolean givenUp(Kernel kernel) {
    if (kernel.turns < MOST_TURNS) {
      return false;
    }
    failures++;
    kernel.change.postpone();
    return true;
  }

  /** Calls a kernel many times, and changes it over if it is warm. */
  private void turn(Kernel kernel, WarmData data) {
    data.reset();
    kernel.turns++;
    for (int calls = 0; calls < CALLS; calls += EMPTY) {
      data.sizes(0, 0);
      callsVectors = true;
      for (int i = 1; i < EMPTY; i++) {
        kernel.change.run(data);
      }
      data.sizes(ELEMENTS, TERMS);
      data.startRow = kernel.computed++ % 2;
      kernel.change.run(data);
      callsVectors = false;
      for (int i = 0; i < SCALAR; i++) {
        kernel.change.run(data);
      }
    }
    long start = System.nanoTime();
    kernel.change.run(data);
    kernel.change.run(data);
    long middle = System.nanoTime();
    callsVectors = true;
    kernel.change.run(data);
    kernel.change.run(data);
    long end = System.nanoTime();
    kernel.scalarNanos = Math.min(kernel.scalarNanos, middle - start);
    // The scalar code must have been compiled, at least by C1, which begins after 200 calls.
    if (kernel.computed * SCALAR > 256 && end - middle <= TOLERANCE * kernel.scalarNanos + CLOCK_NANOS) {
      kernel.change.set(true);
      warm++;
    }
  }
}

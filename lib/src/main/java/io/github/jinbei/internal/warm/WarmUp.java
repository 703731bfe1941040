package io.github.jinbei.internal.warm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The daemon thread that warms up the vector code of kernels. It changes a kernel over when its vector code takes at most
 * {@value #TOLERANCE} times as long as its scalar code.
 *
 * <p>The thread begins when the first kernel is added. It works on at most {@value #IN_HAND} kernels at a time, the ones with
 * the greatest demand first. It ends when no kernel has been waiting for {@value #QUIET_SECONDS} s, or at once if none has
 * become warm. It works in turns, with a pause after each. In a turn it calls the vector code {@value #CALLS} times on small
 * data, one of {@value #OTHERS} of these calls followed by two others, and then compares the times of both codes. C2 compiles a
 * method after 5,000 calls, or more if other methods wait for it. Nearly all calls of vector code are empty, so they cost
 * little: one of {@link Theme#callsPerComputation} computes something in the first {@value #COMPUTING_TURNS} turns, and one of
 * {@value #EMPTY} later. These give C2 the profile that it needs.
 *
 * <p>What it costs is in the package description.
 */
final class WarmUp {

  /**
   * The demand, in nanoseconds of scalar code, from which a kernel is warmed up. If a processor is free, a warm-up costs the
   * work little: 20 ms. If the work uses all processors, the compilers take their time from it: a training of penguins took
   * 4.2 s with 20 ms and 3.4 with 80 ms (two processors, Zen 3). With one processor, only a kernel that is used for long is
   * worth it: 500 ms.
   */
  private static final long WORTH = 20_000_000;
  private static final long WORTH_ON_ALL_PROCESSORS = 80_000_000;
  private static final long WORTH_ON_ONE_PROCESSOR = 500_000_000;

  /**
   * If all announced work takes less scalar code than this, 2 s, it ends before most kernels would change over, and the
   * compilers would only take processor time from it. So the limit is then the one for one processor. The digits sample is 0.6
   * s of work: on two processors its process takes 1.26 s, and 1.44 s without this rule (medians of eleven, Zen 5).
   */
  private static final long SHORT_WORK = 2_000_000_000L;

  /** A work of so much scalar code, 10 s, needs nearly every kernel that it uses at all: each is then worth a sixteenth. */
  private static final long LONG_WORK = 10_000_000_000L;
  private static final int LESS = 16;

  /** Kernels on which the thread works at a time: while C2 compiles one, the other is called. */
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
   * The first turns of a kernel, in which more calls compute; it changes over after them at the earliest. After five turns
   * (5,000 calls) C2 compiles the vector code with this profile. After 600 computing calls it compiles the scalar code; a turn
   * has 128 of them. Until then the scalar code is interpreted or compiled by C1, and its time is no measure. The data are
   * reset every so many turns.
   */
  private static final int COMPUTING_TURNS = 8;

  /** Turns until a kernel is given up for now. Pauses are 1 ms in the first 60 turns and 10 ms later: 3.5 s in all. */
  private static final int MOST_TURNS = 400;
  private static final int FIRST_TURNS = 60;
  private static final int PAUSE = 1;
  private static final int LONG_PAUSE = 10;

  /**
   * If for so long no kernel has been waiting, the changes so far become final. C2 then compiles the callers again. Meanwhile
   * the step of T6 takes eight times as long for half a second and four times as long for another second (Zen 3), so a short
   * training should end before.
   */
  private static final int QUIET_SECONDS = 3;

  /** If so many kernels have been given up and none is warm, C2 compiles nothing here, as with -XX:TieredStopAtLevel=3. */
  private static final int MOST_FAILURES = 3;

  /**
   * Elements and terms of the calls that compute something. For each width the elements are some blocks of eight, of four and
   * of two vectors, more vectors, and a tail: C2 leaves out a loop that never ran. With 195 elements the gradient of a bias ran
   * on boxed vectors for 0.2 s after the change-over, until C2 had compiled it again.
   */
  static final int ELEMENTS = 191;
  static final int TERMS = 10;

  /**
   * The vector code is warm if it takes at most this times the time of the scalar code, and a step of the clock: some vector
   * code is no faster than scalar code that C2 has vectorised. Boxed vectors take 10 times as long at least.
   */
  private static final double TOLERANCE = 1.5;
  private static final long CLOCK_NANOS = 100;

  private final BooleanSupplier vectors;
  private final Supplier<List<ChangeOver>> all;
  private volatile long worth;

  // Under the lock of this object: what has been announced.
  private double nanosInAll;
  private boolean longWork;
  private boolean allProcessors;

  // Under the lock of this object.
  private final List<ChangeOver> waiting = new ArrayList<>();
  private final List<Cold> inHand = new ArrayList<>();
  private int warm;
  private int failures;

  /** Null if no thread runs. */
  private volatile Thread thread;

  // Used by the thread alone. There is one at a time, and each starts under the lock after the one before has ended.
  private boolean callsVectors;

  /** Whether the vector code could not be created. */
  private boolean noVectors;

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

    /** Whether its vector code was fast in the turn before. Two turns in a row must be: one may be an error of the clock. */
    boolean fast;

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
    nanosInAll += nanos;
    longWork |= nanos >= LONG_WORK;
    setWorth();
  }

  /** Announces work that uses all processors. */
  synchronized void expectAllProcessors() {
    allProcessors = true;
    setWorth();
  }

  private void setWorth() {
    boolean shortWork = nanosInAll > 0 && nanosInAll < SHORT_WORK;
    long nanos = shortWork || Runtime.getRuntime().availableProcessors() == 1 ? WORTH_ON_ONE_PROCESSOR
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

  /** Adds a kernel to the queue. If no thread can be started, the kernel is postponed. */
  synchronized void ask(ChangeOver change) {
    if (change.done() || waiting.contains(change) || inHand.stream().anyMatch(cold -> cold.change == change)) {
      return;
    }
    waiting.add(change);
    notifyAll();
    if (thread == null) {
      try {
        thread = new Thread(null, this::run, "jinbei-warm-up", 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.setContextClassLoader(null);
        thread.start();
      } catch (OutOfMemoryError e) {
        // The VM can create or start no thread: the work of the caller goes on with scalar code.
        end(thread);
      }
    }
  }

  /** Forgets failures: the next kernels are tried, also if all before were given up. */
  synchronized void tryAgain() {
    failures = 0;
  }

  /**
   * Waits until no kernel is waiting or in hand, or until the time is over.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  synchronized void await(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !(inHand.isEmpty() && waiting.isEmpty()); left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private void run() {
    try {
      work();
    } catch (InterruptedException e) {
      // Nobody has a reason to interrupt it. The kernels that are left stay scalar for now.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      System.getLogger("io.github.jinbei").log(System.Logger.Level.WARNING,
          "Jinbei has stopped compiling vector code for now; scalar code runs instead, slower (the results are the same)", e);
    } finally {
      end(Thread.currentThread());
    }
  }

  private void work() throws InterruptedException {
    WarmData data = null;
    if (!noVectors) {
      noVectors = true;
      noVectors = !vectors.getAsBoolean();
      data = new WarmData();
    }
    boolean quiet = false;
    while (take(quiet)) {
      List<Cold> kernels = kernelsInHand();
      if (kernels.isEmpty()) {
        quiet = waitForQuiet();
        if (quiet) {
          all.get().forEach(ChangeOver::makeFinal);
        }
        continue;
      }
      quiet = false;
      showVectors(data);
      int turns = MOST_TURNS;
      for (Cold kernel : kernels) {
        turn(kernel, data);
        turns = Math.min(turns, kernel.turns);
        putAside(kernel);
      }
      Thread.sleep(turns < FIRST_TURNS ? PAUSE : LONG_PAUSE);
    }
  }

  private synchronized List<Cold> kernelsInHand() {
    return List.copyOf(inHand);
  }

  /** Removes a kernel from those in hand if it is warm, or has had all its turns. */
  private synchronized void putAside(Cold kernel) {
    if (kernel.change.done()) {
      warm++;
      inHand.remove(kernel);
    } else if (kernel.turns >= MOST_TURNS) {
      failures++;
      inHand.remove(kernel);
      kernel.change.postpone();
    }
  }

  /**
   * Adds the kernels with the greatest demand to those in hand. Returns false if there are none, and the thread is to end.
   *
   * @param allFinal whether all changes are final
   */
  private synchronized boolean take(boolean allFinal) {
    if (noVectors || (warm == 0 && failures >= MOST_FAILURES)) {
      waiting.forEach(ChangeOver::postpone);
      waiting.clear();
      // When a kernel is back, whose scalar code has taken twice as long, it is tried.
      failures = MOST_FAILURES - 1;
    }
    while (inHand.size() < IN_HAND && !waiting.isEmpty()) {
      ChangeOver next = waiting.get(0);
      for (ChangeOver change : waiting) {
        next = change.demand() > next.demand() ? change : next;
      }
      waiting.remove(next);
      inHand.add(new Cold(next));
    }
    notifyAll();
    if (inHand.isEmpty() && (allFinal || warm == 0)) {
      thread = null;
      return false;
    }
    return true;
  }

  /** Waits until a kernel is in the queue, or long enough. Returns whether none is. */
  private synchronized boolean waitForQuiet() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
    for (long left = end - System.nanoTime(); left > 0 && waiting.isEmpty(); left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return waiting.isEmpty();
  }

  /**
   * After a failure no kernel waits for the thread any more. Each is tried again when its scalar code has taken twice as long.
   * Does nothing if the thread has ended as it should.
   */
  private synchronized void end(Thread one) {
    if (!isThread(one)) {
      return;
    }
    waiting.forEach(ChangeOver::postpone);
    inHand.forEach(cold -> cold.change.postpone());
    waiting.clear();
    inHand.clear();
    thread = null;
    notifyAll();
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
    boolean fast = kernel.turns > COMPUTING_TURNS && end - middle <= TOLERANCE * kernel.scalarNanos + CLOCK_NANOS;
    if (fast && kernel.fast) {
      change.set(true);
    }
    kernel.fast = fast;
  }
}

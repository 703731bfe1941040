package io.github.jinbei.internal.parallel;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The state that the threads of a team share. The threads refer to this object. It has only a weak reference to the {@link
 * Workers} of the user, and between runs none to a task. So the user's object can be garbage collected; idle threads then end.
 *
 * <p>A thread always waits for one int, a cell, to change from a value that it has read before. It spins. Then it sets its cell
 * PARKED, reads the cell once more, and parks. A thread that changes a cell reads PARKED afterwards. Both sides write first and
 * then read, in volatile order, so at least one of them reads what the other wrote. Unnecessary wake-ups are harmless.
 */
final class Team {

  /** Ints from one cell to the next: two cache lines, as processors fetch them in pairs. */
  private static final int LINE = 32;

  // Cells of the team. The first three are written by the same threads at the same time, and share a line.
  /** The number of workers at the barrier. */
  private static final int ARRIVED = LINE;
  /** The number of workers that have finished the task. */
  private static final int FINISHED = ARRIVED + 1;
  /** 1 as soon as a worker has finished its part, and so comes to no more barriers. */
  private static final int LEFT = ARRIVED + 2;
  /** Changes when all have arrived at the barrier, and when it breaks. */
  private static final int PHASE = 2 * LINE;
  /** Changes when all have finished. */
  private static final int DONE = 3 * LINE;
  /** 1 during a run or a close. */
  private static final int BUSY = 4 * LINE;
  private static final int TEAM_CELLS = 5 * LINE;

  // Cells of a seat.
  /** Changes when the worker must run the task, or must end. */
  private static final int GO = LINE;
  /** 1 while the worker parks or is about to. */
  private static final int PARKED = 2 * LINE;
  /** How often the worker has handed on to the next in this run; its complement (~) after the worker has left or failed. */
  private static final int HANDED = 3 * LINE;
  private static final int SEAT_CELLS = 4 * LINE;

  /** How long a thread spins for the next task before it parks. An idle thread takes no more processor time than this. */
  private static final int IDLE_SPIN_NANOS = 50_000;
  /**
   * How long a worker spins for other workers of a run before it parks. To wake a parked thread takes 34 to 81 µs (Zen 4). If
   * this were less, a worker that waits for a waking thread would park too, and others would wait for it, run after run.
   */
  private static final int SPIN_NANOS = 200_000;
  /**
   * After this time a spinning thread yields its processor between two readings of the clock. If there are more workers than
   * processors it yields at once, because a thread that spins may keep the one that it waits for from running.
   */
  private static final int YIELD_NANOS = 20_000;
  /** Spins between two readings of the clock. */
  private static final int SPINS = 16;
  /** How often an idle thread checks whether the user's object has been collected. */
  private static final long IDLE_NANOS = 1_000_000_000L;

  /** The cells and the thread of one worker. The first seat is that of the caller. */
  private static final class Seat {

    private final AtomicIntegerArray cells = new AtomicIntegerArray(SEAT_CELLS);
    private Thread thread;

    private void wake() {
      if (cells.get(PARKED) != 0) {
        LockSupport.unpark(thread);
      }
    }
  }

  /** The thread of a worker other than the caller. */
  private static final class Member extends Thread {

    private final Team team;
    private final int worker;
    private final Seat seat = new Seat();

    private Member(Team team, int worker) {
      // The last argument: the thread does not inherit the caller's thread locals, which could keep any object alive.
      super(null, null, "jinbei-worker-" + worker, 0, false);
      this.team = team;
      this.worker = worker;
      seat.thread = this;
      setDaemon(true);
    }

    @Override
    public void run() {
      int spinNanos = 0;
      for (int runs = 0; team.awaitTask(seat, runs, spinNanos); runs++) {
        spinNanos = IDLE_SPIN_NANOS;
        team.work(worker);
      }
    }
  }

  /** Thrown at a barrier to end the part of a worker, after another worker has thrown an exception. */
  private static final class AbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private AbandonedException() {
      super("another worker has failed", null, false, false);
    }
  }

  private final WeakReference<Workers> owner;
  private final int processors = Runtime.getRuntime().availableProcessors();
  private final AtomicIntegerArray cells = new AtomicIntegerArray(TEAM_CELLS);
  private volatile boolean closed;

  // The current run. The caller writes these fields before the workers begin and after they have finished.
  private Seat[] seats = {new Seat()};
  private Workers.Task<Object> task;
  private Object work;
  private int count;
  private int yieldNanos;
  /** The first exception of a worker. When it is set, the barrier is broken. */
  private volatile Throwable failure;

  Team(Workers owner) {
    this.owner = new WeakReference<>(owner);
  }

  <T> void run(int workers, T work, Workers.Task<? super T> task) {
    enter("run");
    try {
      if (workers == 1) {
        count = 1;
        task.run(work, 0, 1);
      } else {
        runTogether(workers, work, task);
      }
    } finally {
      count = 0;
      cells.setRelease(BUSY, 0);
    }
  }

  void close() {
    enter("close");
    closed = true;
    for (int worker = 1; worker < seats.length; worker++) {
      go(seats[worker]);
    }
    seats = new Seat[] {seats[0]};
    cells.set(BUSY, 0);
  }

  private void enter(String method) {
    if (!cells.compareAndSet(BUSY, 0, 1)) {
      throw new IllegalStateException(method + " while a task is running; expected one call at a time, outside of tasks");
    }
  }

  private void runTogether(int workers, Object work, Workers.Task<?> task) {
    if (closed) {
      throw new IllegalStateException("the workers are closed; expected count = 1, not " + workers);
    }
    startUpTo(workers);
    Seat own = seats[0];
    own.thread = Thread.currentThread();
    this.task = ofAnything(task);
    this.work = work;
    count = workers;
    yieldNanos = workers <= processors ? YIELD_NANOS : 0;
    cells.setPlain(ARRIVED, 0);
    cells.setPlain(FINISHED, 0);
    cells.setPlain(LEFT, 0);
    int done = cells.get(DONE);
    for (int worker = 0; worker < workers; worker++) {
      seats[worker].cells.setPlain(HANDED, 0);
    }
    for (int worker = 1; worker < workers; worker++) {
      go(seats[worker]);
    }
    work(0);
    await(cells, DONE, done, own);

    Throwable thrown = failure;
    own.thread = null;
    this.task = null;
    this.work = null;
    if (thrown != null) {
      failure = null;
      throw Team.<RuntimeException>asUnchecked(thrown);
    }
  }

  private void startUpTo(int workers) {
    for (int worker = seats.length; worker < workers; worker++) {
      Seat[] more = Arrays.copyOf(seats, worker + 1);
      Member member = new Member(this, worker);
      member.start();
      more[worker] = member.seat;
      seats = more;
    }
  }

  private static void go(Seat seat) {
    seat.cells.incrementAndGet(GO);
    seat.wake();
  }

  /** Waits for the next task. Returns false if there will be none. */
  private boolean awaitTask(Seat seat, int runs, int nanos) {
    if (!spin(seat.cells, GO, runs, nanos)) {
      seat.cells.set(PARKED, 1);
      while (seat.cells.get(GO) == runs) {
        if (owner.refersTo(null)) {
          return false;
        }
        LockSupport.parkNanos(IDLE_NANOS);
        // A pending interrupt would keep the thread from parking.
        Thread.interrupted();
      }
      seat.cells.set(PARKED, 0);
    }
    return !closed;
  }

  /** Runs one worker's part. A method of its own, so that the stack of an idle thread has no reference to the task. */
  private void work(int worker) {
    // Read before the task: as soon as this worker has finished, the fields may be those of the next run.
    int workers = count;
    Seat caller = seats[0];
    Thread callerThread = caller.thread;
    try {
      task.run(work, worker, workers);
    } catch (Throwable e) {
      fail(e);
    }
    cells.set(LEFT, 1);
    if (cells.get(ARRIVED) != 0) {
      fail(unequalBarriers());
    }
    leave(worker);
    if (cells.incrementAndGet(FINISHED) == workers) {
      cells.incrementAndGet(DONE);
      if (caller.cells.get(PARKED) != 0) {
        LockSupport.unpark(callerThread);
      }
    }
  }

  void barrier() {
    int workers = count;
    if (workers == 1) {
      return;
    }
    Seat seat = ownSeat();
    // The phase is read before the check: if the barrier breaks between the two, the phase will have changed.
    int phase = cells.get(PHASE);
    checkWhole();
    if (cells.incrementAndGet(ARRIVED) == workers) {
      cells.setPlain(ARRIVED, 0);
      nextPhase(workers);
      return;
    }
    // In this order: a worker that leaves after this barrier leaves after the phase has changed.
    if (cells.get(LEFT) != 0 && cells.get(PHASE) == phase) {
      IllegalStateException e = unequalBarriers();
      fail(e);
      throw e;
    }
    await(cells, PHASE, phase, seat);
    checkWhole();
  }

  void handOn(int worker, int times) {
    if (worker + 1 < count && seats[worker].cells.compareAndSet(HANDED, times - 1, times)) {
      seats[worker + 1].wake();
    }
  }

  void awaitHandOver(int worker, int times) {
    if (worker == 0) {
      return;
    }
    AtomicIntegerArray before = seats[worker - 1].cells;
    int handed = before.get(HANDED);
    while (handed >= 0 && handed < times) {
      await(before, HANDED, handed, seats[worker]);
      handed = before.get(HANDED);
    }
    checkWhole();
    if (handed < 0 && ~handed < times) {
      IllegalStateException e = new IllegalStateException("worker " + (worker - 1) + " left the task after handing on "
          + ~handed + " times; expected " + times);
      fail(e);
      throw e;
    }
  }

  /** Ends the waiting of the next worker for what this one will not hand on any more. */
  private void leave(int worker) {
    seats[worker].cells.updateAndGet(HANDED, handed -> handed < 0 ? handed : ~handed);
    if (worker + 1 < count) {
      seats[worker + 1].wake();
    }
  }

  private Seat ownSeat() {
    Thread current = Thread.currentThread();
    if (current == seats[0].thread) {
      return seats[0];
    }
    if (current instanceof Member member && member.team == this) {
      return member.seat;
    }
    throw new IllegalStateException("barrier called by " + current + "; expected a worker of the running task");
  }

  private void checkWhole() {
    if (failure != null) {
      throw new AbandonedException();
    }
  }

  private static IllegalStateException unequalBarriers() {
    return new IllegalStateException(
        "a worker left the task while another waited at a barrier; expected all to call barrier equally often");
  }

  /** Keeps the first exception and breaks the barrier. */
  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
      for (int worker = 0; worker < count; worker++) {
        leave(worker);
      }
      nextPhase(count);
    }
  }

  /** Releases all workers that wait at the barrier. */
  private void nextPhase(int workers) {
    cells.incrementAndGet(PHASE);
    for (int worker = 0; worker < workers; worker++) {
      seats[worker].wake();
    }
  }

  /** Waits until a cell is no longer {@code old}. An interrupt does not end the wait, and stays pending. */
  private void await(AtomicIntegerArray cells, int cell, int old, Seat seat) {
    if (spin(cells, cell, old, SPIN_NANOS)) {
      return;
    }
    boolean interrupted = false;
    seat.cells.set(PARKED, 1);
    while (cells.get(cell) == old) {
      LockSupport.park();
      // The interrupt is cleared, else park would always return at once.
      interrupted |= Thread.interrupted();
    }
    seat.cells.set(PARKED, 0);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads a cell again and again, for {@code nanos} at most. Returns whether it is no longer {@code old}. */
  private boolean spin(AtomicIntegerArray cells, int cell, int old, int nanos) {
    if (cells.get(cell) != old) {
      return true;
    }
    long start = System.nanoTime();
    long waited;
    do {
      for (int i = 0; i < SPINS; i++) {
        Thread.onSpinWait();
        if (cells.get(cell) != old) {
          return true;
        }
      }
      waited = System.nanoTime() - start;
      if (waited > yieldNanos) {
        Thread.yield();
      }
    } while (waited < nanos);
    return false;
  }

  /** Returns a task as one of any object. The only object passed to it is the one of its run. */
  @SuppressWarnings("unchecked")
  private static Workers.Task<Object> ofAnything(Workers.Task<?> task) {
    return (Workers.Task<Object>) task;
  }

  /** Returns any exception as an unchecked one. A task declares no checked exception, but bytecode may throw one. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asUnchecked(Throwable e) throws E {
    throw (E) e;
  }
}

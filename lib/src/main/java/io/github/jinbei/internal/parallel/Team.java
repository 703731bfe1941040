package io.github.jinbei.internal.parallel;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * What the threads of a team share. They hold this, and this holds neither the {@link Workers} that its user has nor,
 * between runs, a task: so the user's object can be collected, upon which idle threads end.
 *
 * <p>Every wait is for one int, a cell, to change from a value seen before. A waiting thread spins, then says that it
 * parks, looks once more, and parks; who changes the cell looks afterwards whether somebody said so. Both sides write
 * first and then read, in volatile order, so one of them always sees the other. Wake-ups without need are harmless.
 */
final class Team {

  /** Ints from one cell to the next: two cache lines, as processors fetch them in pairs. */
  private static final int LINE = 32;

  // Cells of the team. The first three are written by the same threads at the same time, and share a line.
  /** Workers at the barrier. */
  private static final int ARRIVED = LINE;
  /** Workers done with the task. */
  private static final int FINISHED = ARRIVED + 1;
  /** 1 once a worker, done with its part, has no more barriers to come to. */
  private static final int LEFT = ARRIVED + 2;
  /** Changes when all have arrived at the barrier, and when it breaks. */
  private static final int PHASE = 2 * LINE;
  /** Changes when all have finished. */
  private static final int DONE = 3 * LINE;
  /** 1 while a run or a close is under way. */
  private static final int BUSY = 4 * LINE;
  private static final int TEAM_CELLS = 5 * LINE;

  // Cells of a seat.
  /** Changes when the worker is to run the task, or to end. */
  private static final int GO = LINE;
  /** 1 while the worker parks or is about to. */
  private static final int PARKED = 2 * LINE;
  private static final int SEAT_CELLS = 3 * LINE;

  /** How long to wait for the next task before parking: an idle thread takes no more than this of a processor. */
  private static final int IDLE_SPIN_NANOS = 50_000;
  /**
   * How long to wait for other workers of a run. Waking a parked thread takes 34 to 81 µs (Zen 4); were this less, who
   * waits for a thread that is waking would park too and be waited for in turn, run after run.
   */
  private static final int SPIN_NANOS = 200_000;
  /**
   * From then on a waiting thread offers its processor to others at each round of looks; at once where threads outnumber the
   * processors that the caller may use, or one that spins keeps another from what it is waiting for.
   */
  private static final int POLITE_NANOS = 20_000;
  /** Spins from one look at the clock to the next. */
  private static final int SPINS = 16;
  /** How often an idle thread looks whether its team is still there. */
  private static final long IDLE_NANOS = 1_000_000_000L;

  /** A worker's place: the caller's is the first. */
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
      // Without the caller's inheritable thread locals, which could hold anything, for as long as the thread lives.
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

  /** Ends the part of a worker in a task that another one has failed. */
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

  // Of the run under way. Written by the caller, before the workers begin and after they are done.
  private Seat[] seats = {new Seat()};
  private Workers.Task<Object> task;
  private Object work;
  private int count;
  private int politeNanos;
  /** The first exception of a worker; once it is there, the barrier is broken. */
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
    politeNanos = workers <= processors ? POLITE_NANOS : 0;
    cells.setPlain(ARRIVED, 0);
    cells.setPlain(FINISHED, 0);
    cells.setPlain(LEFT, 0);
    int done = cells.get(DONE);
    for (int worker = 1; worker < workers; worker++) {
      go(seats[worker]);
    }
    work(0);
    await(DONE, done, own);

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

  /** Waits for the next task; false if there will be none. */
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

  /** One worker's part of a run. On a frame of its own, so that an idle thread's stack does not hold the task. */
  private void work(int worker) {
    // Read now: once this worker has finished, the fields may be of the next run.
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
    // The phase before the check: if the barrier breaks between them, the phase will have changed.
    int phase = cells.get(PHASE);
    checkWhole();
    if (cells.incrementAndGet(ARRIVED) == workers) {
      cells.setPlain(ARRIVED, 0);
      nextPhase(workers);
      return;
    }
    // In this order: who left after this barrier had changed the phase before.
    if (cells.get(LEFT) != 0 && cells.get(PHASE) == phase) {
      IllegalStateException e = unequalBarriers();
      fail(e);
      throw e;
    }
    await(PHASE, phase, seat);
    checkWhole();
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
      nextPhase(count);
    }
  }

  /** Lets everybody go who waits at the barrier. */
  private void nextPhase(int workers) {
    cells.incrementAndGet(PHASE);
    for (int worker = 0; worker < workers; worker++) {
      seats[worker].wake();
    }
  }

  /** Waits until a cell of the team no longer holds a value. An interrupt changes nothing and is left pending. */
  private void await(int cell, int old, Seat seat) {
    if (spin(cells, cell, old, SPIN_NANOS)) {
      return;
    }
    boolean interrupted = false;
    seat.cells.set(PARKED, 1);
    while (cells.get(cell) == old) {
      LockSupport.park();
      // Cleared, or park would return at once for ever.
      interrupted |= Thread.interrupted();
    }
    seat.cells.set(PARKED, 0);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at a cell for a while; whether it changed. */
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
      if (waited > politeNanos) {
        Thread.yield();
      }
    } while (waited < nanos);
    return false;
  }

  /** A task as one of any object: it is given only the one that it was run with. */
  @SuppressWarnings("unchecked")
  private static Workers.Task<Object> ofAnything(Workers.Task<?> task) {
    return (Workers.Task<Object>) task;
  }

  /** Any exception, as one that need not be declared: a task declares none, but bytecode may throw what it likes. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asUnchecked(Throwable e) throws E {
    throw (E) e;
  }
}

package io.github.jinbei.cli;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Delays the end of the VM until the current work is complete. From construction to {@link #close}, a VM that receives Ctrl-C
 * or another signal to end waits. The work polls {@link #isRequested}, ends, and closes this object. After one second of
 * waiting a line is printed. A second Ctrl-C ends the VM at once, and a line says what is lost.
 */
public final class Interrupt implements AutoCloseable {

  /** The exit code that a shell reports after Ctrl-C. The VM itself exits with it, whatever the program returns. */
  public static final int EXIT_CODE = 130;

  /** The exit code that a shell reports after the signal TERM. */
  private static final int TERMINATED = 143;

  private static final long QUIET_MILLIS = 1000;
  private static final long POLL_MILLIS = 50;

  /** The longest wait of the VM for the program to print an error of the work and to exit, which takes a few ms. */
  private static final long LAST_WORDS_MILLIS = 1000;

  /** The names of the threads that the VM starts for signals that end it. Each of them lives until the VM has ended. */
  private static final List<String> HANDLERS = List.of("SIGINT handler", "SIGTERM handler", "SIGHUP handler");

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::awaitClose, "jinbei-interrupt");
  private final String program;
  private final String work;
  private final Supplier<String> lost;
  private volatile boolean requested;
  private volatile boolean interrupts;

  /**
   * Registers a shutdown hook. The caller is the thread that ends the program.
   *
   * @param program the name of the program, which begins each line
   * @param work a name for the work that the end of the VM waits for
   * @param lost returns what is lost if the VM ends at once; called by another thread
   */
  public Interrupt(String program, String work, Supplier<String> lost) {
    this.program = program;
    this.work = work;
    this.lost = lost;
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      requested = true;
    }
  }

  /** Returns whether the work is to end as soon as possible. */
  public boolean isRequested() {
    return requested;
  }

  /**
   * Runs work that throws a {@link CancellationException} when its thread is interrupted, and interrupts it at a request.
   *
   * @return whether the work is complete; it is not begun after a request
   */
  public boolean completes(Runnable work) {
    interrupts = true;
    try {
      if (!requested) {
        work.run();
        return true;
      }
    } catch (CancellationException e) {
      // The result says so.
    } finally {
      interrupts = false;
    }
    return false;
  }

  /** Ends the delay: the VM may end. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      requested = true;
    }
  }

  private void awaitClose() {
    requested = true;
    if (interrupts) {
      worker.interrupt();
    }
    try {
      for (long waited = 0; !closed.await(POLL_MILLIS, TimeUnit.MILLISECONDS); waited += POLL_MILLIS) {
        List<String> signals = signals();
        if (signals.size() > 1) {
          say("ended at once; " + lost.get());
          Runtime.getRuntime().halt(signals.contains(HANDLERS.get(0)) ? EXIT_CODE : TERMINATED);
        }
        if (waited <= QUIET_MILLIS && waited + POLL_MILLIS > QUIET_MILLIS) {
          say("waiting for " + work + "; a second Ctrl-C ends at once, but then " + lost.get());
        }
      }
      awaitExit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the thread of the work exits the program. It may print an error after {@link #close}. */
  private void awaitExit() throws InterruptedException {
    for (long waited = 0; waited < LAST_WORDS_MILLIS && !isExiting(); waited += POLL_MILLIS / 10) {
      Thread.sleep(POLL_MILLIS / 10);
    }
  }

  /** Returns whether the thread of the work has ended, or is in {@link System#exit}, where it stays until the VM has ended. */
  private boolean isExiting() {
    return !worker.isAlive() || Stream.of(worker.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("java.lang.System") && frame.getMethodName().equals("exit"));
  }

  /** Returns the names of the handlers of the signals received. */
  private static List<String> signals() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(HANDLERS::contains).toList();
  }

  /** Prints a text on a new line, since the progress bar and the terminal's echo of Ctrl-C leave one unfinished. */
  private void say(String text) {
    System.err.println((Terminal.redraws(System.out) ? System.lineSeparator() : "") + program + ": " + text);
  }
}

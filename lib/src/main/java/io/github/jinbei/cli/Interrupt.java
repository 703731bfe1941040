package io.github.jinbei.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Turns Ctrl-C into a question that the work may ask. From construction to {@link #close}, a VM that is told to end
 * waits until the work, having seen {@link #asked}, has closed this. After a second of waiting a line says so. A second
 * Ctrl-C ends the VM at once, and a line says what is lost.
 */
public final class Interrupt implements AutoCloseable {

  /** What a shell reports of a program ended by Ctrl-C. The VM itself exits with it, whatever the program returns. */
  public static final int EXIT_CODE = 130;

  /** The same of a program ended by the signal TERM. */
  private static final int TERMINATED = 143;

  private static final long QUIET_MILLIS = 1000;
  private static final long POLL_MILLIS = 50;

  /** The longest time the VM waits for the program to print an error of the work and to exit, which takes a few ms. */
  private static final long LAST_WORDS_MILLIS = 1000;

  /** The names of the threads that the VM starts for the signals that end it: each waits until the VM has ended. */
  private static final List<String> HANDLERS = List.of("SIGINT handler", "SIGTERM handler", "SIGHUP handler");

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::awaitClose, "jinbei-interrupt");
  private final String program;
  private final String work;
  private final Supplier<String> lost;
  private volatile boolean asked;

  /**
   * Registers a shutdown hook; called by the thread that ends the program.
   *
   * @param program the name that begins each line
   * @param work what the end of the VM waits for
   * @param lost returns what is lost if the VM ends at once; called by another thread
   */
  public Interrupt(String program, String work, Supplier<String> lost) {
    this.program = program;
    this.work = work;
    this.lost = lost;
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      asked = true;
    }
  }

  /** Whether the work is to end as soon as it can. */
  public boolean asked() {
    return asked;
  }

  /** Lets the VM end. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      asked = true;
    }
  }

  private void awaitClose() {
    asked = true;
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

  /** Waits until the thread that did the work ends the program: an error is printed after {@link #close}. */
  private void awaitExit() throws InterruptedException {
    for (long waited = 0; waited < LAST_WORDS_MILLIS && !isExiting(); waited += POLL_MILLIS / 10) {
      Thread.sleep(POLL_MILLIS / 10);
    }
  }

  /** A thread in {@link System#exit} waits there until the VM has ended. */
  private boolean isExiting() {
    return !worker.isAlive() || Stream.of(worker.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("java.lang.System") && frame.getMethodName().equals("exit"));
  }

  /** The signals that have told the VM to end. */
  private static List<String> signals() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(HANDLERS::contains).toList();
  }

  /** Prints a line of its own: the progress bar, and the terminal's echo of Ctrl-C, leave one unfinished. */
  private void say(String text) {
    System.err.println((Terminal.redraws(System.out) ? System.lineSeparator() : "") + program + ": " + text);
  }
}

package io.github.jinbei.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a question that the work may ask. From construction to {@link #close}, a VM that is told to end
 * first waits until the work, having seen {@link #asked}, has closed this; at most {@value #PATIENCE_SECONDS} seconds.
 */
final class Interrupt implements AutoCloseable {

  /** What a shell reports of a program ended by Ctrl-C. The VM itself exits with it, whatever the program returns. */
  static final int EXIT_CODE = 130;

  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::awaitClose, "jinbei-interrupt");
  private volatile boolean asked;

  Interrupt() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      asked = true;
    }
  }

  /** Whether the work is to end as soon as it can. */
  boolean asked() {
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
      closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.Backends;
import java.util.List;
import java.util.Random;

/** Changes of kernels that tests force. */
public final class Changes {

  private Changes() {}

  /** Lets all kernels run vector code from now on, warm or not. Does nothing on the scalar backend. */
  public static void toVectors() {
    setAll(true);
  }

  /** Lets all kernels run scalar code from now on, until their warm-up is over. */
  public static void toScalar() {
    setAll(false);
  }

  private static void setAll(boolean vectors) {
    if (Backends.current().bits() > Float.SIZE) {
      ChangingKernels.prepareVectors();
      ChangingKernels.changes().forEach(change -> change.set(vectors));
    }
  }

  /** Returns the kernels whose scalar code takes enough time to be worth a warm-up, and which have not changed over. */
  public static List<String> cold() {
    return ChangingKernels.changes().stream().filter(change -> !change.done() && change.worth()).map(ChangeOver::toString)
        .toList();
  }

  /** A thread that changes kernels in both directions, at random moments. When it is closed, all run vector code. */
  public static final class AtRandom implements AutoCloseable {

    private final Thread thread;
    private volatile boolean ended;

    /** Starts the thread. */
    public AtRandom(long seed) {
      toVectors();
      List<ChangeOver> changes = ChangingKernels.changes();
      Random random = new Random(seed);
      thread = new Thread(() -> {
        while (!ended) {
          changes.get(random.nextInt(changes.size())).set(random.nextBoolean());
          for (int pause = random.nextInt(200); pause > 0; pause--) {
            Thread.onSpinWait();
          }
        }
      }, "changes at random");
      thread.start();
    }

    @Override
    public void close() {
      ended = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      toVectors();
    }
  }
}

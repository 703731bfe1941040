package io.github.jinbei.internal.warm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The thread of the warm-up, with kernels whose codes do what a test decides. */
class WarmUpTest {

  private static final long LONGEST_NANOS = 20_000_000_000L;

  /** A theme of one kernel. */
  private static final class Codes extends Theme<Runnable> implements Runnable {

    final ChangeOver change = new ChangeOver(1);
    private final Runnable scalar;
    private final Runnable vector;

    Codes(WarmUp warmUp, Runnable scalar, Runnable vector) {
      super(warmUp);
      this.scalar = scalar;
      this.vector = vector;
      add(change, 0);
    }

    @Override
    Runnable code(boolean vectors) {
      return vectors ? vector : scalar;
    }

    @Override
    void run(Runnable code, int kernel, WarmData data) {
      code.run();
    }

    @Override
    public void run() {
      (change.vectors(1) ? vector : scalar).run();
    }
  }

  private static void nothing() {}

  private static WarmUp warmUp(BooleanSupplier vectors, AtomicInteger tries) {
    return new WarmUp(() -> {
      tries.incrementAndGet();
      return vectors.getAsBoolean();
    }, List::of);
  }

  @Test
  void aKernelWhoseVectorCodeIsFastChangesOver() throws InterruptedException {
    WarmUp warmUp = warmUp(() -> true, new AtomicInteger());
    Codes codes = new Codes(warmUp, WarmUpTest::nothing, WarmUpTest::nothing);
    warmUp.ask(codes.change);
    warmUp.ask(codes.change);
    warmUp.await(LONGEST_NANOS);
    assertTrue(codes.change.done());
    warmUp.ask(codes.change);
    warmUp.await(0);
    assertFalse(codes.change.isFinal());
    codes.change.makeFinal();
    assertTrue(codes.change.isFinal());
  }

  /** Announces 0.6 s of work four times, and then 10 s. */
  @Test
  void aKernelNeedsMoreDemandWhileTheAnnouncedWorkIsShortAndLessIfItIsLong() {
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "skipped: with one processor short work changes nothing");
    WarmUp warmUp = warmUp(() -> true, new AtomicInteger());
    List<Long> worth = new ArrayList<>(List.of(warmUp.worth()));
    warmUp.expectAllProcessors();
    worth.add(warmUp.worth());
    for (double nanos : new double[] {6e8, 6e8, 6e8, 6e8, 1e10}) {
      warmUp.expect(nanos);
      worth.add(warmUp.worth());
    }
    assertEquals(List.of(20_000_000L, 80_000_000L, 500_000_000L, 500_000_000L, 500_000_000L, 80_000_000L, 5_000_000L), worth);
  }

  @Test
  void anErrorOfVectorCodeLeavesTheKernelScalarAndItIsTriedAgain() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    WarmUp warmUp = warmUp(() -> true, new AtomicInteger());
    Codes codes = new Codes(warmUp, WarmUpTest::nothing, () -> {
      calls.incrementAndGet();
      throw new OutOfMemoryError("thrown by a test");
    });
    for (int attempt = 1; attempt <= 2; attempt++) {
      warmUp.ask(codes.change);
      warmUp.await(LONGEST_NANOS);
      assertEquals(attempt, calls.get());
      assertFalse(codes.change.done());
    }
  }

  @Test
  void vectorCodeThatCannotBeCreatedIsNotTriedAgain() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    WarmUp warmUp = warmUp(() -> {
      throw new NoClassDefFoundError("thrown by a test");
    }, tries);
    Codes codes = new Codes(warmUp, WarmUpTest::nothing, () -> {
      throw new AssertionError("there is no vector code");
    });
    for (int attempt = 0; attempt < 2; attempt++) {
      warmUp.ask(codes.change);
      warmUp.await(LONGEST_NANOS);
      assertEquals(1, tries.get());
      assertFalse(codes.change.done());
    }
  }

  /** A step with more than 2^31 operations must not count as negative work. */
  @Test
  void muchWorkOfOneCallCounts() {
    WarmUp warmUp = warmUp(() -> false, new AtomicInteger());
    Codes codes = new Codes(warmUp, WarmUpTest::nothing, WarmUpTest::nothing);
    assertFalse(codes.change.vectors(3_000_000_000L));
    assertEquals(3_000_000_000L, codes.change.demand());
  }
}

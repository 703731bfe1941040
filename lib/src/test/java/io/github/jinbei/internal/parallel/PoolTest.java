package io.github.jinbei.internal.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoolTest {

  private final AtomicInteger made = new AtomicInteger();
  private final Pool<AtomicInteger> pool = new Pool<>(() -> {
    made.incrementAndGet();
    return new AtomicInteger();
  });

  @Test
  void anObjectGivenBackIsTakenAgain() {
    AtomicInteger first = pool.take();
    pool.give(first);
    assertSame(first, pool.take());
    assertNotSame(first, pool.take(), "which is taken");
    assertEquals(2, made.get(), "objects made");
  }

  @Test
  void anObjectIsTakenByAnotherThread() throws InterruptedException {
    AtomicInteger first = pool.take();
    pool.give(first);
    List<AtomicInteger> taken = new ArrayList<>();
    Thread other = new Thread(() -> taken.add(pool.take()));
    other.start();
    other.join();
    assertSame(first, taken.get(0));
  }

  /** As many objects as there are slots are kept. */
  @Test
  void keepsSomeOfManyObjects() {
    Set<AtomicInteger> objects = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      objects.add(pool.take());
    }
    assertEquals(1000, objects.size(), "different objects");
    objects.forEach(pool::give);
    int kept = 0;
    while (made.get() == 1000) {
      assertTrue(objects.remove(pool.take()) || made.get() > 1000, "taken twice");
      kept++;
    }
    assertTrue(kept > 32 && kept < 1000, kept + " taken until one was made");
  }

  @Test
  void noObjectIsTakenByTwoThreads() throws InterruptedException {
    int threads = 8;
    AtomicInteger shared = new AtomicInteger();
    List<Thread> users = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      users.add(new Thread(() -> {
        for (int i = 0; i < 50_000; i++) {
          AtomicInteger object = pool.take();
          if (object.incrementAndGet() != 1) {
            shared.incrementAndGet();
          }
          object.decrementAndGet();
          pool.give(object);
        }
      }));
    }
    users.forEach(Thread::start);
    for (Thread user : users) {
      user.join();
    }
    assertEquals(0, shared.get(), "objects that two threads had at once");
    assertTrue(made.get() < 1000, made + " objects made by 400,000 calls");
  }
}

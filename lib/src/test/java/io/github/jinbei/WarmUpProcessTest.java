package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jinbei.internal.warm.Changes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The warm-up of a process of its own, in which kernels change over by themselves. */
class WarmUpProcessTest {

  private static final int STEPS = 3000;
  private static final long LONGEST_NANOS = 30_000_000_000L;

  /** Trains, and prints what the backend says before and after it. */
  static final class Train {

    private Train() {}

    private static final float[] X = new float[16 * 300];
    private static final int[] CLASSES = new int[16];

    static {
      for (int i = 0; i < X.length; i++) {
        X[i] = i * 37 % 101 / 50f - 1;
        CLASSES[i % 16] = i % 10;
      }
    }

    private static Mlp network() {
      return Mlp.builder(300).dense(64, Activation.TANH).dense(10, Activation.SOFTMAX).seed(3).build();
    }

    private static Trainer trainer(Mlp mlp) {
      return Trainer.builder(mlp).optimizer(Optimizer.sgd(0.01f)).batchSize(16).threads(1).build();
    }

    static int hash(int steps) {
      Mlp mlp = network();
      try (Trainer trainer = trainer(mlp)) {
        for (int step = 0; step < steps; step++) {
          trainer.step(X, 0, CLASSES, 0, 16);
        }
      }
      return Arrays.hashCode(mlp.parameters());
    }

    /** Returns the bytes that some steps allocate, once there are none, or after the longest time. */
    private static long bytes() {
      try (Trainer trainer = trainer(network())) {
        long bytes;
        long start = System.nanoTime();
        do {
          bytes = Allocations.bytes(() -> trainer.step(X, 0, CLASSES, 0, 16));
        } while (bytes > 0 && System.nanoTime() - start < LONGEST_NANOS);
        return bytes;
      }
    }

    private static boolean threadRuns() {
      return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("jinbei-warm-up"));
    }

    /** Waits until the warm-up thread has ended, and returns whether it has. */
    private static boolean ended() {
      for (long start = System.nanoTime(); threadRuns() && System.nanoTime() - start < LONGEST_NANOS;) {
        Thread.onSpinWait();
      }
      return !threadRuns();
    }

    public static void main(String[] args) {
      Backend backend = Backend.current();
      System.out.println("warm before any work " + backend.warm());
      System.out.println("thread before any work " + threadRuns());
      System.out.println("hash " + hash(STEPS));
      System.out.println("ended " + ended());
      // On a busy machine a kernel is given up at first, and is tried again when the work has taken twice as long.
      for (long start = System.nanoTime(); args.length > 0 && !backend.warm() && System.nanoTime() - start < LONGEST_NANOS;) {
        hash(STEPS);
      }
      System.out.println("warm " + backend.warm() + (args.length > 0 ? ", cold " + Changes.cold() : ""));
      System.out.println("bytes " + bytes());
      System.out.println("all at once " + backend.warmUp(Duration.ZERO));
      if (args.length > 0) {
        System.out.println("all in a minute " + backend.warmUp(Duration.ofMinutes(1)));
        System.out.println("hash " + hash(STEPS));
        System.out.println("bytes " + bytes());
      }
    }
  }

  @BeforeEach
  void thereAreVectors() {
    assumeTrue(Backend.current().vector(), "skipped: no vectors in this VM: " + Backend.current().reason());
  }

  private static List<String> run(String[] flags, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Train.class.getName()));
    command.addAll(List.of(arguments));
    Process vm = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(vm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(vm.waitFor(60, TimeUnit.SECONDS), "the VM did not end: " + command);
    assertEquals(0, vm.exitValue(), out);
    return out.lines().filter(line -> !line.startsWith("WARNING:")).toList();
  }

  /**
   * Whether C2 knows the classes of vectors must not depend on the moment at which it compiles a kernel. So they change over
   * also if it has no profile of classes at all. On JDK 17 the JDK's own methods need that profile.
   */
  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseTypeProfile", "-XX:-UseTypeProfile"})
  void kernelsThatAreUsedMuchChangeOverAndAllOthersOnRequest(String flag) throws Exception {
    assumeTrue(Runtime.version().feature() >= 25 || flag.equals("-XX:+UseTypeProfile"), "skipped: JDK 17 needs the profile");
    int hash = Train.hash(STEPS);
    assertEquals(List.of("warm before any work true", "thread before any work false", "hash " + hash, "ended true",
        "warm true, cold []", "bytes 0", "all at once false", "all in a minute true", "hash " + hash, "bytes 0"),
        run(new String[] {flag}, "all"));
  }

  /** The VM does not report that C2 is off. The measured times show that vector code stays slow. */
  @Test
  void withoutC2TheyStayScalarAndTheThreadEnds() throws Exception {
    assertEquals(List.of("warm before any work true", "thread before any work false", "hash " + Train.hash(STEPS),
        "ended true", "warm false", "bytes 0", "all at once false"), run(new String[] {"-XX:TieredStopAtLevel=3"}));
  }

  @Test
  void aNegativeTimeAndNoneAreErrors() {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
        () -> Backend.current().warmUp(Duration.ofSeconds(-1)));
    assertEquals("most = PT-1S; expected at least 0", e.getMessage());
    assertEquals("most", assertThrows(NullPointerException.class, () -> Backend.current().warmUp(null)).getMessage());
  }
}

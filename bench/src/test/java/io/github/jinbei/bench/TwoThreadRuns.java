package io.github.jinbei.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures steps and products on two threads over the same on one, in turns, each thread bound to a processor of its own. By
 * hand, on Linux, as it takes both processors.
 *
 * <pre>
 * TwoThreadRuns WARM_UP_SECONDS TURNS NAME...
 * TwoThreadRuns 12 15 T2 T7 256x256x256/NN
 * </pre>
 *
 * <p>A name is that of a net, or of a shape and a form. For each it prints the median time on one thread and on two, the median
 * of the ratios of turns with their quartiles, and the same ratio for two threads that each work alone ("apart"): what the
 * machine allows. Before and after all, it prints how long an int takes from one processor to the other and back: 50 to 200 ns
 * between cores that share a cache, 1,000 ns between two that do not. Virtual machines are moved while they run.
 */
final class TwoThreadRuns {

  private static final double SLICE = 0.1;

  /** Ints between two cells, so that they share no cache line. */
  private static final int LINE = 32;
  private static final int ROUND_TRIPS = 100_000;

  private TwoThreadRuns() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Thread.currentThread().setName("measures");
    System.out.printf("round trip %.0f ns%n", roundTrip());
    for (int i = 2; i < args.length; i++) {
      measure(args[i], Double.parseDouble(args[0]), Integer.parseInt(args[1]));
    }
    System.out.printf("round trip %.0f ns%n", roundTrip());
  }

  private static Runnable work(String name, int threads) {
    if (name.indexOf('/') < 0) {
      Net net = Net.valueOf(name);
      return Implementation.JINBEI.trainStep(net, Batch.of(net), threads)::run;
    }
    String[] parts = name.split("/");
    return Implementation.JINBEI.product(Operands.of(Workloads.shape(parts[0], Form.valueOf(parts[1]))), threads)::run;
  }

  private static void measure(String name, double warmUp, int turns) throws IOException, InterruptedException {
    Runnable one = work(name, 1);
    Runnable two = work(name, 2);
    try (Other other = new Other(work(name, 1))) {
      // Bound only afterwards: threads inherit it, and the warm-up of the kernels would have this thread's processor.
      bind("measures", -1);
      for (long end = System.nanoTime() + (long) (warmUp * 1e9); System.nanoTime() < end;) {
        rate(one, SLICE / 2);
        rate(two, SLICE / 2);
      }
      bind("measures", 0);
      bind("jinbei-worker", 1);
      bind("other", 1);
      double[] alone = new double[turns];
      double[] together = new double[turns];
      double[] ratios = new double[turns];
      double[] apart = new double[turns];
      for (int turn = 0; turn < turns; turn++) {
        double before = rate(one, SLICE / 2);
        together[turn] = rate(two, SLICE);
        other.begin();
        double both = rate(one, SLICE) + other.end();
        alone[turn] = (before + rate(one, SLICE / 2)) / 2;
        ratios[turn] = together[turn] / alone[turn];
        apart[turn] = both / alone[turn];
      }
      for (double[] values : new double[][] {alone, together, ratios, apart}) {
        Arrays.sort(values);
      }
      System.out.printf("%-18s one %.2f us, two %.2f us: %.2f [%.2f, %.2f], apart %.2f%n", name, 1e6 / alone[turns / 2],
          1e6 / together[turns / 2], ratios[turns / 2], ratios[turns / 4], ratios[3 * turns / 4], apart[turns / 2]);
    }
  }

  /** Returns how often a second it runs. */
  static double rate(Runnable work, double seconds) {
    long start = System.nanoTime();
    long now = start;
    int runs = 0;
    for (; now - start < seconds * 1e9; now = System.nanoTime()) {
      work.run();
      runs++;
    }
    return runs * 1e9 / (now - start);
  }

  /** A second thread that does the work of one alone, for a slice at a time; parked otherwise. */
  private static final class Other implements AutoCloseable {

    private final Thread thread;
    private volatile int state;
    private volatile double rate;

    Other(Runnable work) {
      thread = new Thread(() -> {
        while (state >= 0) {
          if (state == 0) {
            LockSupport.park(this);
          } else {
            rate = rate(work, SLICE);
            state = 0;
          }
        }
      }, "other");
      thread.setDaemon(true);
      thread.start();
    }

    void begin() {
      state = 1;
      LockSupport.unpark(thread);
    }

    double end() {
      while (state == 1) {
        Thread.onSpinWait();
      }
      return rate;
    }

    @Override
    public void close() {
      state = -1;
      LockSupport.unpark(thread);
    }
  }

  /** Returns the least time of five, in nanoseconds, that an int takes to the other processor and back. */
  private static double roundTrip() throws IOException, InterruptedException {
    double least = Double.POSITIVE_INFINITY;
    for (int repetition = 0; repetition < 5; repetition++) {
      AtomicIntegerArray cells = new AtomicIntegerArray(3 * LINE);
      Thread answers = new Thread(() -> {
        for (int i = 1; i <= ROUND_TRIPS; i++) {
          await(cells, LINE, i);
          cells.set(2 * LINE, i);
        }
      }, "answers");
      answers.start();
      bind("measures", 0);
      bind("answers", 1);
      long start = System.nanoTime();
      for (int i = 1; i <= ROUND_TRIPS; i++) {
        cells.set(LINE, i);
        await(cells, 2 * LINE, i);
      }
      least = Math.min(least, (System.nanoTime() - start) / (double) ROUND_TRIPS);
      answers.join();
    }
    bind("measures", -1);
    return least;
  }

  private static void await(AtomicIntegerArray cells, int cell, int value) {
    while (cells.get(cell) != value) {
      Thread.onSpinWait();
    }
  }

  /** Binds all threads whose name begins so to a processor, or to none in particular (-1). */
  private static void bind(String name, int processor) throws IOException, InterruptedException {
    String processors = processor < 0 ? "0-" + (Runtime.getRuntime().availableProcessors() - 1) : "" + processor;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        if (nameOf(thread).startsWith(name)) {
          Process taskset = new ProcessBuilder("taskset", "-cp", processors, thread.getFileName().toString())
              .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
          if (taskset.waitFor() != 0) {
            throw new IllegalStateException("taskset failed for " + thread);
          }
        }
      }
    }
  }

  private static String nameOf(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (IOException e) {
      return ""; // the thread has ended meanwhile
    }
  }
}

package io.github.jinbei.bench.cold.child;

import io.github.jinbei.Backend;
import java.io.IOException;
import java.time.Instant;

/**
 * The main class of a measured process. When the measurement ends, it prints lines that begin with {@value #MARK}, and waits
 * for the end of its input, so that the parent can read the CPU times of all threads.
 */
public final class ColdProcess {

  /** The first word of each line of the result; others come from the library or the VM. */
  public static final String MARK = "cold:";

  /** The second word of the line with the time at which {@link #main} began. */
  public static final String MAIN = "main";

  /** The second word of the line with the backend. */
  public static final String BACKEND = "backend";

  /** The second word of the line with the version of the JDK. */
  public static final String JDK = "jdk";

  /** The second word of a line with a record: nanoseconds since the start, and samples. */
  public static final String RECORD = "at";

  /** The second word of the last line. */
  public static final String END = "end";

  private ColdProcess() {}

  /**
   * Runs a workload and prints its records.
   *
   * @param args the start of the process in microseconds since 1970, the seconds to measure, the threads of a training, the
   *     kind of workload ({@code train}, {@code predict}, {@code digits}, {@code penguins}), and words for it
   * @throws IOException if the standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    long nano = System.nanoTime();
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    long since = 1000 * (micros - Long.parseLong(args[0]));
    Counter counter = new Counter(nano - since, Double.parseDouble(args[1]));
    run(counter, Integer.parseInt(args[2]), args);
    StringBuilder out = new StringBuilder(24 * counter.records());
    line(out, MAIN).append(since).append('\n');
    line(out, BACKEND).append(Backend.current().name()).append('\n');
    line(out, JDK).append(System.getProperty("java.version")).append('\n');
    for (int i = 0; i < counter.records(); i++) {
      line(out, RECORD).append(counter.nanos(i)).append(' ').append(counter.samples(i)).append('\n');
    }
    line(out, END).append('\n');
    System.out.print(out);
    System.out.flush();
    while (System.in.read() >= 0) {
      // Only the end of the input matters.
    }
  }

  private static StringBuilder line(StringBuilder out, String word) {
    return out.append(MARK).append(' ').append(word).append(' ');
  }

  private static void run(Counter counter, int threads, String[] args) {
    switch (args[3]) {
      case "train":
        Nets.train(counter, threads, args, 4);
        break;
      case "predict":
        Nets.predict(counter, args, 4);
        break;
      case "digits":
        DigitsTraining.run(counter, threads);
        break;
      case "penguins":
        PenguinsTraining.run(counter, threads);
        break;
      default:
        throw new IllegalArgumentException("workload = " + args[3] + "; expected train, predict, digits or penguins");
    }
  }
}

package io.github.jinbei.bench.suite;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.openjdk.jmh.results.BenchmarkResult;

/**
 * Progress output with one line a task: its number, the elapsed and the remaining time, a dot for each fork, the score. The
 * end of the output of JMH and the forks is stored, and printed if the task fails.
 */
final class Progress extends SilentOutput {

  private static final int KEPT = 40;

  private final PrintStream out;
  private final LongSupplier nanos;
  private final long start;
  private final int tasks;
  private final double seconds;
  private final Deque<String> said = new ArrayDeque<>();
  private final StringBuilder line = new StringBuilder();
  private int begun;
  private double secondsDone;

  /**
   * Creates the progress output of this number of tasks.
   *
   * @param nanos the clock
   * @param seconds the expected time of all tasks
   */
  Progress(PrintStream out, LongSupplier nanos, int tasks, double seconds) {
    this.out = out;
    this.nanos = nanos;
    this.tasks = tasks;
    this.seconds = seconds;
    start = nanos.getAsLong();
  }

  void begin(Task task) {
    begun++;
    said.clear();
    line.setLength(0);
    int width = Integer.toString(tasks).length();
    out.print(String.format(Locale.ROOT, "[%" + width + "d/%d, %s gone, %s left] %s ", begun, tasks, time(gone()),
        time(left()), task.text()));
    out.flush();
  }

  /** Returns the elapsed seconds. */
  private double gone() {
    return (nanos.getAsLong() - start) * 1e-9;
  }

  /** Returns the remaining seconds: the expected time, scaled by the ratio of actual to expected time so far. */
  private double left() {
    double stretch = secondsDone > 0 ? gone() / secondsDone : 1;
    return Math.max(0, seconds - secondsDone) * stretch;
  }

  /** Formats a time as h:mm:ss. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /** Ends the line of a task. */
  void end(Task task, String outcome) {
    secondsDone += task.timing().seconds();
    out.println(" " + outcome);
  }

  /** Ends the line of a failed task, and prints the end of its output. */
  void fail(Task task, String reason) {
    end(task, "FAILED: " + reason);
    said.forEach(text -> out.println("    " + text));
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    said.clear();
  }

  @Override
  public void println(String text) {
    if (text.startsWith("# Fork: ")) {
      out.print('.');
      out.flush();
    }
    print(text);
    keep();
  }

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void print(String text) {
    line.append(text);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value});
  }

  @Override
  public void write(byte[] text) {
    for (char c : new String(text, StandardCharsets.UTF_8).toCharArray()) {
      if (c == '\n') {
        keep();
      } else {
        line.append(c);
      }
    }
  }

  /** Returns the stream that stores output. */
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int value) {
        Progress.this.write(value);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        Progress.this.write(Arrays.copyOfRange(bytes, offset, offset + length));
      }
    };
  }

  private void keep() {
    said.addLast(line.toString());
    line.setLength(0);
    if (said.size() > KEPT) {
      said.removeFirst();
    }
  }
}

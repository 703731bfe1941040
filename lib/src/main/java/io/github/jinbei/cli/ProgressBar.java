package io.github.jinbei.cli;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * The line that moves while an epoch is worked on: {@code Epoch 7 [=====>    ]  55 %, 812000 samples/s, 3 s left}.
 * Redrawn in place at most ten times a second, and not at all in an epoch shorter than that.
 */
final class ProgressBar {

  private static final int CELLS = 24;
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintStream out;
  private final long rows;
  private final LongSupplier nanoTime;
  private long started;
  private long drawn;
  private int drawnLength;

  /**
   * A bar over {@code rows} rows an epoch.
   *
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  ProgressBar(PrintStream out, long rows, LongSupplier nanoTime) {
    this.out = out;
    this.rows = rows;
    this.nanoTime = nanoTime;
    restart();
  }

  /** An epoch begins. */
  void restart() {
    started = nanoTime.getAsLong();
    drawn = started;
  }

  /** {@code done} rows of the epoch are done. */
  void update(int epoch, long done) {
    long now = nanoTime.getAsLong();
    if (now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    String line = line(epoch, done, (now - started) / 1e9);
    out.print('\r' + line + " ".repeat(Math.max(0, drawnLength - line.length())));
    out.flush();
    drawnLength = line.length();
  }

  /** Takes the bar off the terminal, where there is one; what is printed next starts at the left edge. */
  void erase() {
    if (drawnLength > 0) {
      out.print('\r' + " ".repeat(drawnLength) + '\r');
      drawnLength = 0;
    }
  }

  private String line(int epoch, long done, double seconds) {
    double share = (double) done / rows;
    int filled = (int) (share * CELLS);
    String head = filled < CELLS ? ">" : "";
    String bar = "=".repeat(filled) + head + " ".repeat(CELLS - filled - head.length());
    return Text.format("Epoch %d [%s] %3.0f %%, %.0f samples/s, %.0f s left", epoch, bar, 100 * share, done / seconds,
        Math.ceil(seconds / share - seconds));
  }
}

package io.github.jinbei.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The progress of an epoch, or of other work, on one line: {@code Epoch 7 [=====>    ]  55 %, 812000 samples/s, 3 s left}.
 * Redraws the line in place at most ten times a second, and never in an epoch shorter than a tenth of a second. Leaves the last
 * column free, so that no terminal wraps the line, and omits what has no room. While the kernels are compiled, it shows no
 * speed: those steps are slower than the later ones.
 */
final class ProgressBar {

  private static final int CELLS = 24;
  private static final int FEWEST_CELLS = 8;
  private static final long REDRAW_NANOS = 100_000_000;

  /** Time after which most kernels are compiled, by the measurements in {@code bench/NOTES.md}. */
  private static final long WARM_UP_NANOS = 2_000_000_000;

  private final PrintStream out;
  private final String unit;
  private final IntSupplier width;
  private final LongSupplier nanoTime;
  private final long born;
  private long total;
  private int columns;
  private long drawn;
  private int drawnLength;

  /** The start of the measurement of speed: the time, and what was done by then. The speed counts only if warm. */
  private boolean warm;
  private long markNanos;
  private long markDone;

  /**
   * Makes a bar.
   *
   * @param unit the plural of what is counted
   * @param total the number of these in an epoch
   * @param width returns the columns of the terminal; called at the first drawing
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  ProgressBar(PrintStream out, String unit, long total, IntSupplier width, LongSupplier nanoTime) {
    this.out = out;
    this.unit = unit;
    this.total = total;
    this.width = width;
    this.nanoTime = nanoTime;
    this.born = nanoTime.getAsLong();
    restart();
  }

  /** Starts an epoch. */
  void restart() {
    drawn = nanoTime.getAsLong();
    mark(drawn, 0);
  }

  private void mark(long now, long done) {
    warm = now - born >= WARM_UP_NANOS;
    markNanos = now;
    markDone = done;
  }

  /** Changes the number of what is counted. */
  void total(long number) {
    total = number;
  }

  /** Draws the bar behind a text for what is done of the epoch, if it is time. */
  void update(String text, long done) {
    long now = nanoTime.getAsLong();
    if (now - drawn < REDRAW_NANOS) {
      return;
    }
    drawn = now;
    if (columns == 0) {
      columns = width.getAsInt();
    }
    String line = line(text + " ", done, now);
    out.print('\r' + line + " ".repeat(Math.max(0, drawnLength - line.length())));
    out.flush();
    drawnLength = line.length();
    if (!warm) {
      mark(now, done);
    }
  }

  /** Erases the bar from the terminal if there is one. The next text starts at the left edge. */
  void erase() {
    if (drawnLength > 0) {
      out.print('\r' + " ".repeat(drawnLength) + '\r');
      drawnLength = 0;
    }
  }

  private String line(String text, long done, long now) {
    String percent = Text.format("%3.0f %%", 100.0 * done / total);
    String shorter = percent;
    String full = percent + ", warming up";
    if (warm && done > markDone) {
      double perSecond = (done - markDone) / ((now - markNanos) / 1e9);
      String left = Text.format(", %.0f s left", Math.ceil((total - done) / perSecond));
      shorter = percent + left;
      full = percent + Text.format(", %.0f %s/s", perSecond, unit) + left;
    }
    for (String tail : List.of(full, shorter)) {
      int cells = Math.min(CELLS, columns - 1 - text.length() - "[] ".length() - tail.length());
      if (cells >= FEWEST_CELLS) {
        return text + bar(cells, done) + " " + tail;
      }
    }
    String line = text + shorter;
    return line.substring(0, Math.max(0, Math.min(line.length(), columns - 1)));
  }

  private String bar(int cells, long done) {
    int filled = (int) ((double) done / total * cells);
    String head = filled < cells ? ">" : "";
    return "[" + "=".repeat(filled) + head + " ".repeat(cells - filled - head.length()) + "]";
  }
}

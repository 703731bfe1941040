package io.github.jinbei.cli;

import io.github.jinbei.internal.text.Lines;
import io.github.jinbei.internal.text.Plain;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The progress of an epoch, or of other work, on one line: {@code Epoch 7 █▅▃▂▁ [==>  ]  55 %, 812 samples/s, 3 s left}.
 * The blocks are the losses of the epochs so far: from the least to the largest, by their logarithms.
 * Redraws the line in place at most ten times a second, and never in an epoch shorter than a tenth of a second. Leaves the last
 * column free, so that no terminal wraps the line, and omits what has no room. While the kernels are compiled, it shows no
 * speed: those steps are slower than the later ones.
 */
final class ProgressBar {

  private static final int CELLS = 24;
  private static final int FEWEST_CELLS = 8;

  /** The heights of a block, from the least to the largest loss. */
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  /** The most blocks. If there are more epochs, a block is the mean of 2 epochs, of 4, and so on. */
  private static final int MOST_BLOCKS = 12;

  /** Losses below this share of the largest one, such as 0, are drawn as if they were it. */
  private static final double LEAST_SHARE = 1e-6;
  private static final long REDRAW_NANOS = 100_000_000;

  /** Time after which most kernels are compiled, by the measurements in {@code bench/NOTES.md}. */
  private static final long WARM_UP_NANOS = 2_000_000_000;

  private final PrintStream out;
  private final String unit;
  private final IntSupplier width;
  private final LongSupplier nanoTime;
  private final boolean blocks;
  private final long born;
  private long total;
  private int columns;
  private long drawn;
  private int drawnLength;

  /** The start of the measurement of speed: the time, and what was done by then. The speed counts only if warm. */
  private boolean warm;
  private long markNanos;
  private long markDone;

  /** The sum of the losses of each block, and their number; and the epochs of a block. */
  private final double[] sums = new double[MOST_BLOCKS];
  private final int[] counts = new int[MOST_BLOCKS];
  private int span = 1;

  /**
   * Makes a bar.
   *
   * @param unit the plural of what is counted
   * @param total the number of these in an epoch
   * @param width returns the columns of the terminal; called at the first drawing
   * @param nanoTime a clock as {@link System#nanoTime}
   * @param blocks whether the terminal can show block elements
   */
  ProgressBar(PrintStream out, String unit, long total, IntSupplier width, LongSupplier nanoTime, boolean blocks) {
    this.out = out;
    this.unit = unit;
    this.total = total;
    this.width = width;
    this.nanoTime = nanoTime;
    this.blocks = blocks;
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

  /**
   * Adds the loss of an epoch. If an epoch has several losses, their mean counts.
   *
   * @param epoch from 1
   * @param loss at least 0; ignored if it is not finite
   */
  void add(int epoch, double loss) {
    if (!(loss <= Double.MAX_VALUE)) {
      return;
    }
    while ((epoch - 1) / span >= MOST_BLOCKS) {
      for (int i = 0; i < MOST_BLOCKS; i++) {
        boolean half = 2 * i < MOST_BLOCKS;
        sums[i] = half ? sums[2 * i] + sums[2 * i + 1] : 0;
        counts[i] = half ? counts[2 * i] + counts[2 * i + 1] : 0;
      }
      span *= 2;
    }
    sums[(epoch - 1) / span] += loss;
    counts[(epoch - 1) / span]++;
  }

  /** Removes all losses. */
  void clear() {
    Arrays.fill(sums, 0);
    Arrays.fill(counts, 0);
    span = 1;
  }

  /** Returns a block for each mean of losses and a space, or nothing if all are equal. */
  private String blocks() {
    double[] heights = new double[MOST_BLOCKS];
    double most = 0;
    for (int i = 0; i < MOST_BLOCKS; i++) {
      heights[i] = sums[i] / counts[i];
      most = counts[i] == 0 ? most : Math.max(most, heights[i]);
    }
    double range = 0;
    for (int i = 0; i < MOST_BLOCKS; i++) {
      // How far below the largest one. A block without a loss is NaN.
      heights[i] = Math.log(most / Math.max(heights[i], LEAST_SHARE * most));
      range = counts[i] == 0 ? range : Math.max(range, heights[i]);
    }
    StringBuilder text = new StringBuilder();
    for (double height : heights) {
      if (blocks && range > 0 && height >= 0) {
        text.append(BLOCKS.charAt((int) Math.round((1 - height / range) * (BLOCKS.length() - 1))));
      }
    }
    return text.length() == 0 ? "" : text.append(' ').toString();
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
    String percent = Lines.right(Plain.fixed(100.0 * done / total, 0), 3) + " %";
    String shorter = percent;
    String full = percent + ", warming up";
    if (warm && done > markDone) {
      double perSecond = (done - markDone) / ((now - markNanos) / 1e9);
      String time = ", " + Plain.fixed(Math.ceil((total - done) / perSecond), 0) + " s left";
      shorter = percent + time;
      full = percent + ", " + Plain.fixed(perSecond, 0) + " " + unit + "/s" + time;
    }
    for (int left = 2; left >= 0; left--) {
      String start = text + (left == 2 ? blocks() : "");
      String tail = left > 0 ? full : shorter;
      int cells = Math.min(CELLS, columns - 1 - start.length() - "[] ".length() - tail.length());
      if (cells >= FEWEST_CELLS) {
        return start + bar(cells, done) + " " + tail;
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

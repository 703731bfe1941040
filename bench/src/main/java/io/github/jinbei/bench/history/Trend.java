package io.github.jinbei.bench.history;

import io.github.jinbei.bench.results.Key;
import java.util.List;

/**
 * A key over the commits.
 *
 * @param key what was measured
 * @param unit of the figures
 * @param moreIsBetter whether a larger figure is the better one
 * @param points oldest first; not empty
 * @param current whether the history's last commit has it; false where a benchmark was given up or left out
 */
public record Trend(Key key, String unit, boolean moreIsBetter, List<Point> points, boolean current) {

  /** The point of the last commit that has it. */
  public Point latest() {
    return points.get(points.size() - 1);
  }
}

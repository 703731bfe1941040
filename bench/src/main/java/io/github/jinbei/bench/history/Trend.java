package io.github.jinbei.bench.history;

import io.github.jinbei.bench.results.Key;
import java.util.List;

/**
 * The figures of a key over the commits.
 *
 * @param key the benchmark with its mode, threads and parameters
 * @param unit the unit of the figures
 * @param moreIsBetter whether a larger figure is better
 * @param points the points, oldest first; not empty
 * @param current whether the history's last commit has this key; false if the benchmark was removed or left out
 */
public record Trend(Key key, String unit, boolean moreIsBetter, List<Point> points, boolean current) {

  /** Returns the point of the last commit that has this key. */
  public Point latest() {
    return points.get(points.size() - 1);
  }
}

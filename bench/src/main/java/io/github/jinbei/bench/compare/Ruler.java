package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A reference that was measured in the same run. A side's speeds are divided by it, so effects on the whole machine cancel. Of
 * several results the ruler is the geometric mean.
 */
final class Ruler {

  private final List<double[]> speeds = new ArrayList<>(); // logarithms by fork, of each result

  private Ruler() {}

  /**
   * Returns the ruler of a side.
   *
   * @return the ruler, or null if there is no pattern, or no usable result that matches it
   */
  static Ruler of(Collection<Result> side, Pattern pattern) {
    if (pattern == null) {
      return null;
    }
    Ruler ruler = new Ruler();
    for (Result result : side) {
      Sample sample = isRuler(result.key(), pattern) && result.flaw().isEmpty() ? Sample.of(result, null) : null;
      if (sample != null) {
        ruler.speeds.add(sample.values());
      }
    }
    return ruler.speeds.isEmpty() ? null : ruler;
  }

  static boolean isRuler(Key key, Pattern pattern) {
    return pattern != null && pattern.matcher(key.text()).find();
  }

  /** Returns the logarithms of the ruler's speed: fork by fork if it has this many forks, else its trimmed mean for all. */
  double[] speeds(int forks) {
    double[] mean = new double[forks];
    for (double[] speed : speeds) {
      double all = TrimmedMean.of(speed.clone());
      for (int f = 0; f < forks; f++) {
        mean[f] += (speed.length == forks ? speed[f] : all) / speeds.size();
      }
    }
    return mean;
  }
}

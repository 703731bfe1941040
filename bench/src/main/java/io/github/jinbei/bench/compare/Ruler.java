package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A reference measured in the same run, that a side's speeds are divided by: what makes the machine faster or slower as
 * a whole then cancels. Of several results it is the geometric mean.
 */
final class Ruler {

  private final List<double[]> speeds = new ArrayList<>(); // logarithms by fork, of each result

  private Ruler() {}

  /**
   * The ruler of a side.
   *
   * @return null if there is no pattern, or no usable result that it finds
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

  /** Logarithms of the ruler's speed for so many forks: fork by fork if it has as many, else its trimmed mean for all. */
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

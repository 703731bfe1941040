package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That intervals cover the truth as often as they say, and errors are those of theory. */
class BootstrapTest {

  /** Forks whose logarithms are normal with standard deviation {@code sigma}, iterations a tenth of that. */
  private static Sample sample(int forks, double sigma, SplittableRandom random) {
    double[][] values = new double[forks][5];
    for (double[] fork : values) {
      double level = sigma * random.nextGaussian();
      for (int i = 0; i < fork.length; i++) {
        fork[i] = Math.exp(level + sigma / 10 * random.nextGaussian());
      }
    }
    Result result = new Result(new Key("a.B.c", "thrpt", 1, new TreeMap<>()), true, new Metric("ops/s", values),
        new TreeMap<>(), Map.of());
    return Sample.of(result, null, 3);
  }

  /**
   * Over 600 comparisons without a difference the interval of 95 % misses 0 in 5 % of them: within 4 standard deviations
   * of the binomial distribution above that; it may be wider for few forks, whose bootstrap has few values.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20})
  void intervalsCover(int forks) {
    SplittableRandom random = new SplittableRandom(11);
    int runs = 600;
    int missed = 0;
    for (int run = 0; run < runs; run++) {
      Sample base = sample(forks, 0.02, random);
      Sample current = sample(forks, 0.02, random);
      Effect effect = new Effect(base, current, run);
      Bootstrap bootstrap = new Bootstrap(effect);
      missed += bootstrap.low(0.95) > 0 || bootstrap.high(0.95) < 0 ? 1 : 0;
    }
    double expected = 0.05 * runs;
    assertTrue(missed <= expected + 4 * Math.sqrt(expected), missed + " of " + runs + " missed, seed 11");
    assertTrue(missed >= 1, "never misses: " + missed);
  }

  /** sigma · sqrt(2/n) for means; a mean trimmed by three tenths at either end some 1.13 times that; 15 % for chance. */
  @Test
  void standardErrorsAreThoseOfTheory() {
    SplittableRandom random = new SplittableRandom(5);
    double sum = 0;
    int runs = 50;
    for (int run = 0; run < runs; run++) {
      Effect effect = new Effect(sample(20, 0.02, random), sample(20, 0.02, random), run);
      sum += new Bootstrap(effect).standardError();
    }
    assertEquals(0.02 * Math.sqrt(2 / 20.0) * 1.13, sum / runs, 0.15 * 0.02 * Math.sqrt(2 / 20.0));
  }

  @Test
  void wideConfidenceIsWide() {
    SplittableRandom random = new SplittableRandom(5);
    Bootstrap bootstrap = new Bootstrap(new Effect(sample(10, 0.02, random), sample(10, 0.02, random), 1));
    assertTrue(bootstrap.low(0.99) < bootstrap.low(0.9));
    assertTrue(bootstrap.high(0.99) > bootstrap.high(0.9));
    assertTrue(bootstrap.low(0.9) < bootstrap.high(0.9));
  }

  /** Thresholds round both ends of the interval: within exactly if both ends are. */
  @Test
  void withinIsWhatTheIntervalSays() {
    SplittableRandom random = new SplittableRandom(6);
    int within = 0;
    for (int run = 0; run < 200; run++) {
      Effect effect = new Effect(sample(8, 0.02, random), sample(8, 0.02, random), run);
      Bootstrap bootstrap = new Bootstrap(effect);
      double most = 0.02 + 0.04 * random.nextDouble();
      boolean expected = bootstrap.low(0.99) >= -most && bootstrap.high(0.99) <= most;
      assertEquals(expected, Bootstrap.within(most, effect, 0.99), "run " + run);
      within += expected ? 1 : 0;
    }
    assertTrue(within > 20 && within < 180, within + " of 200 within: the thresholds test nothing");
  }

  @Test
  void sameSeedSameInterval() {
    Sample base = sample(10, 0.02, new SplittableRandom(1));
    Sample current = sample(10, 0.02, new SplittableRandom(2));
    assertEquals(new Bootstrap(new Effect(base, current, 9)).low(0.99),
        new Bootstrap(new Effect(base, current, 9)).low(0.99));
  }
}

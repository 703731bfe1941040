package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Synthetic noise of forks, of the worst kinds: added to the logarithm of a fork's speed. */
enum SyntheticNoise {
  NORMAL(random -> 0.02 * random.nextGaussian()),
  /** Student's distribution with 2 degrees of freedom: its variance is infinite. */
  HEAVY_TAILED(random -> 0.01 * random.nextGaussian() / Math.sqrt(-Math.log(1 - random.nextDouble()))),
  /** Two modes a tenth apart, as from two results of the JIT compiler. */
  BIMODAL(random -> (random.nextBoolean() ? 0.1 : 0) + 0.003 * random.nextGaussian()),
  /** One fork in five is slower by 20 to 50 %. */
  BURSTS(random -> 0.01 * random.nextGaussian()
      + (random.nextInt(5) == 0 ? Math.log(1 - 0.2 - 0.3 * random.nextDouble()) : 0)),
  /** All forks are equal except for the last bits. */
  NONE(random -> 1e-9 * random.nextDouble());

  private final ToDoubleFunction<SplittableRandom> fork;

  SyntheticNoise(ToDoubleFunction<SplittableRandom> fork) {
    this.fork = fork;
  }

  /** Returns forks of a speed, given as its logarithm. */
  Sample sample(double speed, int forks, SplittableRandom random) {
    double[][] values = new double[forks][1];
    for (double[] value : values) {
      value[0] = Math.exp(fork.applyAsDouble(random) + speed);
    }
    Key key = new Key("a.B.c", "thrpt", 1, new TreeMap<>());
    return Sample.of(new Result(key, new Metric("ops/s", values), new TreeMap<>(), Map.of()), null);
  }

  /** Returns two sides without a difference. */
  Sample[] pair(int forks, SplittableRandom random) {
    return new Sample[] {sample(0, forks, random), sample(0, forks, random)};
  }
}

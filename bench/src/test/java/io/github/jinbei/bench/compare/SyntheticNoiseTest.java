package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often interleaved runs of eight rows go wrong where the noise is of the worst kinds there are. */
class SyntheticNoiseTest {

  private static final int RUNS = 10_000;
  private static final int FEWER_RUNS = 1_000;
  private static final int ROUNDS = 20;
  private static final long SEED = 20261121;
  private static final List<String> ROWS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  /** Logarithm of a fork's speed. */
  private enum Noise {
    NORMAL(random -> 0.02 * random.nextGaussian()),
    /** Student's distribution with 2 degrees of freedom: its variance is infinite. */
    HEAVY_TAILED(random -> 0.01 * random.nextGaussian() / Math.sqrt(-Math.log(1 - random.nextDouble()))),
    /** Two ways to compile the same, a tenth apart. */
    BIMODAL(random -> (random.nextBoolean() ? 0.1 : 0) + 0.003 * random.nextGaussian()),
    /** One fork in five meets a burst that takes 20 to 50 %. */
    BURSTS(random -> 0.01 * random.nextGaussian()
        + (random.nextInt(5) == 0 ? Math.log(1 - 0.2 - 0.3 * random.nextDouble()) : 0)),
    /** All forks are equal but for the last bits. */
    NONE(random -> 1e-9 * random.nextDouble());

    private final ToDoubleFunction<SplittableRandom> fork;

    Noise(ToDoubleFunction<SplittableRandom> fork) {
      this.fork = fork;
    }
  }

  private static Sample sample(Noise noise, double shift, int forks, SplittableRandom random) {
    double[][] values = new double[forks][1];
    for (double[] fork : values) {
      fork[0] = Math.exp(noise.fork.applyAsDouble(random) + shift);
    }
    Key key = new Key("a.B.c", "thrpt", 1, new TreeMap<>());
    return Sample.of(new Result(key, true, new Metric("ops/s", values), new TreeMap<>(), Map.of()), null, 1);
  }

  /** A family of unchanged rows has any verdict of change in at most 1 % of runs, looked at four times. */
  @ParameterizedTest
  @EnumSource
  void falseVerdictsAreRare(Noise noise) {
    boolean worst = noise == Noise.HEAVY_TAILED || noise == Noise.BIMODAL;
    SimulatedRuns runs = new SimulatedRuns(ROWS, (row, rounds, random) ->
        new Sample[] {sample(noise, 0, rounds, random), sample(noise, 0, rounds, random)},
        worst ? RUNS : FEWER_RUNS, ROUNDS, SEED);
    assertTrue(runs.runsWithChanged <= runs.runs / 100, noise + ", seed " + SEED + ": " + runs);
  }

  /** A row that is slower by 5 % is called equivalent, or faster, in at most 1 % of cases. */
  @ParameterizedTest
  @EnumSource
  void slowRowsAreNotCalledEquivalent(Noise noise) {
    SimulatedRuns runs = new SimulatedRuns(ROWS, (row, rounds, random) ->
        new Sample[] {sample(noise, 0, rounds, random), sample(noise, -0.05, rounds, random)}, FEWER_RUNS, ROUNDS, SEED);
    int wrong = 0;
    for (String row : ROWS) {
      wrong += runs.count(row, Verdict.EQUIVALENT) + runs.count(row, Verdict.IMPROVED);
    }
    assertTrue(wrong <= FEWER_RUNS * ROWS.size() / 100, noise + ", seed " + SEED + ": " + runs);
  }
}

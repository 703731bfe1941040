package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests how often interleaved runs of eight rows give wrong verdicts with the worst kinds of noise. */
@Tag("simulation")
class SyntheticNoiseTest {

  private static final int RUNS = 10_000;
  private static final int FEWER_RUNS = 1_000;
  private static final int ROUNDS = 20;
  private static final long SEED = 20261121;
  private static final List<String> ROWS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  /** A family of unchanged rows has a verdict of change in at most 1 % of runs with four looks. */
  @ParameterizedTest
  @EnumSource
  void falseVerdictsAreRare(SyntheticNoise noise) {
    boolean worst = noise == SyntheticNoise.HEAVY_TAILED || noise == SyntheticNoise.BIMODAL;
    SimulatedRuns runs = new SimulatedRuns(ROWS, (row, rounds, random) ->
        new Sample[] {noise.sample(0, rounds, random), noise.sample(0, rounds, random)},
        worst ? RUNS : FEWER_RUNS, ROUNDS, SEED);
    assertTrue(runs.runsWithChanged <= runs.runs / 100, noise + ", seed " + SEED + ": " + runs);
  }

  /** A row that is slower by 5 % is called equivalent, or faster, in at most 1 % of cases. */
  @ParameterizedTest
  @EnumSource
  void slowRowsAreNotCalledEquivalent(SyntheticNoise noise) {
    SimulatedRuns runs = new SimulatedRuns(ROWS, (row, rounds, random) ->
        new Sample[] {noise.sample(0, rounds, random), noise.sample(-0.05, rounds, random)}, FEWER_RUNS, ROUNDS, SEED);
    int wrong = 0;
    for (String row : ROWS) {
      wrong += runs.count(row, Verdict.EQUIVALENT) + runs.count(row, Verdict.IMPROVED);
    }
    assertTrue(wrong <= FEWER_RUNS * ROWS.size() / 100, noise + ", seed " + SEED + ": " + runs);
  }
}

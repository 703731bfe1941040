package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests how often interleaved runs give wrong verdicts, and what they find, with the noise of a busy machine: runs with the
 * default settings, of at most 20 rounds, drawn from {@link RecordedNoise}.
 */
@Tag("simulation")
class NoiseTest {

  private static final int RUNS = 10_000;
  private static final int ROUNDS = 20;
  private static final long SEED = 20261121;

  private static RecordedNoise noise;

  @BeforeAll
  static void read() throws IOException {
    noise = RecordedNoise.read();
  }

  private static SimulatedRuns simulate(String slowdown) {
    return new SimulatedRuns(noise.rows(), (row, rounds, random) -> noise.draw(row, slowdown, rounds, random), RUNS,
        ROUNDS, SEED);
  }

  @Test
  void eightRowsWereRecorded() {
    assertEquals(8, noise.rows().size());
    assertTrue(noise.rounds() >= 100, noise.rounds() + " rounds");
  }

  /** In at most 1 % of the runs of the whole family a row is called slower or faster. */
  @Test
  void theBaseAgainstItselfIsRarelyChanged() {
    SimulatedRuns runs = simulate("0");
    assertTrue(runs.runsWithChanged <= RUNS / 100, "seed " + SEED + ": " + runs);
  }

  /**
   * The slowdown, and the percentage of runs in which it must be found, in each row except one: forks of gemm-scalar-64 are of
   * two kinds a twentieth apart, and 20 of them do not always distinguish this from a slowdown of that size.
   */
  @ParameterizedTest
  @CsvSource({"0.03, 80, 40", "0.05, 95, 85", "0.1, 99, 99"})
  void slowdownsAreFound(String slowdown, int percent, int ofTwoKinds) {
    SimulatedRuns runs = simulate(slowdown);
    long wrong = 0;
    for (String row : noise.rows()) {
      int least = row.equals("gemm-scalar-64") ? ofTwoKinds : percent;
      assertTrue(100L * runs.count(row, Verdict.REGRESSED) >= (long) least * RUNS, row + ", seed " + SEED + ": " + runs);
      wrong += runs.count(row, Verdict.IMPROVED) + runs.count(row, Verdict.EQUIVALENT);
    }
    assertTrue(100 * wrong <= (long) RUNS * noise.rows().size(), "wrong verdicts, seed " + SEED + ": " + runs);
  }
}

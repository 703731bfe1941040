package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Many simulated interleaved runs of a family of rows, tested as by {@code ab}, with forks from a source. */
final class SimulatedRuns {

  /** Draws base and current forks of a row, for all rounds. */
  interface Source {
    Sample[] draw(String row, int rounds, SplittableRandom random);
  }

  /** The number of runs by row and verdict. */
  final Map<String, Map<Verdict, Integer>> verdicts = new TreeMap<>();
  final int runs;
  int runsWithRegressed;
  int runsWithImproved;
  int runsWithEquivalent;
  /** The number of runs in which any row was called slower or faster. */
  int runsWithChanged;
  /** The rounds and forks of all runs. */
  long rounds;
  long forks;

  private record Run(Map<String, Verdict> verdicts, int rounds, int forks) {}

  SimulatedRuns(List<String> rows, Source source, int runs, int maxRounds, long seed) {
    this.runs = runs;
    List<Run> all = IntStream.range(0, runs).parallel()
        .mapToObj(run -> run(rows, source, maxRounds, new SplittableRandom(seed + 1_000_003L * run))).toList();
    for (Run run : all) {
      run.verdicts.forEach((row, verdict) ->
          verdicts.computeIfAbsent(row, r -> new EnumMap<>(Verdict.class)).merge(verdict, 1, Integer::sum));
      runsWithRegressed += run.verdicts.containsValue(Verdict.REGRESSED) ? 1 : 0;
      runsWithImproved += run.verdicts.containsValue(Verdict.IMPROVED) ? 1 : 0;
      runsWithEquivalent += run.verdicts.containsValue(Verdict.EQUIVALENT) ? 1 : 0;
      runsWithChanged += run.verdicts.containsValue(Verdict.REGRESSED) || run.verdicts.containsValue(Verdict.IMPROVED)
          ? 1 : 0;
      rounds += run.rounds;
      forks += run.forks;
    }
  }

  private static Run run(List<String> rows, Source source, int maxRounds, SplittableRandom random) {
    Map<String, Sample[]> samples = new HashMap<>();
    rows.forEach(row -> samples.put(row, source.draw(row, maxRounds, random)));
    Looks looks = new Looks(maxRounds);
    Map<String, String> texts = new TreeMap<>();
    rows.forEach(row -> texts.put(row, row));
    Family<String> family = new Family<>(Settings.defaults(), texts, Progress.NONE);
    int forks = 0;
    int round = 0;
    while (round < maxRounds && !family.undecided().isEmpty()) {
      round++;
      forks += 2 * family.undecided().size();
      if (looks.after(round)) {
        Map<String, Effect> effects = new TreeMap<>();
        for (String row : family.undecided()) {
          Sample[] sides = samples.get(row);
          effects.put(row, new Effect(sides[0].first(round), sides[1].first(round)));
        }
        family.look(effects, looks.share(), round == maxRounds);
      }
    }
    Map<String, Verdict> verdicts = new TreeMap<>();
    rows.forEach(row -> verdicts.put(row, family.verdict(row)));
    return new Run(verdicts, round, forks);
  }

  /** Returns the number of runs in which the row got the verdict. */
  int count(String row, Verdict verdict) {
    return verdicts.get(row).getOrDefault(verdict, 0);
  }

  @Override
  public String toString() {
    return runs + " runs: with any REGRESSED " + runsWithRegressed + ", IMPROVED " + runsWithImproved + ", EQUIVALENT "
        + runsWithEquivalent + "; " + (double) rounds / runs + " rounds, " + (double) forks / runs + " forks a run; "
        + verdicts;
  }

  /**
   * Prints the verdicts for each slowdown, with the rounds and forks used. Arguments: runs, rounds, and optionally the
   * uncompressed file of another recording than that of the tests.
   */
  public static void main(String[] args) throws IOException {
    RecordedNoise noise = args.length > 2 ? new RecordedNoise(Files.newInputStream(Path.of(args[2])))
        : RecordedNoise.read();
    System.out.println(noise.rounds() + " rounds recorded");
    for (String slowdown : List.of("0", "0.02", "0.03", "0.05", "0.1")) {
      SimulatedRuns runs = new SimulatedRuns(noise.rows(), (row, rounds, random) ->
          noise.draw(row, slowdown, rounds, random), Integer.parseInt(args[0]), Integer.parseInt(args[1]), 20261121);
      System.out.println("slowdown " + slowdown + ": " + runs);
    }
  }
}

package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** The recording of {@code ForkRecorder}: forks of a few rows, unchanged and slowed, and interleaved runs drawn from them. */
final class RecordedNoise {

  private final SortedMap<String, Map<String, Sample>> rows = new TreeMap<>(); // [row][slowdown], forks by round
  private final int rounds;

  /** Reads lines with row, slowdown, round and iterations. */
  RecordedNoise(InputStream in) throws IOException {
    SortedMap<String, Map<String, SortedMap<Integer, double[]>>> read = new TreeMap<>();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split("\t");
        double[] iterations = Arrays.stream(words).skip(3).mapToDouble(Double::parseDouble).toArray();
        read.computeIfAbsent(words[0], row -> new HashMap<>()).computeIfAbsent(words[1], slowdown -> new TreeMap<>())
            .put(Integer.parseInt(words[2]), iterations);
      }
    }
    TreeSet<Integer> counts = new TreeSet<>();
    read.forEach((row, variants) -> variants.forEach((slowdown, forks) -> {
      counts.add(forks.size());
      rows.computeIfAbsent(row, r -> new HashMap<>()).put(slowdown, sample(row, forks.values().toArray(new double[0][])));
    }));
    if (counts.size() != 1) {
      throw new IOException("rows have unlike numbers of rounds: " + counts);
    }
    rounds = counts.first();
  }

  /** Returns the recording in the resources of this class. */
  static RecordedNoise read() throws IOException {
    try (InputStream in = RecordedNoise.class.getResourceAsStream("forks.tsv.gz")) {
      return new RecordedNoise(new GZIPInputStream(in));
    }
  }

  private static Sample sample(String row, double[][] forks) {
    Key key = new Key(row, "thrpt", 1, new TreeMap<>());
    return Sample.of(new Result(key, new Metric("ops/s", forks), new TreeMap<>(), Map.of()), null);
  }

  List<String> rows() {
    return List.copyOf(rows.keySet());
  }

  int rounds() {
    return rounds;
  }

  Sample sample(String row, String slowdown) {
    return rows.get(row).get(slowdown);
  }

  /**
   * Draws the forks of an interleaved run: blocks of four consecutive rounds, each block from a random place. If the base is
   * compared with itself, both sides come from pairs of consecutive rounds, which are further apart in time than two forks of
   * one round.
   *
   * @return base and current
   */
  Sample[] draw(String row, String slowdown, int runRounds, SplittableRandom random) {
    int[] base = new int[runRounds];
    int[] current = new int[runRounds];
    boolean self = slowdown.equals("0");
    int span = self ? 2 * 4 : 4;
    int first = 0;
    for (int r = 0; r < runRounds; r++) {
      int inBlock = r % 4;
      if (inBlock == 0) {
        first = random.nextInt(rounds - span + 1);
      }
      if (self) {
        int swap = r % 2;
        base[r] = first + 2 * inBlock + swap;
        current[r] = first + 2 * inBlock + 1 - swap;
      } else {
        base[r] = first + inBlock;
        current[r] = base[r];
      }
    }
    return new Sample[] {sample(row, "0").pick(base), sample(row, slowdown).pick(current)};
  }
}

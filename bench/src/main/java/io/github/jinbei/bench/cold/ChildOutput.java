package io.github.jinbei.bench.cold;

import io.github.jinbei.bench.cold.child.ColdProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result that a process prints. */
final class ChildOutput {

  private ChildOutput() {}

  /**
   * Reads a result.
   *
   * @param lines all lines of the process
   * @param end the end of the measurement in seconds
   * @param cpu the CPU times of the process
   * @return the result; empty if it is not complete
   */
  static Optional<Measurement> parse(List<String> lines, double end, List<CpuTimes> cpu) {
    Map<String, String> entries = new HashMap<>();
    List<String[]> records = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words.length >= 3 && words[0].equals(ColdProcess.MARK)) {
        if (words[1].equals(ColdProcess.RECORD)) {
          records.add(words);
        } else {
          entries.put(words[1], words[2]);
        }
      }
    }
    if (!entries.containsKey(ColdProcess.END) || records.isEmpty()) {
      return Optional.empty();
    }
    double[] seconds = records.stream().mapToDouble(words -> Long.parseLong(words[2]) * 1e-9).toArray();
    long[] samples = records.stream().mapToLong(words -> Long.parseLong(words[3])).toArray();
    return Optional.of(new Measurement(Long.parseLong(entries.get(ColdProcess.MAIN)) * 1e-9,
        entries.get(ColdProcess.BACKEND), entries.get(ColdProcess.JDK), new Curve(seconds, samples, end), cpu));
  }
}

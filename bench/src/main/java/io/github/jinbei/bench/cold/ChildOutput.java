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
   * @throws IllegalArgumentException if a line of it is damaged, as by output of the VM in its middle
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
    double[] seconds = records.stream().mapToDouble(words -> number(words, 2) * 1e-9).toArray();
    long[] samples = records.stream().mapToLong(words -> number(words, 3)).toArray();
    return Optional.of(new Measurement(number(new String[] {entries.get(ColdProcess.MAIN)}, 0) * 1e-9,
        entries.get(ColdProcess.BACKEND), entries.get(ColdProcess.JDK), new Curve(seconds, samples, end), cpu));
  }

  private static long number(String[] words, int index) {
    try {
      return Long.parseLong(words[index]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("the output of a process has a damaged line, \"" + String.join(" ", words)
          + "\"; VM options that print, such as -Xlog or -XX:+PrintCompilation, can cause that", e);
    }
  }
}

package io.github.jinbei.bench.ab;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.bench.results.ResultFiles;
import io.github.jinbei.bench.results.UnreadableResultsException;
import io.github.jinbei.internal.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forks of one side: starts them, one at a time, and keeps what they measured. */
final class Forks {

  /** Lines of a failed fork's output that are told. */
  private static final int TOLD = 12;

  /** A line of a stack trace, of which JMH prints more than would be left of its words. */
  private static final Pattern FRAME = Pattern.compile("\\s+(at .+|\\.\\.\\. \\d+ (more|common frames omitted))");

  private final Side side;
  private final JmhArguments arguments;
  private final Path folder;
  private final List<Path> parts = new ArrayList<>();
  private final Map<Unit, Set<Key>> keys = new LinkedHashMap<>();
  private final Map<Unit, String> failures = new LinkedHashMap<>();

  /**
   * No forks yet.
   *
   * @param folder where parts may be written
   */
  Forks(Side side, JmhArguments arguments, Path folder) {
    this.side = side;
    this.arguments = arguments;
    this.folder = folder;
  }

  /**
   * Lists what the arguments choose of this side: nothing, if it has none of that.
   *
   * @throws IOException if JMH cannot be run
   */
  Listing listing() throws IOException, InterruptedException {
    List<String> list = new ArrayList<>(List.of("-lp"));
    list.addAll(arguments.all());
    Output output = run(side.command(list));
    if (output.status != 0) {
      throw new IOException(side.name() + ": " + side.classPath() + ": JMH does not list its benchmarks: "
          + output.lines.stream().filter(line -> !line.isBlank()).reduce("no output", (before, line) -> line));
    }
    return Listing.parse(output.lines, DeclaredParameters.of(side.classPath()), arguments.given());
  }

  /** Measures one fork; a failure is kept, and told by {@link #results}. */
  void measure(Unit unit) throws IOException, InterruptedException {
    Path part = folder.resolve(side.name() + "-" + (parts.size() + 1) + ".json");
    List<String> jmh = new ArrayList<>(unit.arguments());
    jmh.addAll(arguments.general());
    jmh.addAll(List.of("-f", "1", "-foe", "true", "-rf", "json", "-rff", part.toString()));
    Output output = run(side.command(jmh));
    String reason = output.status == 0 && Files.exists(part) && Files.size(part) > 0 ? read(unit, part) : "";
    if (reason == null) {
      return;
    }
    List<String> lines = output.lines.stream().filter(line -> !line.isBlank() && !FRAME.matcher(line).matches())
        .collect(Collectors.toList());
    failures.put(unit, reason.isEmpty()
        ? String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD), lines.size())) : reason);
    Files.deleteIfExists(part); // JMH creates it before it measures
  }

  /** Adds a part, and returns null; or returns why it holds nothing that can be read. */
  private String read(Unit unit, Path part) {
    try {
      Set<Key> measured = ResultFiles.read(List.of(part)).keySet();
      if (measured.isEmpty()) {
        return "";
      }
      keys.computeIfAbsent(unit, u -> new TreeSet<>()).addAll(measured);
      parts.add(part);
      return null;
    } catch (UnreadableResultsException e) {
      return e.getMessage();
    }
  }

  /** What the unit's forks measured. Parameters have the values that JMH wrote, which may lack a line break. */
  Set<Key> keys(Unit unit) {
    return keys.getOrDefault(unit, Set.of());
  }

  /** The end of the output of each unit's fork that failed. */
  Map<Unit, String> failures() {
    return failures;
  }

  /** All forks so far. A unit that failed has the keys that it has on either side, without forks. */
  SortedMap<Key, Result> results(Forks other) throws UnreadableResultsException {
    SortedMap<Key, Result> results = parts.isEmpty() ? new TreeMap<>() : new TreeMap<>(ResultFiles.readParts(parts));
    for (Unit unit : failures.keySet()) {
      Set<Key> known = new TreeSet<>(keys(unit));
      known.addAll(other.keys(unit));
      if (known.isEmpty()) {
        known.add(unit.key());
      }
      for (Key key : known) {
        results.put(key, new Result(key, true, new Metric("ops/s", new double[0][]), new TreeMap<>(), Map.of()));
      }
    }
    return results;
  }

  /** Writes all forks to one file of JMH's form. */
  void write(Path file) throws IOException, UnreadableResultsException {
    if (parts.isEmpty()) {
      AtomicFile.replace(file, "[]\n"); // as JMH leaves one
    } else {
      ResultFiles.concatenate(parts, file);
    }
  }

  /** Whether no fork has measured anything. */
  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Deletes the forks' own files. */
  void clean() throws IOException {
    for (Path part : parts) {
      Files.deleteIfExists(part);
    }
  }

  private record Output(int status, List<String> lines) {}

  private static Output run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
    process.getOutputStream().close();
    Runtime runtime = Runtime.getRuntime();
    Thread stop = new Thread(process::destroy);
    runtime.addShutdownHook(stop);
    try (InputStream in = process.getInputStream()) {
      String text = new String(in.readAllBytes(), Charset.defaultCharset());
      return new Output(process.waitFor(), text.lines().collect(Collectors.toList()));
    } finally {
      process.destroy();
      removeHook(runtime, stop);
    }
  }

  private static void removeHook(Runtime runtime, Thread hook) {
    try {
      runtime.removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The VM is going down, and the hook runs.
    }
  }
}

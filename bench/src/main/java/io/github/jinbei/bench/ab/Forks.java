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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forks of one side: starts them, one at a time, and stores their results. */
final class Forks {

  /** The number of lines of a failed fork's output that are reported. */
  private static final int TOLD = 12;

  /** A line of a stack trace. These are removed: JMH prints so many that its message would be lost. */
  private static final Pattern FRAME = Pattern.compile("\\s+(at .+|\\.\\.\\. \\d+ (more|common frames omitted))");

  /** The time to wait for a signal to this VM after a fork failed; a terminal's signal arrives within a few ms. */
  private static final long SIGNAL_MILLIS = 500;

  private static final long POLL_MILLIS = 10;

  /** The time that a process gets to end after the signal TERM; a VM without shutdown hooks takes some ms. */
  private static final long GRACE_SECONDS = 5;

  private final Side side;
  private final JmhArguments arguments;
  private final Path folder;
  private final BooleanSupplier stop;
  private final List<Path> parts = new ArrayList<>();
  private final Map<Unit, Set<Key>> keys = new LinkedHashMap<>();
  private final Map<Unit, String> failures = new LinkedHashMap<>();
  private int complete;

  /**
   * Creates the forks of a side; none has run.
   *
   * @param folder the folder for the forks' own files
   * @param stop whether the run should end as soon as possible
   */
  Forks(Side side, JmhArguments arguments, Path folder, BooleanSupplier stop) {
    this.side = side;
    this.arguments = arguments;
    this.folder = folder;
    this.stop = stop;
  }

  /**
   * Lists the benchmarks of this side that the arguments select; the list may be empty.
   *
   * @throws IOException if JMH cannot be run
   * @throws InterruptedException if the run was stopped
   */
  Listing listing() throws IOException, InterruptedException {
    List<String> list = new ArrayList<>(List.of("-lp"));
    list.addAll(arguments.all());
    Output output = output(list);
    if (output.status != 0) {
      throw new IOException(side.name() + ": " + side.classPath() + ": JMH does not list its benchmarks: "
          + output.words().reduce("no output", (before, line) -> line));
    }
    return Listing.parse(output.lines, DeclaredParameters.of(side.classPath()), arguments.given());
  }

  /**
   * Measures one fork. A failure is stored for {@link #results} and {@link #failures}.
   *
   * @throws InterruptedException if the run was stopped; the fork has no result then
   */
  void measure(Unit unit) throws IOException, InterruptedException {
    Path part = folder.resolve(side.name() + "-" + (parts.size() + 1) + ".json");
    List<String> jmh = new ArrayList<>(unit.arguments());
    jmh.addAll(arguments.general());
    jmh.addAll(List.of("-f", "1", "-foe", "true", "-rf", "json", "-rff", part.toString()));
    Output output;
    try {
      output = output(jmh);
    } catch (InterruptedException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    String reason = output.status == 0 && Files.exists(part) && Files.size(part) > 0 ? read(unit, part) : "";
    if (reason == null) {
      return;
    }
    List<String> lines = output.words().collect(Collectors.toList());
    failures.put(unit, reason.isEmpty()
        ? String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD), lines.size())) : reason);
    Files.deleteIfExists(part); // JMH creates it before it measures
  }

  /** Adds the results of a fork's file and returns null, or returns why the file cannot be used. */
  private String read(Unit unit, Path part) {
    try {
      Set<Key> measured = ResultFiles.readParts(List.of(part)).keySet();
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

  /** Ends a round. {@link #results} contains only ended rounds. */
  void endRound() {
    complete = parts.size();
  }

  /** Returns the keys that the unit's forks measured, with the parameter values that JMH wrote; these may lack a line break. */
  Set<Key> keys(Unit unit) {
    return keys.getOrDefault(unit, Set.of());
  }

  /** Returns the end of the output of the failed fork of each unit. */
  Map<Unit, String> failures() {
    return failures;
  }

  /** Returns all forks of complete rounds. A failed unit has its keys of either side, without forks. */
  SortedMap<Key, Result> results(Forks other) throws UnreadableResultsException {
    SortedMap<Key, Result> results =
        complete == 0 ? new TreeMap<>() : new TreeMap<>(ResultFiles.readParts(parts.subList(0, complete)));
    for (Unit unit : failures.keySet()) {
      Set<Key> known = new TreeSet<>(keys(unit));
      known.addAll(other.keys(unit));
      if (known.isEmpty()) {
        known.add(unit.key());
      }
      for (Key key : known) {
        results.put(key, new Result(key, new Metric("ops/s", new double[0][]), new TreeMap<>(), Map.of()));
      }
    }
    return results;
  }

  /** Writes all forks to one file in JMH's format, and deletes their own files. */
  void write(Path file) throws IOException, UnreadableResultsException {
    if (parts.isEmpty()) {
      AtomicFile.replace(file, "[]\n"); // JMH writes the same
    } else {
      ResultFiles.concatenate(parts, file);
    }
    clean();
  }

  /** Returns the side's name. */
  String name() {
    return side.name();
  }

  /** Returns whether no fork has measured anything. */
  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Deletes the forks' own files. */
  void clean() throws IOException {
    for (Path part : parts) {
      Files.deleteIfExists(part);
    }
  }

  private record Output(int status, List<String> lines) {

    /** Returns the lines that are neither blank nor part of a stack trace. */
    Stream<String> words() {
      return lines.stream().filter(line -> !line.isBlank() && !FRAME.matcher(line).matches());
    }
  }

  /**
   * Runs JMH. A terminal's signal also reaches the fork, perhaps before this VM, and perhaps before the fork has started.
   * So after a failure this method waits for a signal to this VM.
   */
  private Output output(List<String> jmh) throws IOException, InterruptedException {
    requireGoingOn();
    try {
      Output output = run(side.command(jmh));
      if (output.status != 0) {
        awaitSignal();
      }
      return output;
    } catch (IOException e) {
      awaitSignal();
      throw e;
    }
  }

  private void requireGoingOn() throws InterruptedException {
    if (stop.getAsBoolean()) {
      throw new InterruptedException();
    }
  }

  private void awaitSignal() throws InterruptedException {
    for (long waited = 0; waited < SIGNAL_MILLIS; waited += POLL_MILLIS) {
      requireGoingOn();
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static Output run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
    process.getOutputStream().close();
    Thread hook = new Thread(() -> destroy(process));
    addHook(hook);
    try (InputStream in = process.getInputStream()) {
      String text = new String(in.readAllBytes(), Charset.defaultCharset());
      return new Output(process.waitFor(), text.lines().collect(Collectors.toList()));
    } finally {
      destroy(process);
      removeHook(hook);
    }
  }

  /**
   * Ends a process and those that it started: JMH's own fork would otherwise run to the end of its iteration. The output of
   * the process stays readable, unlike with {@link Process#destroy}.
   */
  private static void destroy(Process process) {
    List<ProcessHandle> handles = Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .collect(Collectors.toList());
    handles.forEach(ProcessHandle::destroy);
    CompletableFuture<Void> ended =
        CompletableFuture.allOf(handles.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    try {
      ended.get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException | InterruptedException e) {
      handles.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static void addHook(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      hook.start(); // the VM is shutting down
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The VM is shutting down, and the hook runs.
    }
  }
}

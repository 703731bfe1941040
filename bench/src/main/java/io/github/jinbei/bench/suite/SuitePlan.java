package io.github.jinbei.bench.suite;

import io.github.jinbei.bench.Implementation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/** The tasks of the suite in order: rulers first, then workload by workload, so that compared tasks run close together. */
public final class SuitePlan {

  /** The system property of the library that forces a backend. */
  static final String BACKEND_PROPERTY = "io.github.jinbei.backend";

  private static final String AUTO = "auto";
  private static final String RULERS = "PeakBenchmark.";

  /** The parameters that vary fastest, because figures that differ only in them are compared. */
  private static final List<String> COMPARED = List.of("threads", "implementation", "backend");

  /** The workloads that are large enough for more than one thread. */
  private static final Set<String> DIVIDED = Set.of("T2", "T3", "T4", "T5", "T7", "R1", "R2", "512x512x512", "1024x1024x1024",
      "2048x2048x2048", "256-1024-1024", "512-2048-2048");

  private final SuiteSettings settings;

  private SuitePlan(SuiteSettings settings) {
    this.settings = settings;
  }

  /** Returns the tasks that the settings select. */
  static List<Task> tasks(SuiteSettings settings) {
    List<BenchmarkListEntry> benchmarks =
        new ArrayList<>(BenchmarkList.defaultList().getAll(new SilentOutput(), List.of()));
    benchmarks.sort(Comparator.comparing((BenchmarkListEntry entry) -> !entry.getUsername().contains("." + RULERS))
        .thenComparing(BenchmarkListEntry::getUsername));
    SuitePlan plan = new SuitePlan(settings);
    List<Task> tasks = new ArrayList<>();
    for (BenchmarkListEntry benchmark : benchmarks) {
      plan.add(benchmark, tasks);
    }
    return tasks;
  }

  private void add(BenchmarkListEntry benchmark, List<Task> tasks) {
    Map<String, String[]> defaults = benchmark.getParams().orElse(Map.of());
    List<String> names = new ArrayList<>(defaults.keySet());
    names.sort(Comparator.comparing((String name) -> COMPARED.indexOf(name)).thenComparing(Comparator.naturalOrder()));
    choose(benchmark.getUsername(), defaults, names, new TreeMap<>(), tasks);
  }

  /** Adds a task for each choice of the values of {@code names}, combined with the values chosen so far. */
  private void choose(String benchmark, Map<String, String[]> defaults, List<String> names,
      SortedMap<String, String> chosen, List<Task> tasks) {
    if (names.isEmpty()) {
      addIfWanted(benchmark, chosen, tasks);
      return;
    }
    String name = names.get(0);
    for (String value : values(name, defaults.get(name))) {
      chosen.put(name, value);
      choose(benchmark, defaults, names.subList(1, names.size()), chosen, tasks);
    }
    chosen.remove(name);
  }

  private List<String> values(String name, String[] defaults) {
    switch (name) {
      case "implementation":
        return settings.implementations();
      case "backend":
        List<String> backends = new ArrayList<>(List.of(AUTO));
        backends.addAll(settings.variants());
        return backends;
      case "threads":
        return settings.threads() == 1 ? List.of("1") : List.of("1", Integer.toString(settings.threads()));
      default:
        return Arrays.asList(defaults);
    }
  }

  private void addIfWanted(String name, Map<String, String> params, List<Task> tasks) {
    String benchmark = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    String backend = params.getOrDefault("backend", AUTO);
    if (!isPossible(benchmark, params) || !settings.scope().keeps(benchmark, params)) {
      return;
    }
    List<String> jvmArgs = new ArrayList<>(settings.jvmArgs());
    if (!backend.equals(AUTO)) {
      jvmArgs.add(backendOption(backend));
    }
    Timing timing = settings.scope().timing(benchmark, params);
    if (settings.forks().isPresent() && timing.forks() > 0) {
      timing = timing.withForks(settings.forks().getAsInt());
    }
    Task task = new Task(name, new TreeMap<>(params), jvmArgs, timing);
    boolean included = benchmark.startsWith(RULERS) || matches(settings.include().orElse(null), task, true);
    if (included && !matches(settings.exclude().orElse(null), task, false)) {
      tasks.add(task);
    }
  }

  /** Returns the VM option that forces a backend. */
  static String backendOption(String backend) {
    return "-D" + BACKEND_PROPERTY + "=" + backend;
  }

  private static boolean matches(Pattern pattern, Task task, boolean otherwise) {
    return pattern == null ? otherwise : pattern.matcher(task.text()).find();
  }

  /** Returns whether the implementation supports this choice of parameters; others are left out. */
  private static boolean isPossible(String benchmark, Map<String, String> params) {
    String implementation = params.get("implementation");
    if (implementation == null) {
      return true;
    }
    boolean jinbei = implementation.equals("jinbei");
    boolean onlyOneThread = params.getOrDefault("threads", "1").equals("1");
    boolean usual = params.getOrDefault("backend", AUTO).equals(AUTO);
    boolean divided = !Collections.disjoint(DIVIDED, params.values());
    return (usual || jinbei && onlyOneThread)
        && (onlyOneThread || divided)
        && Implementation.of(implementation).canRun(benchmark, params);
  }

  /** Returns the approximate time of the tasks, in seconds. */
  static double seconds(List<Task> tasks) {
    return tasks.stream().mapToDouble(task -> task.timing().seconds()).sum();
  }
}

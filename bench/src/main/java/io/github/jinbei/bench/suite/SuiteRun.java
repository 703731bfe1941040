package io.github.jinbei.bench.suite;

import io.github.jinbei.bench.Report;
import io.github.jinbei.bench.Surroundings;
import io.github.jinbei.bench.results.KeyFilter;
import io.github.jinbei.bench.results.Subject;
import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** A run of the suite. It stores the results after each task, so an interrupted run loses one task. */
public final class SuiteRun {

  private final SuiteSettings settings;
  private final List<Task> tasks;
  private final PrintStream out;
  private final List<RunResult> results = new ArrayList<>();
  private final Map<Task, String> failures = new LinkedHashMap<>();

  /**
   * Creates a run with these settings.
   *
   * @throws IllegalArgumentException if they select no benchmark
   */
  public SuiteRun(SuiteSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
    tasks = SuitePlan.tasks(settings);
    Pattern include = settings.include().orElse(null);
    if (tasks.stream().noneMatch(task -> include == null || include.matcher(task.text()).find())) { // other than rulers
      throw new IllegalArgumentException(new KeyFilter(include, settings.exclude().orElse(null)).leave()
          + " no benchmark of the suite");
    }
  }

  /** Prints the number of tasks and their approximate time. */
  public void announce() {
    double seconds = SuitePlan.seconds(tasks);
    out.printf(Locale.ROOT, "%s with their parameters, about %s (h:mm:ss)%n",
        Count.of(tasks.size(), "benchmark"), Progress.time(seconds));
  }

  /** Lists the tasks. */
  public void list() {
    tasks.forEach(task -> out.println(task.text()));
  }

  /**
   * Returns the environment of the forks. Call it first, because it also checks that the forks can run.
   *
   * @param commit the commit of the benchmarks, if known
   * @throws IllegalArgumentException if a requested backend cannot run here
   */
  public Map<String, String> environment(Optional<String> commit) throws IOException {
    boolean forks = tasks.get(0).timing().forks() > 0;
    Map<String, String> entries = forks ? Probe.ask(settings.jvmArgs()) : Surroundings.entries();
    for (String variant : settings.variants()) {
      List<String> jvmArgs = new ArrayList<>(settings.jvmArgs());
      jvmArgs.add(SuitePlan.backendOption(variant));
      Probe.ask(jvmArgs);
    }
    if (entries.getOrDefault("backend", "").equals("scalar")) {
      throw new IllegalArgumentException("the suite needs vectors, but " + entries.get("backend reason"));
    }
    Map<String, String> environment = new LinkedHashMap<>(entries);
    environment.put("flags", String.join(" ", forks ? Probe.options(settings.jvmArgs()) : Probe.ownOptions()));
    environment.put("suite", settings.scope().name().toLowerCase(Locale.ROOT));
    commit.ifPresent(value -> environment.put(Subject.COMMIT, value));
    environment.put(Subject.DATE, Subject.date(Instant.now()));
    return environment;
  }

  /**
   * Runs all tasks, prints a table of the figures, except for a smoke run, and names the tasks that failed.
   *
   * @param file the file for the results, with the environment beside it; empty for none. It is written after each task; a
   *     pipe or a device, which cannot be replaced, is written once
   * @return whether all tasks succeeded
   * @throws IOException if the file cannot be written
   */
  public boolean run(Optional<Path> file, Map<String, String> environment) throws IOException {
    Progress progress = new Progress(out, System::nanoTime, tasks.size(), SuitePlan.seconds(tasks));
    boolean again = file.isPresent() && AtomicFile.replaced(file.get()).isPresent();
    int left = tasks.size();
    for (Task task : tasks) {
      run(task, progress);
      left--;
      if (again || file.isPresent() && left == 0) {
        ResultJson.write(file.get(), results, environment);
      }
    }
    if (settings.scope() == Scope.SMOKE) {
      out.printf("%d of %s ran%n", tasks.size() - failures.size(), Count.of(tasks.size(), "benchmark"));
    } else {
      out.printf("%n%s", Report.table(results));
    }
    failures.forEach((task, reason) -> out.println("FAILED: " + task.text() + ": " + reason));
    return failures.isEmpty();
  }

  private void run(Task task, Progress progress) {
    PrintStream standardOut = System.out;
    progress.begin(task);
    System.setOut(new PrintStream(progress.stream(), true, StandardCharsets.UTF_8)); // for output of benchmarks in this VM
    try {
      Collection<RunResult> done = new Runner(task.options(), progress).run();
      results.addAll(done);
      progress.end(task, Report.figures(done));
    } catch (RunnerException e) {
      failures.put(task, reason(e));
      progress.fail(task, reason(e));
    } finally {
      System.setOut(standardOut);
    }
  }

  private static String reason(Throwable e) {
    return String.valueOf(cause(e).getMessage()).lines().findFirst().orElse("");
  }

  /** Returns the exception of the benchmark. JMH's runner wraps it twice, the second time as a suppressed exception. */
  public static Throwable cause(Throwable e) {
    if (e instanceof RunnerException && e.getCause() != null) {
      return cause(e.getCause());
    }
    if (e instanceof BenchmarkException && e.getSuppressed().length > 0) {
      return cause(e.getSuppressed()[0]);
    }
    return e.getMessage() == null && e.getCause() != null ? cause(e.getCause()) : e;
  }
}

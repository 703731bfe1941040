package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.Implementation;
import io.github.jinbei.bench.suite.Relaunch;
import io.github.jinbei.bench.suite.Revision;
import io.github.jinbei.bench.suite.Scope;
import io.github.jinbei.bench.suite.SuiteRun;
import io.github.jinbei.bench.suite.SuiteSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code suite}: runs the whole suite with suitable settings. */
@Command(
    name = "suite",
    description = {
        "Runs this project's benchmarks with suitable settings: rulers first, several forks, the gc profiler. A file "
            + "beside the results records CPU, backend and flags.",
        "Exit code: 0 all ran, 1 a benchmark failed (the results of the others are written), 2 wrong usage."},
    sortOptions = false)
final class SuiteCommand implements Callable<Integer> {

  private static final Set<String> BACKENDS = Set.of("scalar", "128", "256", "512");

  @Spec
  private CommandSpec spec;

  @Option(names = "--quick", description = "A few workloads of each kind, one fork: minutes instead of hours.")
  private boolean quick;

  @Option(names = "--smoke",
      description = "Every benchmark once, in this VM, without the largest workloads: a test that they run, not a measurement.")
  private boolean smoke;

  @Option(names = "--out", paramLabel = "FILE",
      description = "The result file, in JMH's JSON; NAME.env.json beside NAME.json records where it was measured. "
          + "Default: results.json, with --smoke none.")
  private Path file;

  @Option(names = "--include", paramLabel = "REGEX",
      description = "Only benchmarks whose line of --dry-run matches, and the rulers.")
  private Pattern include;

  @Option(names = "--exclude", paramLabel = "REGEX", description = "No benchmarks whose line of --dry-run matches.")
  private Pattern exclude;

  @Option(names = "--forks", paramLabel = "N", description = "Forks of each benchmark. Default: 3, with --quick 1.")
  private Integer forks;

  @Option(names = "--implementations", paramLabel = "NAME[,...]", defaultValue = "naive,jinbei",
      description = "The libraries to measure; a jar built with -Ppeers contains the peers. Default: ${DEFAULT-VALUE}.")
  private List<String> implementations;

  @Option(names = "--variants", paramLabel = "BACKEND[,...]",
      description = "Measures the library on these backends too: scalar, 128, 256, 512.")
  private List<String> variants = List.of();

  @Option(names = "--threads", paramLabel = "N",
      description = "Measures workloads that use several threads on N threads too. Default: all processors, with --quick "
          + "and --smoke 1.")
  private Integer threads;

  @Option(names = "--jvm-args", paramLabel = "ARGS",
      description = "VM options of all forks, separated by spaces. Use another result file for them.")
  private String jvmArgs = "";

  @Option(names = "--dry-run", description = "Prints what would run, and how long it would take.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    SuiteSettings settings = settings();
    SuiteRun run = new SuiteRun(settings, System.out);
    if (dryRun) {
      run.list();
      run.announce();
      return 0;
    }
    Optional<Path> results = results();
    if (smoke && !Relaunch.hasModule()) {
      return Relaunch.withModule(spec.commandLine().getParent().getParseResult().originalArgs());
    }
    Map<String, String> environment = run.environment(Revision.current());
    environment.forEach((name, value) -> System.out.println(name + ": " + value));
    run.announce();
    boolean well = run.run(results, environment);
    results.ifPresent(path -> System.out.println("Results: " + path));
    return well ? 0 : 1;
  }

  private SuiteSettings settings() {
    require(!(quick && smoke), "--quick and --smoke exclude each other");
    require(forks == null || !smoke, "--forks: not possible with --smoke, which starts no forks");
    require(forks == null || forks >= 1, "--forks: " + forks + ", expected at least 1");
    require(threads == null || threads >= 1, "--threads: " + threads + ", expected at least 1");
    variants = names("--variants", variants);
    variants.forEach(name -> require(BACKENDS.contains(name),
        "--variants: " + name + ", expected scalar, 128, 256 or 512"));
    require(variants.isEmpty() || !smoke, "--variants: not possible with --smoke, which runs in this VM on its one backend");
    require(jvmArgs.isBlank() || !smoke, "--jvm-args: not possible with --smoke, which starts no forks");
    implementations = names("--implementations", implementations);
    implementations.forEach(Implementation::of);
    Scope scope = smoke ? Scope.SMOKE : quick ? Scope.QUICK : Scope.FULL;
    int most = scope == Scope.FULL ? Runtime.getRuntime().availableProcessors() : 1;
    return new SuiteSettings(scope, forks == null ? OptionalInt.empty() : OptionalInt.of(forks), implementations,
        variants, threads == null ? most : threads, jvmArgs.isBlank() ? List.of() : List.of(jvmArgs.strip().split(" +")),
        Optional.ofNullable(include), Optional.ofNullable(exclude));
  }

  /** Returns the names of an option, in lower case. */
  private List<String> names(String option, List<String> words) {
    return CommaList.of(spec, option, words).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  private Optional<Path> results() {
    if (file == null && smoke) {
      return Optional.empty();
    }
    Path path = file == null ? Path.of("results.json") : file;
    new OutputFiles(spec).writesResults("--out", path);
    return Optional.of(path);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}

package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.Surroundings;
import io.github.jinbei.bench.cli.OutputFiles.Output;
import io.github.jinbei.bench.cold.ColdResults;
import io.github.jinbei.bench.cold.ColdRun;
import io.github.jinbei.bench.cold.ColdSettings;
import io.github.jinbei.bench.cold.ColdSide;
import io.github.jinbei.bench.cold.Workload;
import io.github.jinbei.bench.report.ColdJson;
import io.github.jinbei.bench.report.ColdPage;
import io.github.jinbei.bench.report.ColdText;
import io.github.jinbei.bench.results.Subject;
import io.github.jinbei.report.Page;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code cold}: measures what fresh processes train or predict from their start on. */
@Command(
    name = "cold",
    description = {"Starts fresh processes that train or predict, and reports how many samples each has done since its start, "
        + "when it was fast, and the CPU time of the JIT compilers; two jars, two backends or two "
        + "sets of VM options in turns, A B B A.",
        "Exit code: 0 measured, 2 wrong usage or a process failed."},
    footer = {"", "Example: java -jar " + Main.NAME + " cold --backends scalar,default --workloads T2,digits --seconds 4"},
    sortOptions = false)
final class ColdCommand implements Callable<Integer> {

  private static final String DEFAULT = "default";
  private static final Set<String> BACKENDS = Set.of(DEFAULT, "scalar", "128", "256", "512");
  private static final String PROPERTY = "-Dio.github.jinbei.backend=";

  /** A list of processors as taskset takes it. */
  private static final String CORES = "\\d+(-\\d+)?(,\\d+(-\\d+)?)*";

  /** The longest measurement, in seconds: longer ones are no cold starts, and their records would take too much memory. */
  private static final double LONGEST = 600;

  /** The shortest measurement, in seconds: its last fifth, which gives the final rate, has five windows of 20 ms. */
  private static final double SHORTEST = 0.5;

  @Spec
  private CommandSpec spec;

  @Option(names = "--workloads", paramLabel = "NAME[,...]",
      description = "T1 to T7 (training steps), digits, penguins. Default: all.")
  private List<String> workloads = List.of();

  @Option(names = "--predict", description = "Predicts with the nets of T1 to T7, 1 and 32 rows a call, instead of training.")
  private boolean predicts;

  @Option(names = {"--base", "--vs"}, paramLabel = "JAR|BACKEND",
      description = "The base of a comparison: a jar of the library or of benchmarks, a class path, or a backend.")
  private String base;

  @Option(names = "--current", paramLabel = "JAR", description = "The version to measure. Default: this jar.")
  private String current;

  @Option(names = "--backends", paramLabel = "NAME[,...]",
      description = "One backend, or two to compare: scalar, 128, 256, 512, or default, which is the library's choice.")
  private List<String> backends = List.of();

  @Option(names = "--seconds", paramLabel = "N", defaultValue = "10",
      description = "The length of each measurement, from the start of its process. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "5",
      description = "The processes of each side and workload. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
      description = "The threads of a training. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(names = "--cores", paramLabel = "LIST", defaultValue = "",
      description = "The processors that a process may use, such as 0 or 0,1; needs the program taskset. Default: all.")
  private String cores;

  @Option(names = "--java", paramLabel = "JAVA", description = "The java command of the processes. Default: that of this run.")
  private String java;

  @Option(names = "--jvm-args", paramLabel = "ARGS", defaultValue = "",
      description = "VM options of all processes, separated by spaces; quotes are not supported.")
  private String jvmArgs;

  @Option(names = "--base-args", paramLabel = "ARGS", defaultValue = "",
      description = "Additional VM options of the base, as for --jvm-args; without --base, of the same jar as base.")
  private String baseArgs;

  @Option(names = "--current-args", paramLabel = "ARGS", defaultValue = "",
      description = "Additional VM options of the other side, as for --jvm-args; without --base, compared with the same jar "
          + "without them.")
  private String currentArgs;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes everything for another program.")
  private Path json;

  @Option(names = "--html", paramLabel = "FILE.html", description = "Writes a page with a picture for each workload.")
  private Path html;

  @Option(names = "--svg", paramLabel = "FILE.svg", description = "Writes the same as an SVG image.")
  private Path svg;

  @Override
  public Integer call() throws IOException {
    ColdSettings settings = settings();
    List<ColdSide> sides = sides();
    List<Workload> chosen = chosen();
    checkFiles();
    ColdResults results = new ColdRun(settings, sides, chosen, spec.commandLine().getErr()).run();
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.print(ColdText.render(results));
      out.flush();
    } finally {
      List<String> command = CompareCommand.command(spec);
      Map<String, String> machine = Surroundings.machine();
      Page page = ColdPage.of(results, command, machine);
      OutputFiles.write(List.of(new Output(html, page::html), new Output(svg, page::svg),
          new Output(json, () -> ColdJson.render(results, command, Subject.date(Instant.now()), machine))));
    }
    return 0;
  }

  private void checkFiles() {
    OutputFiles files = new OutputFiles(spec);
    for (String classPath : Arrays.asList(base, current)) {
      if (classPath != null) {
        Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).forEach(files::reads);
      }
    }
    files.writes("--json", json);
    files.writes("--html", html);
    files.writes("--svg", svg);
  }

  private ColdSettings settings() {
    require(seconds >= SHORTEST && seconds <= LONGEST, "--seconds: " + seconds + ", expected a number from " + SHORTEST
        + " to " + LONGEST);
    require(rounds >= 1, "--rounds: " + rounds + ", expected at least 1");
    require(threads >= 1, "--threads: " + threads + ", expected at least 1");
    require(threads == 1 || !predicts, "--threads: " + threads + " with --predict, expected 1, as predictions use one thread");
    require(cores.isEmpty() || cores.matches(CORES), "--cores: " + cores + ", expected processors, such as 0 or 0,1 or 0-3");
    require(cores.isEmpty() || hasTaskset(), "--cores: " + cores + ", expected the program taskset in the PATH, which binds a "
        + "process to processors");
    return new ColdSettings(seconds, rounds, threads, cores);
  }

  private static boolean hasTaskset() {
    String path = System.getenv("PATH");
    return path != null
        && Arrays.stream(path.split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "taskset")));
  }

  private List<Workload> chosen() {
    List<String> names = workloads.isEmpty() ? Workload.names(predicts) : CommaList.of(spec, "--workloads", workloads);
    List<Workload> chosen = new ArrayList<>();
    for (String name : names) {
      try {
        chosen.addAll(Workload.of(name, predicts));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--workloads: " + e.getMessage());
      }
    }
    return chosen;
  }

  private List<ColdSide> sides() {
    List<String> names = backends.isEmpty() ? List.of(DEFAULT) : CommaList.of(spec, "--backends", backends);
    names.forEach(name -> require(BACKENDS.contains(name),
        "--backends: " + name + ", expected scalar, 128, 256, 512 or default"));
    require(names.size() <= 2, "--backends: " + String.join(",", names) + ", expected one or two");
    require(names.size() == 1 || base == null, "--backends: two backends with --base, expected either two backends or --base");
    String jar = current == null ? System.getProperty("java.class.path") : checked("--current", current);
    boolean ofBackends = base == null ? names.size() > 1 : BACKENDS.contains(base);
    boolean ofArgs = !baseArgs.isBlank() || !currentArgs.isBlank();
    if (ofBackends) {
      require(base == null || !base.equals(names.get(0)), "--base: " + base + ", expected another backend than the current");
      return List.of(side(base == null ? names.get(0) : base, jar, base == null ? names.get(0) : base, baseArgs),
          side(names.get(names.size() - 1), jar, names.get(names.size() - 1), currentArgs));
    }
    ColdSide side = side(base == null && !ofArgs ? names.get(0) : "current", jar, names.get(0), currentArgs);
    return base == null && !ofArgs ? List.of(side)
        : List.of(side("base", base == null ? jar : checked("--base", base), names.get(0), baseArgs), side);
  }

  private String checked(String option, String classPath) {
    require(!classPath.isBlank(), option + ": empty, expected a jar or a class path");
    for (String entry : classPath.split(File.pathSeparator)) {
      require(Files.exists(Path.of(entry)), option + ": " + entry + ": no such file");
    }
    return classPath;
  }

  private ColdSide side(String name, String classPath, String backend, String more) {
    require(java == null || !java.isBlank(), "--java: empty, expected a java command");
    List<String> args = Stream.of(jvmArgs, more).flatMap(words -> Arrays.stream(words.strip().split(" +")))
        .filter(word -> !word.isEmpty()).collect(Collectors.toCollection(ArrayList::new));
    if (!backend.equals(DEFAULT)) {
      args.add(PROPERTY + backend);
    }
    return new ColdSide(name, classPath,
        java == null ? Path.of(System.getProperty("java.home"), "bin", "java").toString() : java, args);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}

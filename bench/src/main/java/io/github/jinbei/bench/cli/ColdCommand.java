package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.cold.ColdResults;
import io.github.jinbei.bench.cold.ColdRun;
import io.github.jinbei.bench.cold.ColdSettings;
import io.github.jinbei.bench.cold.ColdSide;
import io.github.jinbei.bench.cold.Workload;
import io.github.jinbei.bench.report.ColdText;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code cold}: measures what fresh processes train or predict from their start on. */
@Command(
    name = "cold",
    description = {"Starts fresh processes that train or predict, and reports how many samples each has done since its start, "
        + "when it was fast, and the CPU time of the JIT compilers; two jars or two backends in turns, A B B A.",
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
      description = "VM options of the processes, separated by spaces.")
  private String jvmArgs;

  @Override
  public Integer call() throws IOException {
    List<ColdSide> sides = sides();
    List<Workload> chosen = chosen();
    PrintWriter out = spec.commandLine().getOut();
    ColdResults results = new ColdRun(settings(), sides, chosen, spec.commandLine().getErr()).run();
    out.print(ColdText.render(results));
    out.flush();
    return 0;
  }

  private ColdSettings settings() {
    require(seconds > 0 && seconds <= LONGEST, "--seconds: " + seconds + ", expected a number above 0, at most " + LONGEST);
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
    require(names.size() == 1 || base == null, "--backends: two backends with --base, expected one of the two comparisons");
    String jar = current == null ? System.getProperty("java.class.path") : checked("--current", current);
    if (base != null && !BACKENDS.contains(base)) {
      return List.of(side("base", checked("--base", base), names.get(0)), side("current", jar, names.get(0)));
    }
    return (base == null ? names : List.of(base, names.get(0))).stream().map(name -> side(name, jar, name)).toList();
  }

  private String checked(String option, String classPath) {
    require(!classPath.isBlank(), option + ": empty, expected a jar or a class path");
    for (String entry : classPath.split(File.pathSeparator)) {
      require(Files.exists(Path.of(entry)), option + ": " + entry + ": no such file");
    }
    return classPath;
  }

  private ColdSide side(String name, String classPath, String backend) {
    require(java == null || !java.isBlank(), "--java: empty, expected a java command");
    List<String> args = new ArrayList<>(jvmArgs.isBlank() ? List.of() : List.of(jvmArgs.strip().split(" +")));
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

package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.Surroundings;
import io.github.jinbei.bench.ab.InterleavedRun;
import io.github.jinbei.bench.ab.JmhArguments;
import io.github.jinbei.bench.ab.Side;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Settings;
import io.github.jinbei.bench.results.UnreadableResultsException;
import io.github.jinbei.cli.Interrupt;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code ab}: measures two jars in turns and compares them. */
@Command(
    name = "ab",
    description = {"Measures two jars of JMH benchmarks in turns, a fork at a time, A B B A, and compares them.",
        "A decided row is not measured again. The run ends when all rows are decided, or after the last round.",
        "Ctrl-C ends the run early: the complete rounds are compared.",
        "Exit code: 0 nothing regressed, 1 a row regressed, 2 wrong usage or nothing to run, 3 see --strict, 130 Ctrl-C."},
    footer = {"", "Example: java -jar " + Main.NAME + " ab --base base.jar --current head.jar -- -wi 3 -w 1 -i 5 -r 200ms "
        + "MyBenchmark"},
    sortOptions = false)
final class AbCommand implements Callable<Integer> {

  /** A part of a word that quotes keep together. */
  private static final Pattern QUOTED = Pattern.compile("(['\"])(.*?)\\1", Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|" + QUOTED.pattern() + ")+", Pattern.DOTALL);

  private CommandSpec spec;

  @Option(names = "--base", paramLabel = "JAR", required = true,
      description = "The base: a jar that contains JMH and the benchmarks, or a class path with both.")
  private String base;

  @Option(names = "--current", paramLabel = "JAR", required = true,
      description = "The version to judge: a jar or a class path, as for --base.")
  private String current;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "20",
      description = "The largest number of rounds; a round is one fork of each side of every row. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--out", paramLabel = "FOLDER",
      description = "Folder for base.json and current.json, JMH's results of all forks. Default: they are not stored.")
  private Path folder;

  @Option(names = "--base-java", paramLabel = "JAVA", description = "The java command of the base. Default: that of this run.")
  private String baseJava;

  @Option(names = "--current-java", paramLabel = "JAVA", description = "The java command of the current side.")
  private String currentJava;

  @Option(names = "--base-args", paramLabel = "ARGS", defaultValue = "",
      description = "Additional JMH arguments of the base alone, separated by spaces; quotes keep words together.")
  private String baseArgs;

  @Option(names = "--current-args", paramLabel = "ARGS", defaultValue = "",
      description = "Additional JMH arguments of the current side alone, such as '-jvmArgsPrepend -XX:+UseZGC'.")
  private String currentArgs;

  @Mixin
  private JudgeOptions judge;

  @Mixin
  private OutputOptions output;

  @Parameters(paramLabel = "JMH ARGUMENT", arity = "0..*",
      description = "JMH's arguments, the same for both sides: benchmarks, parameters, times. Not -f, which is 1. "
          + "Whatever is no option from above is passed to JMH, as is everything after --.")
  private List<String> jmhArguments = List.of();

  /** Sets the command's spec. JMH's options are unknown to picocli, so it passes them on as arguments, in the given order. */
  @Spec
  void setSpec(CommandSpec spec) {
    this.spec = spec;
    spec.parser().unmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws IOException, UnreadableResultsException {
    require(rounds >= 1, "--rounds: " + rounds + ", expected at least 1");
    output.check(files());
    boolean different = baseJava != null || currentJava != null || !baseArgs.isBlank() || !currentArgs.isBlank();
    Settings settings = judge.settings(different);
    JmhArguments arguments = new JmhArguments(jmhArguments);
    Side baseSide = side("base", base, baseJava, baseArgs);
    Side currentSide = side("current", current, currentJava, currentArgs);
    PrintWriter out = spec.commandLine().getOut();
    boolean fresh = folder == null || Files.notExists(folder);
    Path files = folder == null ? Files.createTempDirectory("ab") : created();
    try (Interrupt interrupt = new Interrupt("ab", "the verdict",
        () -> "there is no verdict, and " + files + " contains one file for each fork")) {
      InterleavedRun run = new InterleavedRun(baseSide, currentSide, arguments, settings, rounds, files,
          Surroundings.machine(), out, interrupt::isRequested);
      boolean ended = false;
      try {
        Optional<Comparison> comparison = run.run(CompareCommand.command(spec));
        out.println();
        int code = comparison.isPresent() ? output.write(comparison.get(), judge.strict(), out) : Interrupt.EXIT_CODE;
        ended = !interrupt.isRequested();
        return code;
      } finally {
        boolean kept = end(run, files, fresh);
        if (kept ? !ended : interrupt.isRequested()) {
          out.println(kept ? "Each completed fork is in base.json or current.json in " + files + "." : "No fork is stored.");
        }
      }
    }
  }

  /** Stores the forks if there is an option --out and a completed fork; otherwise deletes them, and a new folder too. */
  private boolean end(InterleavedRun run, Path files, boolean fresh) throws IOException, UnreadableResultsException {
    if (folder == null) {
      run.discard();
      return false;
    }
    boolean kept = run.keep();
    if (!kept && fresh) {
      Files.deleteIfExists(files);
    }
    return kept;
  }

  /** Returns the files that the run reads and those that it stores in the folder. */
  private OutputFiles files() {
    OutputFiles files = new OutputFiles(spec);
    for (String classPath : List.of(base, current)) {
      Stream.of(classPath.split(File.pathSeparator)).filter(entry -> !entry.endsWith("*")).map(Path::of)
          .forEach(files::reads);
    }
    require(folder == null || Files.isDirectory(folder) || !Files.exists(folder),
        "--out: " + folder + ": is a file, expected a folder");
    if (folder != null && Files.isDirectory(folder)) {
      List.of("base.json", "current.json").forEach(name -> files.writesResults("--out", folder.resolve(name)));
    }
    return files;
  }

  private Path created() {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "--out: " + folder + ": cannot be created: " + e);
    }
  }

  private Side side(String name, String classPath, String java, String more) {
    require(!classPath.isBlank(), "--" + name + ": empty, expected a jar or a class path");
    require(java == null || !java.isBlank(), "--" + name + "-java: empty, expected a java command");
    for (String entry : classPath.split(File.pathSeparator)) {
      String file = entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry; // all jars of a folder
      require(Files.exists(Path.of(file)), "--" + name + ": " + entry + ": no such file");
    }
    String command = java == null ? Path.of(System.getProperty("java.home"), "bin", "java").toString() : java;
    require(WORD.matcher(more).replaceAll("").isBlank(), "--" + name + "-args: " + more + ": expected a closing quote");
    List<String> arguments = WORD.matcher(more).results().map(word -> QUOTED.matcher(word.group()).replaceAll("$2"))
        .collect(Collectors.toList());
    try {
      require(new JmhArguments(arguments).general().equals(arguments), "--" + name + "-args: " + more
          + ": expected no benchmarks or parameters, which are the same for both sides");
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + name + "-args: " + e.getMessage());
    }
    return new Side(name, classPath, command, arguments);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}

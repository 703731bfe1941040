package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.compare.Comparer;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Settings;
import io.github.jinbei.bench.report.ActionBenchmarkReport;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Progress;
import io.github.jinbei.bench.results.KeyFilter;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.bench.results.ResultFiles;
import io.github.jinbei.bench.results.Subject;
import io.github.jinbei.bench.results.UnreadableResultsException;
import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code compare}: compares two sets of results. */
@Command(
    name = CompareCommand.NAME,
    description = {"Compares JMH results (-rf json) of any benchmarks: is CURRENT slower than BASE?",
        "Exit code: 0 nothing regressed, 1 a row regressed, 2 wrong usage or unreadable input, 3 see --strict."},
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {

  static final String NAME = "compare";

  private static final String ACTION = "github-action-benchmark";

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "BASE.json[,...] CURRENT.json[,...]", arity = "1..2",
      description = "Result files of JMH; several files of a side, separated by commas, add forks.")
  private List<String> sides;

  @Mixin
  private JudgeOptions judge;

  @Mixin
  private OutputOptions output;

  @Option(names = "--for", paramLabel = ACTION,
      description = "Writes the current side's figures for another tool instead of a verdict: for " + ACTION
          + "'s customBiggerIsBetter, times as operations/s. BASE may be omitted. Rows without a usable figure are left "
          + "out, and a line on standard error reports it.")
  private String target;

  @Option(names = "--output", paramLabel = "FILE", description = "Output file of --for. Default: standard output.")
  private Path file;

  @Override
  public Integer call() throws IOException, UnreadableResultsException {
    PrintWriter out = spec.commandLine().getOut();
    if (target != null) {
      require(target.equalsIgnoreCase(ACTION), "--for: " + target + ", expected " + ACTION);
      files().writes("--output", file);
      export(out);
      return 0;
    }
    require(file == null, "--output: needs --for; for reports see --markdown, --html and --json");
    require(sides.size() == 2, "expected BASE.json and CURRENT.json, found " + sides);
    output.check(files());
    Settings settings = judge.settings(false);
    try (ProgressLines progress = new ProgressLines(spec.commandLine().getErr(), ProgressLines.PERIOD)) {
      Comparison comparison = compare(settings, progress);
      progress.now(() -> "writing the reports");
      return output.write(comparison, judge.strict(), out);
    }
  }

  private Comparison compare(Settings settings, Progress progress) throws UnreadableResultsException {
    SortedMap<Key, Result> base = read(sides.get(0), progress);
    SortedMap<Key, Result> current = read(sides.get(1), progress);
    if (base.isEmpty() && current.isEmpty()) {
      throw new UnreadableResultsException(String.join(" and ", sides) + ": no results in either");
    }
    return Comparer.compare(base, current, settings, command(spec), progress)
        .with(Subject.FILES, sides.get(0), sides.get(1));
  }

  private void export(PrintWriter out) throws IOException, UnreadableResultsException {
    String files = sides.get(sides.size() - 1);
    KeyFilter filter = judge.settings(false).filter();
    SortedMap<Key, Result> all = read(files, Progress.NONE);
    filter.requireAny(all.keySet());
    List<Result> results = all.values().stream().filter(result -> filter.wants(result.key())).toList();
    List<Result> left = results.stream().filter(result -> !ActionBenchmarkReport.takes(result)).toList();
    if (left.size() == results.size()) {
      throw new UnreadableResultsException("no benchmark has a usable figure in " + files + why(left));
    }
    String text = ActionBenchmarkReport.render(results);
    if (file == null) {
      out.print(text);
      out.flush();
    } else {
      AtomicFile.replace(file, text);
    }
    if (!left.isEmpty()) {
      spec.commandLine().getErr().println(Count.of(left.size(), "row") + " left out without a usable figure" + why(left));
    }
  }

  /** Returns why the first of these results has no usable figure. */
  private static String why(List<Result> left) {
    if (left.isEmpty()) {
      return "";
    }
    String flaw = left.get(0).flaw();
    return ": " + left.get(0).key().text() + " has " + (flaw.isEmpty() ? "no positive figure" : flaw);
  }

  private SortedMap<Key, Result> read(String side, Progress progress) throws UnreadableResultsException {
    return ResultFiles.read(paths(side), progress);
  }

  private List<Path> paths(String side) {
    return CommaList.of(spec, "BASE.json and CURRENT.json", List.of(side)).stream().map(Path::of).toList();
  }

  /** Returns the files that the command reads. */
  private OutputFiles files() {
    OutputFiles files = new OutputFiles(spec);
    sides.stream().flatMap(side -> paths(side).stream()).forEach(files::readsResults);
    return files;
  }

  /** Returns the words of the command line, so that a user can repeat the command. */
  static List<String> command(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of("java", "-jar", Main.NAME));
    words.addAll(spec.root().commandLine().getParseResult().originalArgs());
    return words;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}

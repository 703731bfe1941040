package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.cli.OutputFiles.Output;
import io.github.jinbei.bench.history.Commit;
import io.github.jinbei.bench.history.HistoryFile;
import io.github.jinbei.bench.history.Measured;
import io.github.jinbei.bench.history.Movement;
import io.github.jinbei.bench.history.TrendSettings;
import io.github.jinbei.bench.history.Trends;
import io.github.jinbei.bench.report.HistoryJson;
import io.github.jinbei.bench.report.HistoryPage;
import io.github.jinbei.bench.report.HistoryReport;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.bench.results.ResultFiles;
import io.github.jinbei.bench.results.UnreadableResultsException;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code history}: {@code history append} stores a commit's figures, {@code history report} shows the trend. */
@Command(
    name = HistoryCommand.NAME,
    description = "Stores figures by commit, and compares each with the median of earlier commits.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {HistoryCommand.Append.class, HistoryCommand.Report.class})
public final class HistoryCommand implements Callable<Integer> {

  static final String NAME = "history";

  @Spec
  private CommandSpec spec;

  /** Throws, because no subcommand was given. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Missing required subcommand: append or report");
  }

  /** The command {@code history append}: adds a commit's forks to the file. */
  @Command(
      name = "append",
      description = {"Adds the results of a commit to FILE: JSON lines, one line a commit. A missing file is created.",
          "For each benchmark the medians of its forks are stored, and where it was measured.",
          "If the commit has a line, forks are added and nothing is replaced. Copies of its forks are refused."})
  static final class Append implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The history, such as history.jsonl.")
    private Path file;

    @Parameters(index = "1", arity = "1", paramLabel = "RESULTS.json[,...]",
        description = "Files that JMH wrote with -rf json; several files, separated by commas, add forks.")
    private List<String> words;

    @Option(names = "--commit", paramLabel = "SHA", defaultValue = "${env:GITHUB_SHA}",
        description = "The commit's full hash; an abbreviated hash counts as another commit. Default: the environment variable "
            + "GITHUB_SHA.")
    private String commit;

    @Option(names = "--date", paramLabel = "ISO", defaultValue = "",
        description = "The commit's date, such as 2026-01-31T12:00:00Z or git's %%cI. 'report' orders commits by date.")
    private String date;

    @Option(names = "--branch", paramLabel = "NAME", defaultValue = "",
        description = "The commit's branch, for information only.")
    private String branch;

    @Override
    public Integer call() throws IOException, UnreadableResultsException {
      if (commit == null || commit.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "Missing required option: '--commit=SHA' (or GITHUB_SHA)");
      }
      List<Path> results = CommaList.of(spec, "RESULTS.json", words).stream().map(Path::of).toList();
      OutputFiles files = new OutputFiles(spec);
      results.forEach(files::readsResults);
      files.writes("FILE", file);
      SortedMap<Key, Result> measured = ResultFiles.read(results);
      Commit added = Commit.of(commit, date, branch, measured.values());
      if (added.results().isEmpty()) {
        throw new IllegalArgumentException("no benchmark has a usable figure in "
            + results.stream().map(Path::toString).collect(Collectors.joining(", ")));
      }
      Commit whole = HistoryFile.append(file, added);
      int left = measured.size() - added.results().size();
      PrintWriter out = spec.commandLine().getOut();
      out.println(added.shortHash() + ": " + Count.of(forks(added), "fork") + " of "
          + Count.of(added.results().size(), "benchmark") + " added to " + file + ", which contains "
          + Count.of(forks(whole), "fork") + " of this commit"
          + (left == 0 ? "" : "; " + left + " without a usable figure left out"));
      out.flush();
      return 0;
    }

    private static int forks(Commit commit) {
      return commit.results().stream().map(Measured::forks).mapToInt(List::size).sum();
    }
  }

  /** The command {@code history report}: shows the file. */
  @Command(
      name = "report",
      description = {"Shows the last commit of FILE against the median of those before it, worst first.",
          "Only commits measured in the same environment are compared, ordered by date. This is a hint where to look, not"
              + " a statistical test; for tests see 'compare' and 'ab'.",
          "Exit code: 0, or 1 and 3 with --fail and --strict; 2 wrong usage or an unreadable file."})
  static final class Report implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The history that 'history append' wrote.")
    private Path file;

    @Option(names = "--window", paramLabel = "N", defaultValue = "10", showDefaultValue = Visibility.ALWAYS,
        description = "The baseline is the median over this number of earlier commits.")
    private int window;

    @Option(names = "--threshold", paramLabel = "FRACTION", defaultValue = "0.03",
        showDefaultValue = Visibility.ALWAYS, description = "A larger difference of speed is marked.")
    private double threshold;

    @Option(names = "--environment", paramLabel = "NAME[,...]",
        description = "Names that must be equal in two commits to compare them, instead of cpu, processors, backend, lanes, "
            + "jdk, vm, jvm args, flags, jmh, warm-up and measurement.")
    private List<String> environment = TrendSettings.ENVIRONMENT;

    @Option(names = "--include", paramLabel = "REGEX",
        description = "Only benchmarks whose name and parameters match.")
    private Pattern include;

    @Option(names = "--exclude", paramLabel = "REGEX",
        description = "No benchmarks whose name and parameters match.")
    private Pattern exclude;

    @Option(names = "--all", description = "Shows every row with a chart. Default: if there are very many, those that moved "
        + "and a few hundred others.")
    private boolean all;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes a table for a job summary.")
    private Path markdown;

    @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with a chart for each benchmark.")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes everything for another program.")
    private Path json;

    @Option(names = "--fail",
        description = "Exits with 1 if a benchmark of the last commit is slower by more than --threshold.")
    private boolean fail;

    @Option(names = "--strict",
        description = "Exits with 3 if no benchmark of the last commit has a baseline.")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
      OutputFiles files = new OutputFiles(spec);
      files.reads(file);
      files.writes("--json", json);
      files.writes("--markdown", markdown);
      files.writes("--html", html);
      TrendSettings settings = new TrendSettings(window, threshold, CommaList.of(spec, "--environment", environment),
          include, exclude);
      Trends trends = Trends.of(HistoryFile.read(file), settings);
      PrintWriter out = spec.commandLine().getOut();
      try {
        out.print(HistoryReport.text(trends, all, Terminal.columns(HistoryReport.WIDE)));
        out.flush();
      } finally {
        OutputFiles.write(List.of(new Output(markdown, () -> HistoryReport.markdown(trends, all)),
            new Output(html, () -> HistoryPage.render(trends, all)), new Output(json, () -> HistoryJson.render(trends))));
      }
      return fail && trends.count(Movement.SLOWER) > 0 ? OutputOptions.REGRESSED
          : strict && !trends.compared() ? OutputOptions.UNDECIDED
          : OutputOptions.WELL;
    }
  }
}

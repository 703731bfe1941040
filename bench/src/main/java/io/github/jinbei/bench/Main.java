package io.github.jinbei.bench;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** JMH's own command line, and after a run one table more: what the figures are of the peak and of the best peer. */
public final class Main {

  private Main() {}

  /**
   * Runs the benchmarks that the options choose.
   *
   * @param args JMH's options
   * @throws IOException if help cannot be printed
   */
  public static void main(String[] args) throws IOException {
    CommandLineOptions options;
    try {
      options = new CommandLineOptions(args);
    } catch (CommandLineOptionException e) {
      org.openjdk.jmh.Main.main(args);
      return;
    }
    if (options.shouldHelp() || options.shouldList() || options.shouldListWithParams() || options.shouldListProfilers()
        || options.shouldListResultFormats()) {
      org.openjdk.jmh.Main.main(args);
      return;
    }
    run(options, args);
  }

  private static void run(CommandLineOptions options, String[] args) throws IOException {
    try {
      Collection<RunResult> results = new Runner(options).run();
      System.out.printf("%n%s", Report.table(Report.rows(results)));
    } catch (NoBenchmarksException | ProfilersFailedException e) {
      org.openjdk.jmh.Main.main(args); // fails the same way before it runs anything, and has the words for it
    } catch (RunnerException e) {
      // The runner has printed the trace of a benchmark that failed, where it failed.
      System.err.println("ERROR: " + reason(e).getMessage());
      System.exit(1);
    }
  }

  /** What the benchmark threw: the runner wraps it twice, the second time as a suppressed exception. */
  private static Throwable reason(Throwable e) {
    if (e instanceof RunnerException && e.getCause() != null) {
      return reason(e.getCause());
    }
    return e instanceof BenchmarkException && e.getSuppressed().length > 0 ? reason(e.getSuppressed()[0]) : e;
  }
}

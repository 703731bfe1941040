package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.Report;
import io.github.jinbei.bench.suite.SuiteRun;
import io.github.jinbei.cli.OutputException;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.ProfilersFailedException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;

/**
 * JMH's own command line, and after a run one table more: what the figures are of the peak and of the best peer. To
 * picocli it is a name and a description; {@link Main} hands the arguments over as they are.
 */
@Command(
    name = RunCommand.NAME,
    description = "JMH's own main: JMH's options, and the benchmarks to run (-h lists the options).",
    customSynopsis = Main.NAME + " " + RunCommand.NAME + " [JMH's options] [REGEX...]")
final class RunCommand implements Callable<Integer> {

  static final String NAME = "run";

  private static final int FAILED = 1;

  @Override
  public Integer call() {
    throw new AssertionError("its arguments are not for picocli");
  }

  /**
   * Runs the benchmarks that the options choose; JMH's own main ends the VM where it refuses them.
   *
   * @param args JMH's options
   * @return the exit code
   * @throws IOException if help cannot be printed
   */
  static int run(String[] args) throws IOException {
    Thread.setDefaultUncaughtExceptionHandler(RunCommand::uncaught);
    CommandLineOptions options;
    try {
      options = new CommandLineOptions(args);
    } catch (CommandLineOptionException e) {
      org.openjdk.jmh.Main.main(args);
      return 0;
    }
    if (options.shouldHelp() || options.shouldList() || options.shouldListWithParams() || options.shouldListProfilers()
        || options.shouldListResultFormats()) {
      org.openjdk.jmh.Main.main(args);
      return 0;
    }
    return run(options, args);
  }

  /** JMH's own threads print too. Where one fails to, so does the next line of the main thread, which ends the run. */
  private static void uncaught(Thread thread, Throwable e) {
    if (!(e instanceof OutputException)) {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      e.printStackTrace();
    }
  }

  private static int run(CommandLineOptions options, String[] args) throws IOException {
    try {
      Collection<RunResult> results = new Runner(options).run();
      System.out.printf("%n%s", Report.table(results));
    } catch (NoBenchmarksException | ProfilersFailedException e) {
      org.openjdk.jmh.Main.main(args); // fails the same way before it runs anything, and has the words for it
    } catch (RunnerException e) {
      // The runner has printed the trace of a benchmark that failed, where it failed.
      System.err.println("ERROR: " + SuiteRun.cause(e).getMessage());
      return FAILED;
    }
    return 0;
  }
}

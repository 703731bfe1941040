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
 * The command {@code run}: JMH's own command line. After a run it also prints a table of the figures relative to the peak and
 * to the best peer. Picocli has only its name and description; {@link Main} passes the arguments on unchanged.
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
    throw new AssertionError("picocli does not parse its arguments");
  }

  /**
   * Runs the benchmarks that the options select. If JMH's own main rejects the options, it ends the VM.
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

  /**
   * Prints an uncaught exception. An {@link OutputException} of a JMH thread is ignored: the main thread gets the same with
   * its next line, and ends the run.
   */
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
      org.openjdk.jmh.Main.main(args); // fails the same way before it runs anything, and prints the message
    } catch (RunnerException e) {
      // The runner has printed the stack trace of the failed benchmark.
      System.err.println("ERROR: " + SuiteRun.cause(e).getMessage());
      return FAILED;
    }
    return 0;
  }
}

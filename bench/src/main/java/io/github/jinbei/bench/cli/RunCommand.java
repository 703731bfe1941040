package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.Report;
import io.github.jinbei.bench.suite.SuiteRun;
import io.github.jinbei.cli.OutputException;
import io.github.jinbei.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
   * Runs the benchmarks that the options select. Wrong options are one line, as those of the other commands are.
   *
   * @param args JMH's options
   * @return the exit code
   * @throws IOException if help cannot be printed
   */
  static int run(String[] args) throws IOException {
    CommandLineOptions options;
    try {
      options = new CommandLineOptions(args);
      options.getIncludes().forEach(Pattern::compile);
      options.getExcludes().forEach(Pattern::compile);
      if (options.getResult().hasValue()) {
        AtomicFile.check(Path.of(options.getResult().get()));
      }
    } catch (CommandLineOptionException | IllegalStateException | IllegalArgumentException | IOException e) {
      return misused(args, e.getMessage());
    }
    Thread.setDefaultUncaughtExceptionHandler(RunCommand::uncaught);
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

  private static int misused(String[] args, String message) {
    System.err.println("ERROR: " + NAME + " " + String.join(" ", args) + ": " + message.lines().findFirst().orElse("")
        + "; see " + Main.NAME + " " + NAME + " -h");
    return Main.USAGE;
  }

  private static int run(CommandLineOptions options, String[] args) {
    try {
      Collection<RunResult> results = new Runner(options).run();
      System.out.printf("%n%s", Report.table(results));
    } catch (NoBenchmarksException e) {
      return misused(args, "no benchmark matches; run -l lists them all");
    } catch (ProfilersFailedException e) {
      return misused(args, "a profiler of -prof cannot start; run -lprof lists those that can");
    } catch (RunnerException e) {
      // The runner has printed the stack trace of the failed benchmark.
      System.err.println("ERROR: " + SuiteRun.cause(e).getMessage());
      return FAILED;
    }
    return 0;
  }
}

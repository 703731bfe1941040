package io.github.jinbei.cli;

import java.io.IOException;
import java.io.PrintStream;

/** A command of the program. */
interface Command {

  /** Returns the options of the command, with the text of its help. */
  Options options();

  /**
   * Runs the command and prints the result.
   *
   * @return the exit code
   * @throws UsageException if options, arguments or input are wrong
   * @throws FailureException if the work fails
   */
  int run(Options.Values values, PrintStream out) throws IOException;
}

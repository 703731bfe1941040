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
   * @throws UsageException if options are incompatible
   * @throws FailureException if the data or the file system make the command fail
   */
  int run(Options.Values values, PrintStream out) throws IOException;
}

package io.github.jinbei.cli;

import java.io.IOException;
import java.io.PrintStream;

/** One command of the program. */
interface Command {

  /** What the command takes, and the words for its help. */
  Options options();

  /**
   * Does the work and prints the result.
   *
   * @return the exit code
   * @throws UsageException if values do not go together
   * @throws FailureException if the data or the disk do not allow it
   */
  int run(Options.Values values, PrintStream out) throws IOException;
}

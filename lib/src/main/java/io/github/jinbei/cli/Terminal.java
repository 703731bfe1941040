package io.github.jinbei.cli;

import java.io.Console;
import java.io.PrintStream;

/** Whether somebody watches. */
final class Terminal {

  private Terminal() {}

  /** Whether {@code out} is shown on a terminal on which a line can be redrawn. */
  static boolean redraws(PrintStream out) {
    return out == System.out && !"dumb".equals(System.getenv("TERM")) && isTerminal(System.console());
  }

  /**
   * From JDK 22 on there may be a console where input or output is redirected; its method {@code isTerminal}, not in
   * Java 17, tells. Before, a console always was a terminal.
   */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}

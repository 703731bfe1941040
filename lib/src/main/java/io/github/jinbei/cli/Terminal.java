package io.github.jinbei.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Properties of the terminal that shows standard output. */
public final class Terminal {

  private static final int COLUMNS = 80;

  private Terminal() {}

  /** Returns whether {@code out} is shown on a terminal that can redraw a line. */
  static boolean redraws(PrintStream out) {
    return out == System.out && !"dumb".equals(System.getenv("TERM")) && isTerminal(System.console());
  }

  /** Returns the width of lines on standard output: the variable {@code COLUMNS}, else the terminal's width, else 80. */
  public static int columns() {
    return columns(COLUMNS);
  }

  /** Returns the same, with another width than 80 if there is neither variable nor terminal. */
  public static int columns(int otherwise) {
    return columns(System.getenv("COLUMNS"), () -> isTerminal(System.console()) ? size() : "", otherwise);
  }

  /**
   * Returns a width.
   *
   * @param variable the value of {@code COLUMNS}, or null
   * @param size returns rows and columns of the terminal as {@code stty size} prints them, or nothing
   */
  static int columns(String variable, Supplier<String> size, int otherwise) {
    int asked = number(variable);
    if (asked > 0) {
      return asked;
    }
    int columns = number(size.get().replaceFirst("^\\d+ ", ""));
    return columns > 0 ? columns : otherwise;
  }

  private static int number(String text) {
    return text != null && text.strip().matches("\\d{1,6}") ? Integer.parseInt(text.strip()) : 0;
  }

  /**
   * Runs {@code stty size}, since Java has no call for the width. The start of this process takes 3 to 80 ms, so a training
   * runs it only in an epoch that is long enough for a progress bar. Windows has no such program.
   */
  private static String size() {
    try {
      Process process = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Returns whether a console is a terminal. From JDK 22 on, there may be a console although input or output is redirected, and
   * its method {@code isTerminal} returns false. On older JDKs every console is a terminal.
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

package io.github.jinbei.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The terminal that shows a stream, where there is one. */
public final class Terminal {

  private static final int COLUMNS = 80;

  private Terminal() {}

  /** Whether {@code out} is shown on a terminal on which a line can be redrawn. */
  static boolean redraws(PrintStream out) {
    return out == System.out && !"dumb".equals(System.getenv("TERM")) && isTerminal(System.console());
  }

  /** Returns how wide lines on standard output may be: as {@code COLUMNS} says, else as the terminal is, else 80. */
  public static int columns() {
    return columns(COLUMNS);
  }

  /** Returns the same, but another width than 80 where there is neither variable nor terminal. */
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
   * Runs {@code stty size}. Java has no call for the width; the start of this process takes 3 to 80 ms, so a
   * training runs it only for an epoch that is long enough for a progress bar. Windows has no such program.
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

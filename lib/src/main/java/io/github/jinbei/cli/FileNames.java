package io.github.jinbei.cli;

import java.nio.file.InvalidPathException;

/** Explains why a text is not a file name. */
public final class FileNames {

  private FileNames() {}

  /**
   * Returns why a text is not a file name, and the remedy. In the locale C, Java replaces letters beyond ASCII in the words of
   * the command line, and no option of Java changes that.
   */
  public static String problem(InvalidPathException e) {
    boolean letters = e.getInput().chars().anyMatch(c -> c >= 0x80);
    return letters ? "the locale has no such letters in file names; set LC_ALL=C.UTF-8, or another locale of UTF-8"
        : e.getReason();
  }
}

package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import picocli.CommandLine;

/** The exit code and the output of a command. */
record CommandRun(int code, String out, String err) {

  /** Runs the jar's command line in this VM. */
  static CommandRun of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    try {
      String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
      return new CommandRun(Main.run(command, words), out.toString(), err.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts wrong usage: one line with these words, and the command for help. */
  void misused(String... words) {
    failed(words);
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.strip().matches(".*; see benchmarks\\.jar .*--help"), err);
  }

  /** Asserts an exit code of 2, nothing on standard output, and an error line with these words. */
  void failed(String... words) {
    assertEquals(2, code, this::toString);
    assertEquals("", out);
    String line = err.lines().findFirst().orElse("");
    assertTrue(line.startsWith("ERROR: "), err);
    for (String word : words) {
      assertTrue(line.contains(word), () -> "no " + word + " in " + line);
    }
  }
}

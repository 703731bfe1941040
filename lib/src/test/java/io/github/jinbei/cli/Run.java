package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The exit code and the output of one run of the program, in this VM or as a process. */
record Run(int code, String out, String err) {

  static Run of(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    int code = Main.run(words, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs the program. Fails unless the exit code is 0 and standard error is empty. */
  static Run good(Object... args) {
    Run run = of(args);
    assertEquals(0, run.code, () -> "exit code; " + run);
    assertEquals("", run.err, "standard error");
    return run;
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** Returns the text after a word that begins a line. */
  String entry(String word) {
    return lines().stream().filter(line -> line.startsWith(word + " ")).findFirst()
        .orElseThrow(() -> new AssertionError("no line of '" + word + "' in:\n" + out))
        .substring(word.length()).strip();
  }

  String lastLine() {
    return lines().get(lines().size() - 1);
  }
}

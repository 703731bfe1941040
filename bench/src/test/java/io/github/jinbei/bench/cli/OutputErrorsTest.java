package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.cli.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Tests commands whose standard output fails. */
class OutputErrorsTest {

  private static final String FULL = "No space left on device";
  private static final String GONE = "Broken pipe";

  @TempDir
  Path folder;

  private Path base;
  private Path slower;

  private record Failed(int code, String err) {}

  @BeforeEach
  void writeResults() throws IOException {
    base = new JmhJson().add("A.one", "thrpt", 100, 10).write(folder.resolve("base.json"));
    slower = new JmhJson().add("A.one", "thrpt", 50, 10).write(folder.resolve("slower.json"));
  }

  /** Runs a command whose writes all fail, including those to {@link System#out}. */
  private static Failed run(String reason, String... args) throws IOException {
    StringWriter err = new StringWriter();
    PrintStream before = System.out;
    OutputStream stream = new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(reason);
      }
    };
    System.setOut(StandardOutput.over(stream, StandardCharsets.UTF_8));
    try {
      CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));
      return new Failed(Main.run(command, args), err.toString());
    } finally {
      System.setOut(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "compare --help", "history append --help", "ab --help", "suite --dry-run", "run -l",
      "run -h", "compare BASE BASE", "compare BASE SLOWER", "compare BASE --for github-action-benchmark",
      "history append HISTORY BASE --commit COMMIT", "history report HISTORY"})
  void everyCommandFailsWithOneLineOrSilently(String line) throws IOException {
    Path history = folder.resolve("history.jsonl");
    assertEquals(0, CommandRun.of("history", "append", history, base, "--commit", "fedcba9876543210").code());
    String words = line.replace("BASE", base.toString()).replace("SLOWER", slower.toString())
        .replace("HISTORY", history.toString());
    Failed full = run(FULL, words.replace("COMMIT", "0123456789abcdef").split(" "));
    assertEquals(1, full.code, full::toString);
    assertEquals("ERROR: standard output cannot be written: " + FULL + System.lineSeparator(), full.err);
    Failed gone = run(GONE, words.replace("COMMIT", "123456789abcdef0").split(" ")); // the first commit has these forks
    assertEquals(141, gone.code, gone::toString);
    assertEquals("", gone.err);
  }

  @Test
  void filesAreWrittenEvenIfTheTextIsNot() throws IOException {
    Path json = folder.resolve("verdict.json");
    assertEquals(141, run(GONE, "compare", base.toString(), slower.toString(), "--json", json.toString()).code);
    assertTrue(Files.readString(json).contains("REGRESSED"), Files.readString(json));
  }
}

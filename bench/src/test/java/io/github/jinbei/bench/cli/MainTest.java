package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(args);
  }

  @Test
  void withoutACommandTheUsage() {
    assertEquals(2, execute());
    assertTrue(err.toString().startsWith("Usage: benchmarks.jar [-h] COMMAND"), err.toString());
    assertTrue(err.toString().contains("  run "), err.toString());
  }

  @Test
  void anUnknownCommandGetsALineAndAHint() {
    assertEquals(2, execute("nosuch"));
    assertEquals(2, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("'nosuch'"), err.toString());
    assertTrue(err.toString().contains("See benchmarks.jar --help"), err.toString());
  }

  @Test
  void everyCommandTellsWhatItIs() {
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      assertTrue(command.getCommandSpec().usageMessage().description().length > 0, command.getCommandName());
    }
  }
}

package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.cli.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
  void theVersionIsThatOfTheProject() throws IOException {
    assertEquals(0, execute("--version"));
    assertEquals("benchmarks.jar " + Version.text(), out.toString().strip());
    String pom = Files.readString(Path.of(System.getProperty("basedir", "."), "pom.xml"));
    assertTrue(pom.contains("<version>" + Version.text() + "</version>"), Version.text());
  }

  @Test
  void helpIsACommandToo() throws IOException {
    CommandRun all = CommandRun.of("help");
    assertEquals(0, all.code(), all::toString);
    assertEquals(CommandRun.of("--help"), all);
    CommandRun compare = CommandRun.of("help", "compare");
    assertTrue(compare.out().startsWith("Usage: benchmarks.jar compare "), compare.out());
    assertEquals(CommandRun.of("compare", "--help"), compare);
  }

  @Test
  void withoutACommandTheCommandsAreListed() {
    assertEquals(2, execute());
    assertEquals("ERROR: no command, expected one of run, suite, compare, ab, cold, history; see benchmarks.jar --help",
        err.toString().strip());
  }

  @Test
  void anUnknownCommandGetsALine() {
    assertEquals(2, execute("nosuch"));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().contains("'nosuch'"), err.toString());
    assertTrue(err.toString().endsWith("; see benchmarks.jar --help" + System.lineSeparator()), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"help nosuch", "help ab more", "--version more"})
  void helpAndVersionTakeNothingElse(String words) throws IOException {
    CommandRun run = CommandRun.of((Object[]) words.split(" "));
    assertEquals(2, run.code(), run::toString);
    assertEquals("ERROR: " + words + ": expected --version, help, or help and one of run, suite, compare, ab, cold, history",
        run.err().strip());
  }

  /** Wrong options of JMH are found before it starts a fork. */
  @ParameterizedTest
  @ValueSource(strings = {"[", "-e [", "-rff nowhere/x.json Empty", "-wi x", "-nosuch", "-bm x"})
  void wrongOptionsOfJmhAreWrongUsage(String words) throws IOException {
    assertEquals(2, CommandRun.of((Object[]) ("run " + words).split(" ")).code());
  }

  @Test
  void aWrongRegularExpressionIsOneLine() throws IOException {
    CommandRun.of("compare", "--include", "[", "a.json", "b.json")
        .misused("'--include': [: Unclosed character class, expected a regular expression");
    CommandRun.of("ab", "--base", ".", "--current", ".", "[").failed("JMH's arguments: [: Unclosed character class");
  }

  @Test
  void everyCommandHasADescription() {
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      assertTrue(command.getCommandSpec().usageMessage().description().length > 0, command.getCommandName());
    }
  }

  /** An optional list is empty, not null. */
  @Test
  void noListIsNull() {
    int lists = noListIsNull(Main.commandLine());
    assertTrue(lists > 5, "found only " + lists + " lists");
  }

  private static int noListIsNull(CommandLine command) {
    int lists = 0;
    for (CommandLine.Model.ArgSpec arg : command.getCommandSpec().args()) {
      if (arg.isMultiValue()) {
        lists++;
        assertTrue(arg.required() || arg.initialValue() != null || arg.defaultValue() != null,
            command.getCommandSpec().qualifiedName() + ": " + arg.paramLabel());
      }
    }
    for (CommandLine each : command.getSubcommands().values()) {
      lists += noListIsNull(each);
    }
    return lists;
  }
}

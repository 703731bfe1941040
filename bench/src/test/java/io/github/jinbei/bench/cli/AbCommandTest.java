package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.ab.FakeJar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the command line of {@code ab}; the tests of the classes that it calls cover the measurement. */
@Tag("interleaved")
class AbCommandTest {

  @TempDir
  Path folder;

  private FakeJar jar;
  private Path base;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    jar = new FakeJar(folder.resolve("jar"));
    base = side("base", "100 100.1");
    out = folder.resolve("out");
  }

  private Path side(String name, String scores) throws IOException {
    return jar.classPath(name, "Benchmarks: \na.B.c\n", 0, Map.of("a.B.c", scores));
  }

  private static CommandRun ab(Path base, Path current, Object... more) {
    List<Object> args = new ArrayList<>(List.of("ab", "--base", base, "--current", current));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray());
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
    }
  }

  /** Five forks a side give a p-value of 2/252. */
  @Test
  void aSlowerSideExitsWithOneAndItsForksCanBeStored() throws IOException {
    Path markdown = folder.resolve("report.md");
    CommandRun run = ab(base, side("current", "80 80.1"), "--rounds", "5", "--out", out, "--markdown", markdown);
    assertEquals(1, run.code(), run::toString);
    assertEquals("", run.err());
    assertTrue(run.out().startsWith("1 row, at most 5 rounds"), run.out());
    assertTrue(run.out().contains("round 5 of at most 5: 1 row,"), run.out());
    assertTrue(run.out().contains("1 of 1 regressed (1 REGRESSED)."), run.out());
    assertTrue(run.out().contains("Rounds: 5 of at most 5 rounds, "), run.out());
    assertTrue(run.out().contains("To repeat: java -jar benchmarks.jar ab --base "), run.out());
    assertTrue(Files.readString(markdown).contains("REGRESSED"));
    assertEquals(List.of("base.env.json", "base.json", "current.env.json", "current.json"), left());
    CommandRun again = CommandRun.of("compare", out.resolve("base.json"), out.resolve("current.json"));
    assertEquals(1, again.code(), again::toString);
    assertTrue(again.out().contains(" cpu "), again.out());
  }

  @Test
  void undecidedRowsExitWithThreeIfStrict() throws IOException {
    Path current = side("current", "90");
    assertEquals(0, ab(base, current, "--rounds", "1").code());
    assertEquals(3, ab(base, current, "--rounds", "1", "--strict").code());
  }

  @Test
  void jmhsArgumentsArePassedOnWithHyphensOrWithout() throws IOException {
    Path current = side("current", "100");
    CommandRun plain = ab(base, current, "-wi", "0", "--rounds", "1", "a.B", "-p", "n=1,2", "-jvmArgs", "-Xmx1g -Da=b");
    assertEquals(0, plain.code(), plain::toString);
    CommandRun after = ab(base, current, "--rounds", "1", "--", "-i", "2", "a.B");
    assertEquals(0, after.code(), after::toString);
    CommandRun sides = ab(base, current, "--rounds", "1", "--base-args", "-jvmArgsPrepend -Dx=y", "--current-args",
        " -t  2\t-gc true ", "a.B");
    assertEquals(0, sides.code(), sides::toString);
    String first = "-lp -wi 0 a.B -p n=1,2 -jvmArgs -Xmx1g -Da=b";
    assertEquals(List.of(first, first, "-lp -i 2 a.B", "-lp -i 2 a.B", "-lp a.B -jvmArgsPrepend -Dx=y",
        "-lp a.B -t 2 -gc true"), jar.listArguments());
  }

  /** Quotes work as in a shell. JMH itself passes words in double quotes to the VM as one option. */
  @Test
  void quotesKeepTogetherWhatASideAdds() throws IOException {
    CommandRun good = ab(base, side("current", "100"), "--rounds", "1", "--base-args",
        "-jvmArgs '-Xmx1g -Da=b'  -jvmArgsPrepend '\"-Dx=y z\"'", "--current-args", "-jvmArgs -Dp=\"it's\"\\d");
    assertEquals(0, good.code(), good::toString);
    assertEquals(List.of("-lp -jvmArgs -Xmx1g -Da=b -jvmArgsPrepend \"-Dx=y z\"", "-lp -jvmArgs -Dp=it's\\d"),
        jar.listArguments());
    ab(base, base, "--base-args", "-jvmArgs '-Xmx1g").misused("--base-args: -jvmArgs '-Xmx1g: expected a closing quote");
    ab(base, base, "--current-args", "-jvmArgs \"-Da=it's").misused("--current-args: ", "expected a closing quote");
  }

  @Test
  void wrongUsageGivesALineAHintAndExitCodeTwoBeforeAnythingRuns() throws IOException {
    CommandRun.of("ab").misused("Missing required options", "--base=JAR", "--current=JAR");
    CommandRun.of("ab", "--base", base).misused("Missing required option", "--current=JAR");
    ab(base, folder.resolve("none.jar")).misused("--current: ", "none.jar: no such file");
    ab(folder.resolve("none.jar"), base).misused("--base: ", "none.jar: no such file");
    CommandRun.of("ab", "--base", "", "--current", base).misused("--base: empty, expected a jar or a class path");
    CommandRun.of("ab", "--base", base, "--current", "").misused("--current: empty, expected a jar or a class path");
    ab(base, base, "--base-java", "").misused("--base-java: empty, expected a java command");
    ab(base, base, "--rounds", "0").misused("--rounds: 0, expected at least 1");
    ab(base, base, "--rounds", "many").misused("--rounds", "many");
    ab(base, base, "--alpha", "3").misused("--alpha: 3.0");
    ab(base, base, "--gate", "both").misused("--gate: both needs --ruler");
    ab(base, base, "--html", folder.resolve("none").resolve("r.html")).misused("--html", "there is no folder");
    assertTrue(jar.forks().isEmpty(), "forks ran: " + jar.forks());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-f 2", "-rff x.json", "--treshold 0.1", "-nosuch", "-- -i", "-foe true", "-- --strict"})
  void argumentsThatJmhRejectsGiveOneLineAndExitCodeTwo(String line) throws IOException {
    CommandRun run = ab(base, base, (Object[]) line.split(" "));
    run.failed("JMH's", line.replace("-- ", "").split(" ")[0]);
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(jar.forks().isEmpty(), "forks ran: " + jar.forks());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.B", "-p n=1", "-e a.B", "-f 2", "-nosuch 1", "-t"})
  void aSidesOwnArgumentsCannotSelectBenchmarks(String arguments) throws IOException {
    ab(base, base, "--base-args", arguments).misused("--base-args: ", arguments.split(" ")[0]);
    ab(base, base, "--current-args", arguments).misused("--current-args: ", arguments.split(" ")[0]);
    assertTrue(jar.forks().isEmpty(), "forks ran: " + jar.forks());
  }

  @Test
  void aSideThatCannotRunGivesOneLineAndExitCodeTwo() throws IOException {
    Path none = jar.classPath("current", "Benchmarks: ", 0, Map.of());
    for (CommandRun run : List.of(ab(none, none), ab(base, base, "--base-java", folder.resolve("java")),
        ab(folder, base))) {
      run.failed();
      assertEquals(1, run.err().lines().count(), run.err());
    }
    assertFalse(Files.exists(out));
  }

  @Test
  void aClassPathMayNameAllJarsOfAFolder() throws IOException {
    String both = folder + "/*" + File.pathSeparator + base;
    CommandRun run = CommandRun.of("ab", "--base", both, "--current", both, "--rounds", "1");
    assertEquals(0, run.code(), run::toString);
    CommandRun.of("ab", "--base", folder.resolve("none") + "/*", "--current", both).misused("--base: ", "no such file");
  }

  /** The java command is deleted after the listing and one fork. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the java command is a script")
  void resultsBeforeAFailureAreKept() throws IOException {
    Path java = folder.resolve("java");
    Path calls = folder.resolve("calls");
    Files.writeString(java, "#!/bin/sh\necho call >> '" + calls + "'\n[ $(wc -l < '" + calls + "') -lt 2 ] || rm \"$0\"\n"
        + "exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    CommandRun run = ab(base, side("current", "80"), "--base-java", java, "--rounds", "5", "--out", out);
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().startsWith("ERROR: cannot start " + java), run.err());
    assertTrue(run.out().endsWith("Each completed fork is in base.json or current.json in " + out + "."
        + System.lineSeparator()), run.out());
    assertEquals(List.of("base.env.json", "base.json", "current.env.json", "current.json"), left());
    CommandRun compared = CommandRun.of("compare", "--ignore-environment", out.resolve("base.json"),
        out.resolve("current.json"));
    assertTrue(compared.out().contains(" 1/2 "), compared.out());
  }

  @Test
  void aNewFolderIsKeptOnlyIfItContainsForks() throws IOException {
    ab(base, base, "--base-java", folder.resolve("none"), "--out", out).failed("cannot start");
    assertFalse(Files.exists(out));
    Files.createDirectory(out);
    ab(base, base, "--base-java", folder.resolve("none"), "--out", out).failed("cannot start");
    assertEquals(List.of(), left());
  }
}

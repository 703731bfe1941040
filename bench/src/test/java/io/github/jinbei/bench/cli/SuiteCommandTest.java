package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SuiteCommandTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--quick --smoke | --quick and --smoke exclude each other",
      "--forks=0 | --forks: 0, expected at least 1",
      "--threads=0 | --threads: 0, expected at least 1",
      "--smoke --forks=2 | --forks: not possible with --smoke, which starts no forks",
      "--smoke --variants=scalar | --variants: not possible with --smoke, which runs in this VM on its one backend",
      "--smoke --jvm-args=-Xmx1g | --jvm-args: not possible with --smoke, which starts no forks",
      "--variants=scalar,64 | --variants: 64, expected scalar, 128, 256 or 512",
      "--variants=, | --variants: \",\", expected names separated by commas, none of them empty",
      "--variants=128,,256 | --variants: \"128,,256\", expected names separated by commas, none of them empty",
      "--implementations=naive, | --implementations: \"naive,\", expected names separated by commas, none of them empty",
      "--implementations=, | --implementations: \",\", expected names separated by commas, none of them empty",
      "--include=nosuch --exclude=Peak | --include nosuch and --exclude Peak leave no benchmark of the suite",
      "--variants=, | --variants: \",\", expected names separated by commas, none of them empty",
      "--variants=128,,256 | --variants: \"128,,256\", expected names separated by commas, none of them empty",
      "--implementations=naive, | --implementations: \"naive,\", expected names separated by commas, none of them empty",
      "--implementations=, | --implementations: \",\", expected names separated by commas, none of them empty",
      "--include=nosuch | --include nosuch leaves no benchmark of the suite",
      "--include=Empty --exclude=nothing | --include Empty and --exclude nothing leave no benchmark of the suite",
      "--exclude=. | --exclude . leaves no benchmark of the suite",
      "--implementations=nosuch | implementation: nosuch, "
          + "expected one of [naive, jinbei, openblas, openblas-heap, onednn, mkl, onnxruntime]"})
  void wrongUsageGetsALine(String options, String message) {
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setErr(new PrintWriter(err, true));
    assertEquals(2, command.execute(("suite " + options.strip()).split(" ")), err.toString());
    assertEquals("ERROR: " + message.strip(), err.toString().strip().replaceFirst("; see benchmarks.jar suite --help$", ""));
  }

  @Test
  void namesMayBeInSeveralOptions() {
    CommandRun.of("suite", "--dry-run", "--variants", "scalar", "--variants", "7,8").misused("--variants: 7, expected");
  }

  @Test
  void namesMayBeInCapitals() {
    CommandRun run = CommandRun.of("suite", "--dry-run", "--include", "Empty", "--variants", "SCALAR", "--implementations",
        "Naive,JINBEI");
    assertEquals(0, run.code(), run::toString);
  }
}

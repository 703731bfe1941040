package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jinbei.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the command line of {@code cold}, and two short processes. */
@Tag("interleaved")
class ColdCommandTest {

  @TempDir
  Path folder;

  private static CommandRun cold(Object... args) {
    Object[] words = new Object[args.length + 1];
    words[0] = "cold";
    System.arraycopy(args, 0, words, 1, args.length);
    return CommandRun.of(words);
  }

  @Test
  void twoBackendsAreMeasuredInTurns() throws IOException {
    Path json = folder.resolve("cold.json");
    Path html = folder.resolve("cold.html");
    CommandRun run = cold("--vs", "scalar", "--workloads", "t6", "--seconds", "1", "--rounds", "1", "--json", json, "--html",
        html, "--svg", folder.resolve("cold.svg"));
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.err().startsWith("1 workload, 2 sides, 1 round of 1 s: "), run.err());
    assertTrue(run.out().contains("\nT6: training steps of 2-16-1, batch 4, sgd"), run.out());
    assertTrue(run.out().matches("(?s).* scalar +default +ratio.*"), run.out());
    assertTrue(run.out().matches("(?s).*  trained at 1 s +[0-9,]+ +[0-9,]+ .*"), run.out());
    assertTrue(run.out().matches("(?s).*  first step, s +\\d+\\.\\d+ +\\d+\\.\\d+ .*"), run.out());
    JsonNode processes = new ObjectMapper().readTree(json.toFile()).get("workloads").get(0).get("processes");
    assertEquals("scalar", processes.get(0).get(0).get("backend").asText());
    assertEquals(Backend.current().name(), processes.get(1).get(0).get("backend").asText());
    assertTrue(Files.readString(html).contains("cold --vs scalar --workloads t6"));
    assertTrue(Files.readString(folder.resolve("cold.svg")).startsWith("<svg "));
  }

  @Test
  void optionsOfOneSideCompareAJarWithItself() {
    CommandRun run = cold("--current-args", "-Dio.github.jinbei.backend=scalar", "--predict", "--workloads", "T6",
        "--seconds", "0.5", "--rounds", "1", "--backends", "scalar");
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().contains("\nT6 predict 1: predictions of 2-16-1, batch 1"), run.out());
    assertTrue(run.out().contains("\nT6 predict 32: predictions of 2-16-1, batch 32"), run.out());
    assertTrue(run.out().matches("(?s).* base +current +ratio.*  predicted at 0.5 s +[0-9,]+ .*"), run.out());
  }

  @Test
  void wrongUsageGivesALineAHintAndExitCodeTwo() {
    cold("--workloads", "T8").misused("--workloads: T8, expected T1, T2, T3, T4, T5, T6, T7, digits, penguins");
    cold("--workloads", "digits", "--predict").misused("--workloads: digits, expected T1, ", "T7, which can be predicted");
    cold("--workloads", "T1,,T2").misused("--workloads: \"T1,,T2\"");
    cold("--backends", "1024").misused("--backends: 1024, expected scalar, 128, 256, 512 or default");
    cold("--backends", "scalar,128,256").misused("--backends: scalar,128,256, expected one or two");
    cold("--backends", "scalar,256", "--vs", "128")
        .misused("--backends: two backends with --base, expected either two backends or --base");
    cold("--base", folder.resolve("none.jar")).misused("--base: ", "none.jar: no such file");
    cold("--current", folder.resolve("none.jar")).misused("--current: ", "none.jar: no such file");
    cold("--current", "").misused("--current: empty, expected a jar or a class path");
    cold("--seconds", "0").misused("--seconds: 0.0, expected a number from 0.5 to 600.0");
    cold("--seconds", "NaN").misused("--seconds: NaN, expected a number from 0.5");
    cold("--seconds", "many").misused("--seconds", "many");
    cold("--rounds", "0").misused("--rounds: 0, expected at least 1");
    cold("--threads", "0").misused("--threads: 0, expected at least 1");
    cold("--threads", "2", "--predict").misused("--threads: 2 with --predict, expected 1");
    cold("--cores", "a").misused("--cores: a, expected processors, such as 0");
    cold("--vs", "default").misused("--base: default, expected another backend than the current");
    cold("--html", folder.resolve("none").resolve("r.html")).misused("--html", "there is no folder");
    cold("--json", folder.resolve("r"), "--svg", folder.resolve("r")).misused("--svg", "expected another file");
    cold("--java", "").misused("--java: empty, expected a java command");
  }

  @Test
  void aVmThatDoesNotStartIsAnError() {
    CommandRun run = cold("--workloads", "T6", "--seconds", "1", "--jvm-args", "-XX:NoSuchOption=1");
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().contains("ERROR: default: the VM does not start; its last lines:"), run.err());
    assertTrue(run.err().contains("NoSuchOption"), run.err());
    CommandRun none = cold("--java", folder.resolve("java"), "--workloads", "T6");
    assertEquals(2, none.code(), none::toString);
    assertTrue(none.err().contains("ERROR: cannot start " + folder.resolve("java")), none.err());
  }

  @Test
  void aProcessThatFailsIsAnErrorWithItsLastLines() {
    CommandRun run = cold("--current", folder, "--workloads", "T6", "--seconds", "1");
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().contains("ERROR: T6, default: the process ended with exit code 1; its last lines:"), run.err());
    assertTrue(run.err().contains("java.lang.NoClassDefFoundError: io/github/jinbei/"), run.err());
  }
}

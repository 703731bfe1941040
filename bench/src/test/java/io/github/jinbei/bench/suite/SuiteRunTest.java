package io.github.jinbei.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jinbei.bench.Pipe;
import io.github.jinbei.bench.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Tests runs of the baseline's smallest benchmarks, in this VM. */
class SuiteRunTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir
  Path folder;

  private static SuiteSettings settings(String include) {
    return new SuiteSettings(Scope.SMOKE, OptionalInt.empty(), List.of("naive"), List.of(), 1, List.of(),
        Optional.of(Pattern.compile(include)), Optional.of(Pattern.compile("Peak")));
  }

  private SuiteRun run(String include) {
    return new SuiteRun(settings(include), new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @Test
  void resultsAreWrittenWithTheirSidecar() throws IOException {
    Path file = folder.resolve("r.json");
    boolean well = run("Forward.*batch=1 .*net=T6").run(Optional.of(file), Map.of("cpu", "some"));
    String text = out.toString(StandardCharsets.UTF_8);
    assertTrue(well, text);
    assertEquals("1 of 1 benchmark ran", text.lines().reduce((first, second) -> second).orElse(""));
    assertTrue(Files.readString(file).contains("ForwardBenchmark.predict"));
    assertTrue(Files.readString(folder.resolve("r.env.json")).contains("some"));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count(), "temporary files are deleted");
    }
  }

  /** The pipe is written once, not after each task, and without a sidecar. */
  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD) // a pipe without a reader blocks
  void aPipeGetsAllResultsOnce() throws IOException {
    Pipe pipe = Pipe.make(folder.resolve("pipe.json"));
    boolean well = run("Forward.*batch=1 .*net=T[26]").run(Optional.of(folder.resolve("pipe.json")), Map.of("cpu", "some"));
    assertTrue(well, out.toString(StandardCharsets.UTF_8));
    JsonNode results = new ObjectMapper().readTree(pipe.content());
    assertEquals("T2", results.at("/0/params/net").textValue());
    assertEquals("T6", results.at("/1/params/net").textValue());
    assertEquals(2, results.size());
    assertFalse(Files.exists(folder.resolve("pipe.env.json")), "a sidecar beside a pipe");
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path file = Files.writeString(folder.resolve("file.json"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of("file.json"));
    boolean well = run("Forward.*batch=1 .*net=T6").run(Optional.of(link), Map.of("cpu", "some"));
    assertTrue(well, out.toString(StandardCharsets.UTF_8));
    assertTrue(Files.isSymbolicLink(link), "the link was replaced");
    assertTrue(Files.readString(file).contains("ForwardBenchmark.predict"));
    assertTrue(Files.exists(folder.resolve("link.env.json")), "the sidecar is beside the name that was given");
  }

  @Test
  void patternsThatSelectNothingAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> run("nosuch"));
  }

  @Test
  void timesOfSingleCallsAreShownAsPercentiles() throws RunnerException {
    Task task = SuitePlan.tasks(settings("Latency.*net=T6")).get(0);
    Collection<RunResult> results = new Runner(task.options(), new SilentOutput()).run();
    List<String> lines = Report.table(results).lines().toList();
    assertEquals(4, lines.size(), lines.toString());
    double before = 0;
    String[] names = {"p50", "p99", "p99.9"};
    for (int i = 0; i < names.length; i++) {
      String[] words = lines.get(i + 1).split(" {2,}");
      assertEquals("LatencyBenchmark.predict " + names[i], words[0]);
      assertEquals("us/op", words[4], lines.get(i + 1));
      double percentile = Double.parseDouble(words[3]);
      assertTrue(percentile >= before, lines.toString());
      before = percentile;
    }
    assertTrue(before > 0, lines.toString());
  }
}

package io.github.jinbei.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long nanos;

  private final Progress progress =
      new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), () -> nanos, 10, 100);

  /** Returns a task of 10 seconds. */
  private static Task task(String value) {
    Task task = new Task("p.B.m", new TreeMap<>(Map.of("x", value)), List.of(), new Timing(2, 0, 0, 4, 1000));
    assertEquals(10, task.timing().seconds(), 1e-9);
    return task;
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void eachTaskPrintsALineWithTheScaledRemainingTime() {
    progress.begin(task("a"));
    progress.println("# Fork: 1 of 2");
    progress.println("# Warmup Iteration");
    progress.println("# Fork: 2 of 2");
    nanos = 20_000_000_000L; // twice the expected time
    progress.end(task("a"), "12.0 GFLOP/s");
    progress.begin(task("b"));
    progress.end(task("b"), "13.0 GFLOP/s");
    assertEquals(List.of(
        "[ 1/10, 0:00:00 gone, 0:01:40 left] B.m x=a .. 12.0 GFLOP/s",
        "[ 2/10, 0:00:20 gone, 0:03:00 left] B.m x=b  13.0 GFLOP/s"), lines());
  }

  @Test
  void aFailedTaskShowsTheEndOfItsOutput() {
    progress.begin(task("a"));
    progress.println("of the first");
    progress.end(task("a"), "1.0");
    progress.begin(task("b"));
    for (int i = 0; i < 100; i++) {
      progress.println("line " + i);
    }
    progress.write("from the fork\n".getBytes(StandardCharsets.UTF_8));
    progress.fail(task("b"), "out of luck");
    List<String> lines = lines();
    assertEquals("[ 2/10, 0:00:00 gone, 0:00:00 left] B.m x=b  FAILED: out of luck", lines.get(1));
    assertEquals("    line 61", lines.get(2));
    assertEquals("    from the fork", lines.get(lines.size() - 1));
  }

  @Test
  void timesAreWholeSeconds() {
    assertEquals("1:02:03", Progress.time(3722.6));
    assertEquals("0:00:00", Progress.time(0));
  }
}

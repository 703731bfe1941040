package io.github.jinbei.bench.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the sums of CPU times on files as Linux has them in /proc. */
class CpuReaderTest {

  @TempDir
  Path folder;

  private void stat(String place, String name, int user, int system) throws IOException {
    Path file = folder.resolve(place).resolve("stat");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "4711 (" + name + ") S 1 2 3 4 5 6 7 8 9 10 " + user + " " + system + " 0 0 20 0 17 0\n");
  }

  @Test
  void threadsAreAddedByTheirNames() throws IOException {
    stat("", "java", 900, 100);
    stat("task/1", "java", 500, 40);
    stat("task/2", "C2 CompilerThre", 200, 10);
    stat("task/3", "C2 CompilerThre", 30, 0);
    stat("task/4", "C1 CompilerThre", 40, 2);
    stat("task/5", "jinbei-warm-up", 20, 1);
    stat("task/6", "jinbei-worker-1", 8, 0);
    stat("task/7", "jinbei-worker-1", 4, 0);
    CpuTimes times = new CpuReader(null, folder).read(1.5);
    assertEquals(new CpuTimes(1.5, 10, 0.42, 2.4, Map.of("jinbei-warm-up", 0.21, "jinbei-worker-1", 0.12)), times);
    assertEquals(0.33, times.ofLibrary(), 1e-12);
  }

  /** Linux has the times of a thread only while it runs. */
  @Test
  void theTimeOfAThreadThatHasEndedIsKept() throws IOException {
    stat("", "java", 50, 0);
    stat("task/1", "C2 CompilerThre", 30, 0);
    stat("task/2", "C2 CompilerThre", 7, 0);
    stat("task/3", "jinbei-warm-up", 20, 0);
    CpuReader reader = new CpuReader(null, folder);
    assertEquals(0.37, reader.read(1).c2());
    Files.delete(folder.resolve("task/2/stat"));
    Files.delete(folder.resolve("task/3/stat"));
    Files.delete(folder.resolve("task/3"));
    stat("task/1", "C2 CompilerThre", 40, 0);
    CpuTimes later = reader.read(2);
    assertEquals(0.47, later.c2());
    assertEquals(0.2, later.ofLibrary());
  }

  @Test
  void aNameMayHaveParenthesesAndSpaces() throws IOException {
    stat("", "a) (b c", 100, 1);
    stat("task/1", "C1 Compiler) (x", 5, 1);
    CpuTimes times = new CpuReader(null, folder).read(1);
    assertEquals(1.01, times.process());
    assertEquals(0.06, times.c1());
  }

  @Test
  void whatIsNotKnownIsNoNumber() throws IOException {
    CpuTimes none = new CpuReader(null, folder.resolve("none")).read(1);
    assertEquals(new CpuTimes(1, Double.NaN, Double.NaN, Double.NaN, Map.of()), none);
    assertEquals(Double.NaN, none.ofLibrary());
    stat("", "java", 7, 0);
    stat("task/1", "C1 CompilerThre", 3, 0);
    CpuTimes withoutC2 = new CpuReader(null, folder).read(1);
    assertEquals(new CpuTimes(1, 0.07, 0.03, Double.NaN, Map.of()), withoutC2);
    assertEquals(0, withoutC2.ofLibrary());
    Files.writeString(folder.resolve("stat"), "nonsense");
    assertEquals(Double.NaN, new CpuReader(null, folder).read(1).process());
  }
}

package io.github.jinbei.bench.cold;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads the CPU times of another process, from Linux's {@code /proc}. Elsewhere only that of the whole process is known. The
 * times of a thread are lost when it ends, so each call of {@link #read} keeps those of all threads for the next.
 */
final class CpuReader {

  private static final String C1 = "C1 Compiler";
  private static final String C2 = "C2 Compiler";
  private static final String LIBRARY = "jinbei";

  /** The kernel's unit of times in these files: USER_HZ, which is 100 on all processors with a JDK. */
  private static final double TICKS_PER_SECOND = 100;

  /** The places of utime and stime behind the name, which is in parentheses, see proc(5). */
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  /** The name and the ticks of a thread. */
  private record Ticks(String name, long count) {}

  private final ProcessHandle process;
  private final Path folder;
  private final Map<String, Ticks> threads = new HashMap<>();

  /** Creates a reader of a process. */
  CpuReader(ProcessHandle process) {
    this(process, Path.of("/proc", Long.toString(process.pid())));
  }

  /**
   * Creates a reader of a folder.
   *
   * @param process supplies the CPU time where there is no such folder; may be null
   */
  CpuReader(ProcessHandle process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Reads the times.
   *
   * @param seconds the time since the start of the process
   * @return the times; NaN where they cannot be read
   */
  CpuTimes read(double seconds) {
    double whole;
    try {
      whole = ticks(folder.resolve("stat")).count / TICKS_PER_SECOND;
      readThreads();
    } catch (IOException | DirectoryIteratorException e) {
      whole = process == null ? Double.NaN
          : process.info().totalCpuDuration().map(CpuReader::seconds).orElse(Double.NaN);
    }
    Map<String, Double> library = new TreeMap<>();
    threads.values().stream().map(Ticks::name).filter(name -> name.startsWith(LIBRARY))
        .forEach(name -> library.computeIfAbsent(name, own -> of(own::equals)));
    return new CpuTimes(seconds, whole, of(each -> each.startsWith(C1)), of(each -> each.startsWith(C2)), library);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() * 1e-9;
  }

  private void readThreads() throws IOException {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(folder.resolve("task"))) {
      for (Path task : tasks) {
        try {
          threads.put(task.getFileName().toString(), ticks(task.resolve("stat")));
        } catch (IOException e) {
          // The thread has just ended.
        }
      }
    }
  }

  /** Returns the time of the threads with such names; NaN if there was none, as in a VM with another compiler. */
  private double of(Predicate<String> names) {
    long[] ticks = threads.values().stream().filter(each -> names.test(each.name)).mapToLong(Ticks::count).toArray();
    return ticks.length == 0 ? Double.NaN : Arrays.stream(ticks).sum() / TICKS_PER_SECOND;
  }

  private static Ticks ticks(Path stat) throws IOException {
    String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
    int from = line.indexOf('(');
    int to = line.lastIndexOf(')');
    try {
      String[] words = line.substring(to + 2).split(" ");
      return new Ticks(line.substring(from + 1, to), Long.parseLong(words[USER]) + Long.parseLong(words[SYSTEM]));
    } catch (RuntimeException e) {
      throw new IOException(stat + ": " + line + ", expected the fields of proc(5)", e);
    }
  }
}

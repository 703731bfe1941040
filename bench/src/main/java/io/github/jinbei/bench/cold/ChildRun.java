package io.github.jinbei.bench.cold;

import io.github.jinbei.bench.cold.child.ColdProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a process, reads its CPU times meanwhile, and its result at the end. */
final class ChildRun {

  /**
   * The longest time from the end of a measurement to the exit of its process, in seconds: for the last step, the output and
   * the exit. A process that takes longer is ended, so that the run does not wait for it forever.
   */
  static final double MORE_SECONDS = 60;

  /** The time between two readings of the CPU times: a thread that ends loses at most the time since the last. */
  private static final long POLL_MILLIS = 50;

  private static final List<String> MODULE = List.of("--add-modules", "jdk.incubator.vector");

  /** The most lines of a process in an error message: the last ones, as a process may print any number. */
  private static final int SHOWN_LINES = 12;

  private final ColdSettings settings;
  private final ChildJar jar;
  private final double moreSeconds;

  /** Creates a runner of processes. */
  ChildRun(ColdSettings settings, ChildJar jar) {
    this(settings, jar, MORE_SECONDS);
  }

  /** Creates a runner with another time limit. */
  ChildRun(ColdSettings settings, ChildJar jar, double moreSeconds) {
    this.settings = settings;
    this.jar = jar;
    this.moreSeconds = moreSeconds;
  }

  /**
   * Checks that the VM of a side starts with its options. Afterwards its files are in the page cache, and this VM has loaded
   * its classes for starting processes.
   *
   * @throws IOException if it does not start
   */
  void check(ColdSide side) throws IOException {
    List<String> command = new ArrayList<>(vm(side));
    command.add("-version");
    Output output = output(command, null);
    if (output.status != 0) {
      throw failure(side.name(), "the VM does not start", output.lines);
    }
  }

  /**
   * Runs a process.
   *
   * @return its result
   * @throws IOException if it fails or does not end; the message has its last lines
   */
  Measurement run(ColdSide side, Workload workload) throws IOException {
    List<String> command = new ArrayList<>(vm(side));
    command.addAll(List.of("-cp", jar.classPath(side.classPath()), ColdProcess.class.getName()));
    int start = command.size();
    command.addAll(List.of("", Double.toString(settings.seconds()), Integer.toString(settings.threads())));
    command.addAll(workload.words());
    List<CpuTimes> cpu = new ArrayList<>();
    Instant now = Instant.now();
    command.set(start, Long.toString(now.getEpochSecond() * 1_000_000 + now.getNano() / 1000));
    Output output = output(command, cpu);
    String name = workload.name() + ", " + side.name();
    if (output.late) {
      throw failure(name, "the process was still running " + moreSeconds + " s after the end of the measurement",
          output.lines);
    }
    if (output.status != 0) {
      throw failure(name, "the process ended with exit code " + output.status, output.lines);
    }
    return ChildOutput.parse(output.lines, settings.seconds(), cpu)
        .orElseThrow(() -> failure(name, "the process printed no result", output.lines));
  }

  private List<String> vm(ColdSide side) {
    List<String> command = new ArrayList<>();
    if (!settings.cores().isEmpty()) {
      command.addAll(List.of("taskset", "-c", settings.cores()));
    }
    command.add(side.java());
    command.addAll(MODULE);
    command.addAll(side.jvmArgs());
    return command;
  }

  private static IOException failure(String name, String what, List<String> lines) {
    List<String> words = lines.stream().filter(line -> !line.isBlank() && !line.startsWith(ColdProcess.MARK)).toList();
    List<String> last = words.subList(Math.max(0, words.size() - SHOWN_LINES), words.size());
    return new IOException(name + ": " + what + (last.isEmpty() ? "" : "; its last lines:\n  " + String.join("\n  ", last)));
  }

  private record Output(int status, boolean late, List<String> lines) {}

  /**
   * Runs a command.
   *
   * @param cpu receives the CPU times; null for a command without a measurement
   */
  private Output output(List<String> command, List<CpuTimes> cpu) throws IOException {
    long start = System.nanoTime();
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
    Thread hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
    Watch watch = new Watch(process, start, cpu);
    Thread thread = new Thread(watch, "cold-watch");
    thread.setDaemon(true);
    thread.start();
    try (InputStream in = process.getInputStream()) {
      String text = new String(in.readAllBytes(), Charset.defaultCharset());
      thread.join();
      return new Output(process.waitFor(), watch.late, text.lines().toList());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
      removeHook(hook);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The VM is shutting down, and the hook runs.
    }
  }

  /** Reads the CPU times until the measurement ends, closes the input of the process, and ends it if it does not end itself. */
  private final class Watch implements Runnable {

    private final Process process;
    private final long start;
    private final List<CpuTimes> cpu;
    private volatile boolean late;

    private Watch(Process process, long start, List<CpuTimes> cpu) {
      this.process = process;
      this.start = start;
      this.cpu = cpu;
    }

    @Override
    public void run() {
      try {
        if (cpu != null) {
          poll(new CpuReader(process.toHandle()));
        }
        process.getOutputStream().close();
        late = !process.waitFor((long) (1000 * moreSeconds), TimeUnit.MILLISECONDS);
      } catch (IOException | InterruptedException e) {
        late = process.isAlive();
      } finally {
        end();
      }
    }

    /** Ends the process and those that it started. Its output stays readable, unlike with {@link Process#destroyForcibly}. */
    private void end() {
      List<ProcessHandle> started = process.descendants().toList();
      process.toHandle().destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
    }

    private void poll(CpuReader reader) throws InterruptedException {
      for (double time : settings.cpuTimes()) {
        CpuTimes last = reader.read(seconds());
        for (double left = time - seconds(); left > 0 && process.isAlive(); left = time - seconds()) {
          process.waitFor(Math.min(POLL_MILLIS, (long) Math.ceil(1000 * left)), TimeUnit.MILLISECONDS);
          last = reader.read(seconds());
        }
        cpu.add(last);
      }
    }

    private double seconds() {
      return (System.nanoTime() - start) * 1e-9;
    }
  }
}

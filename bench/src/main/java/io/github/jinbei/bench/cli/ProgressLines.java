package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.results.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Prints progress as lines on standard error, one after each period, until it is closed. */
final class ProgressLines implements Progress, AutoCloseable {

  /** The time between lines. Work that takes less prints none. */
  static final Duration PERIOD = Duration.ofSeconds(2);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  });
  private volatile Supplier<String> words = () -> "";

  /** Starts the clock; lines go to the writer. */
  ProgressLines(PrintWriter err, Duration period) {
    clock.scheduleAtFixedRate(() -> {
      String line = words.get();
      if (!line.isEmpty()) {
        err.println(line);
        err.flush();
      }
    }, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void now(Supplier<String> words) {
    this.words = words;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}

package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An extension that records what the library logs during a test. It is not printed. */
public final class Warnings implements BeforeEachCallback, AfterEachCallback {

  private final List<String> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger("io.github.jinbei");
  private final Handler handler = new Handler() {
    @Override
    public void publish(LogRecord line) {
      lines.add(line.getLevel() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  };

  @Override
  public void beforeEach(ExtensionContext context) {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  /** Returns what was logged and not yet returned: level and message of each record. */
  public List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  /** Returns the one line that {@link #take} would return; fails if there are none or more. */
  public String only() {
    List<String> taken = take();
    assertEquals(1, taken.size(), taken.toString());
    return taken.get(0);
  }
}

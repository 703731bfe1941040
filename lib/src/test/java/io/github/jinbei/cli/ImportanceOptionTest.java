package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Json;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.Importance;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --importance}, against that of the library. */
class ImportanceOptionTest {

  @TempDir
  Path folder;

  private static final String[] SMALL = "--units 8 --folds 1 --epochs 10 --seed 3".split(" ");

  private static Object[] words(String command, Object... more) {
    return IntStream.range(0, 1 + SMALL.length + more.length)
        .mapToObj(i -> i == 0 ? command : i <= SMALL.length ? SMALL[i - 1] : more[i - 1 - SMALL.length]).toArray();
  }

  @SuppressWarnings("unchecked")
  private static void assertImportance(Importance expected, Path json) throws IOException {
    Map<String, Object> found = (Map<String, Object>) Json.parse(Files.readString(json)).get("importance");
    assertEquals(Figures.name(expected.score()), found.get("score"));
    assertEquals(expected.entries().stream().map(entry -> Figures.object("column", entry.column(), "mean", entry.mean(),
        "standard_error", entry.standardError())).toList(), found.get("columns"));
  }

  /** The seed of the permutations is that of the model, so that both commands print the same. */
  @Test
  void trainAndEvaluatePrintTheColumns() throws IOException {
    Path model = folder.resolve("model");
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");
    Run trained = Run.good(words("train", "--sample", "penguins", "--importance", "--save", model, "--metrics", first));
    Run evaluated = Run.good("evaluate", model, "--sample", "penguins", "--importance", "--metrics", second);
    Importance expected = Importance.of(MlpClassifier.load(model), Penguins.heldOut(), Score.LOG_LOSS, 3);
    assertTrue(trained.out().replace("\r", "").contains("\n\n" + expected + "\n\ntime "), trained.out());
    assertTrue(evaluated.out().replace("\r", "").contains("\n\n" + expected + "\n\nmetrics "), evaluated.out());
    assertEquals(Files.readString(first), Files.readString(second));
    assertImportance(expected, first);
  }

  /** Twelve columns, of which ten are printed. */
  @Test
  void theMostImportantColumnsArePrinted() throws IOException {
    String header = IntStream.range(0, 12).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    StringBuilder text = new StringBuilder(header + ",y\n");
    for (int row = 0; row < 60; row++) {
      for (int i = 0; i < 12; i++) {
        text.append((row * (i + 3) + i * i) % 17).append(',');
      }
      text.append((row * 5 + 4) % 17 + 0.5).append('\n');
    }
    Path file = Files.writeString(folder.resolve("many.csv"), text);
    Path model = folder.resolve("model");
    Path json = folder.resolve("metrics.json");
    Run run = Run.good(words("train", "--data", file, "--test", file, "--target", "y", "--importance", "--save", model,
        "--metrics", json));
    Importance expected = Importance.of(MlpRegressor.load(model), Csv.read(file), Score.RMSE, 3);
    String printed = expected.toString().lines().limit(11).collect(Collectors.joining("\n"));
    assertTrue(run.out().replace("\r", "").contains("\n\n" + printed + "\n  and 2 less important\n\ntime "), run.out());
    assertImportance(expected, json);
  }

  @Test
  void anInterruptedComputationIsNotComplete() {
    AtomicInteger calls = new AtomicInteger();
    try (Interrupt interrupt = new Interrupt("test", "work", () -> "")) {
      assertTrue(interrupt.completes(calls::incrementAndGet));
      assertFalse(interrupt.completes(() -> {
        calls.incrementAndGet();
        throw new CancellationException();
      }));
    }
    assertEquals(2, calls.get());
  }
}

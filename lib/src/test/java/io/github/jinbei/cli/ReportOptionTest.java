package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.DiagnosticsListener;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.Json;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainingListener;
import io.github.jinbei.data.Digits;
import io.github.jinbei.report.Report;
import io.github.jinbei.table.Importance;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code train --report}: the page is that of the library, and the training is the same as without it. */
class ReportOptionTest {

  @TempDir
  Path folder;

  private static final Object[] PENGUINS = {"train", "--sample", "penguins", "--units", 8, "--folds", 2, "--epochs", 20,
      "--threads", 1};

  /** Returns the entries of the header before the backend, as a map from words to texts. */
  private static Map<String, String> header(Run run) {
    Map<String, String> settings = new LinkedHashMap<>();
    String name = "";
    for (String line : run.lines()) {
      if (line.startsWith("backend ")) {
        return settings;
      }
      name = line.startsWith(" ") ? name : line.substring(0, 11).strip();
      settings.merge(name, line.substring(11), (before, more) -> before + "; " + more);
    }
    throw new AssertionError("no backend in " + run);
  }

  private static List<String> command(Object... words) {
    return Stream.concat(Stream.of("java", "-p", "jinbei.jar", "-m", "io.github.jinbei"),
        Stream.of(words).map(Object::toString)).toList();
  }

  @Test
  void imagesHaveThePageOfTheLibrary() throws IOException {
    Path file = folder.resolve("page.html");
    Run run = SmallTraining.byCommand("--threads", 1, "--report", file);
    assertEquals(SmallTraining.byCommand().lastLine(), run.lastLine(), "the training without a report");
    assertEquals(file.toString(), run.entry("report"));
    Mlp mlp = SmallTraining.network();
    DiagnosticsListener layers = new DiagnosticsListener(Digits.train().slice(0, 256));
    List<Evaluation> tests = new ArrayList<>();
    History history;
    try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.sgd(0.3f)).batchSize(200).seed(1).threads(1).build()) {
      history = trainer.fit(Digits.train(), SmallTraining.EPOCHS, new TrainingListener() {
        @Override
        public void onBegin(Trainer begun) {
          layers.onBegin(begun);
        }

        @Override
        public boolean onEpoch(EpochResult result) {
          tests.add(trainer.evaluate(Digits.heldOut()));
          return layers.onEpoch(result);
        }
      });
    }
    Report expected = Report.of(mlp, history, Digits.heldOut()).title("Training on embedded digits").tests(tests)
        .diagnostics(layers.diagnostics()).images(8, 8).settings(header(run)).command(command("train", "--batch", 200,
        "--epochs", 3, "--layers", "64,6,5,10", "--threads", 1, "--report", file));
    assertEquals(expected.html(), Files.readString(file));
  }

  /** The importance is in the page, but neither printed nor among the metrics, unless it is asked for. */
  @Test
  void tablesHaveThePageOfTheLibrary() throws IOException {
    Path file = folder.resolve("page.html");
    Path json = folder.resolve("metrics.json");
    Object[] words = Stream.concat(Stream.of(PENGUINS), Stream.of("--report", file, "--metrics", json)).toArray();
    Run run = Run.good(words);
    assertEquals(Run.good(PENGUINS).lastLine(), run.lastLine(), "the training without a report");
    assertEquals(file.toString(), run.entry("report"));
    assertFalse(run.out().contains("exchanged"), run.out());
    assertFalse(Json.parse(Files.readString(json)).containsKey("importance"));
    MlpClassifier model = MlpClassifier.builder().units(8).folds(2).epochs(20).seed(1).threads(1).diagnostics(true)
        .fit(Penguins.train(), "species");
    Report expected = Report.of(model, Penguins.heldOut()).title("Training on embedded penguins: species")
        .importance(Importance.of(model, Penguins.heldOut(), Score.LOG_LOSS, 1, 5, 1)).settings(header(run))
        .command(command(words));
    assertEquals(expected.html(), Files.readString(file));
  }

  /** Wrong names are found before the training, and existing files stay. */
  @ParameterizedTest
  @CsvSource(delimiterString = " -> ", value = {
      "--report page -> --report page has another ending; give a name that ends in .html",
      "--report page.svg -> --report page.svg has another ending; give a name that ends in .html",
      "--report nowhere/x.html -> --report nowhere/x.html: cannot be written, there is no folder",
      "--report FOLDER.html -> FOLDER.html: is a folder, expected a file to write; give a file elsewhere",
      "--report x.html --save ./x.html -> --report x.html is the file of --save; give another one",
      "--metrics x.html --report x.html -> --report x.html is the file of --metrics; give another one",
      "--metrics x --save x -> --metrics x is the file of --save; give another one",
  })
  void wrongFilesAreRefused(String words, String message) throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken.html"));
    for (String data : List.of("--epochs 1", "--sample penguins --epochs 1")) {
      Run run = Run.of((Object[]) ("train " + data + " " + words.replace("FOLDER.html", taken.toString())).split(" "));
      assertEquals(2, run.code(), run::toString);
      assertEquals("", run.out());
      assertEquals(1, run.err().lines().count(), run::toString);
      assertTrue(run.err().contains(message.replace("FOLDER.html", taken.toString())), run::err);
    }
  }

  /** A resumed training has the page of all epochs, at the file given with it or at that of its checkpoint. */
  @Test
  void aResumedTrainingHasAllEpochs() throws IOException {
    Path first = folder.resolve("first.html");
    Path second = folder.resolve("second.html");
    Path points = folder.resolve("points");
    Run run = SmallTraining.byCommand("--checkpoint", points, "--every", 8, "--keep", 9, "--report", first);
    String page = Files.readString(first);
    for (Path newest : newestTwo(points)) {
      Files.delete(newest);
    }
    Files.delete(first);
    Run resumed = Run.good("train", "--resume", points, "--report", second);
    assertEquals(run.lastLine(), resumed.lastLine());
    assertFalse(Files.exists(first), "the file of the first part");
    String again = Files.readString(second);
    assertTrue(again.contains("--resume " + points), "the command");
    assertEquals(curve(page), curve(again));
    Files.delete(second);
    Run.good("train", "--resume", points);
    assertTrue(Files.exists(second), "the file among the options of the checkpoint");
  }

  /** For 1,300 columns and 30 rows to test on, 254 million values would be read. */
  @Test
  void theImportanceOfManyColumnsIsComputedOnlyIfAskedFor() throws IOException {
    int columns = 1300;
    StringBuilder csv = new StringBuilder("y");
    for (int column = 0; column < columns; column++) {
      csv.append(",x").append(column);
    }
    for (int row = 0; row < 150; row++) {
      csv.append('\n').append(row).append(",").append("0.5,".repeat(columns - 1)).append(row % 7);
    }
    Path data = Files.writeString(folder.resolve("wide.csv"), csv);
    Path file = folder.resolve("page.html");
    Run run = Run.good("train", "--data", data, "--target", "y", "--units", 2, "--epochs", 1, "--folds", 1, "--report", file);
    assertEquals("not in the report, since it takes long with so many rows and columns; --importance adds it",
        run.entry("importance"));
    assertFalse(Files.readString(file).contains("Importance of the columns"));
  }

  /** 256 rows in parts of 5 have a last part of a single row, which has no variance for batch norm. */
  @Test
  void layersAreMeasuredWithEachSizeOfAPart() throws IOException {
    Path file = folder.resolve("page.html");
    Run.good("train", "--layers", "64,4,10", "--norm", "batch", "--batch", 10, "--micro-batch", 5, "--train-size", 300,
        "--epochs", 1, "--report", file);
    assertTrue(Files.readString(file).contains("Norm of the weights"));
  }

  private static List<Path> newestTwo(Path points) throws IOException {
    try (Stream<Path> files = Files.list(points)) {
      List<Path> all = files.sorted().toList();
      assertEquals(3, all.size(), all::toString);
      return all.subList(1, 3);
    }
  }

  /** Returns the first line of the first picture. */
  private static String curve(String page) {
    int at = page.indexOf("<path class=\"line");
    assertTrue(at > 0, "no line");
    return page.substring(at, page.indexOf("/>", at));
  }

  /** A training that diverges has a report if an epoch was completed; one that is interrupted before it begins has one too. */
  @Test
  void aTrainingThatEndsEarlyHasAReport() throws IOException {
    Path file = folder.resolve("page.html");
    Run run = Run.of("train", "--output", "identity", "--layers", "64,64,10", "--lr", 5, "--warm-up", 28, "--epochs", 30,
        "--report", file);
    assertEquals(1, run.code(), run::toString);
    assertEquals(file.toString(), run.entry("report"));
    assertTrue(run.err().startsWith("jinbei: the loss is "), run.err());
    String page = Files.readString(file);
    assertTrue(page.contains("<path class=\"line"), "no curve");
    assertTrue(page.contains("The training ended early.</p>"), page);
    assertTrue(page.contains("<th>failed</th><td class=\"value\">the loss is "), page);
    Files.delete(file);
    Run none = Run.of("train", "--lr", "1e30", "--output", "identity", "--report", file);
    assertTrue(none.err().contains("no epoch was completed, so nothing is saved"), none.err());
    assertFalse(Files.exists(file));
    Thread.currentThread().interrupt();
    try {
      Run interrupted = Run.of("train", "--layers", "64,3,10", "--report", file);
      assertEquals(130, interrupted.code(), interrupted::toString);
      assertEquals(file.toString(), interrupted.entry("report"));
    } finally {
      assertTrue(Thread.interrupted(), "the flag is kept");
    }
    assertTrue(Files.size(file) > 1000);
  }
}

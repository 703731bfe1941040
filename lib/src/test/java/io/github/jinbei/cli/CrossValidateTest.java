package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Json;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.CrossValidation;
import io.github.jinbei.table.EstimatorBuilder;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --cross-validate}. */
class CrossValidateTest {

  @TempDir
  Path folder;

  private static Object[] words(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--units", 8, "--folds", 2, "--epochs", 5));
    words.addAll(List.of(more));
    return words.toArray();
  }

  private static <B extends EstimatorBuilder<B, ?>> B small(B builder) {
    return builder.units(8).folds(2).epochs(5).seed(1);
  }

  /** The rows to test on are in no fold, and the model has the bits that it has without the option. */
  @Test
  void theRowsToTrainOnAreValidated() throws IOException {
    Path json = folder.resolve("metrics.json");
    Run run = Run.good(words("--sample", "penguins", "--cross-validate", 3, "--metrics", json));
    CrossValidation expected = CrossValidation.of(small(MlpClassifier.builder()), Penguins.train(), "species", 3);
    for (int fold = 1; fold <= 3; fold++) {
      String line = "Fold " + fold + " of 3: 10 epochs of 2 networks, \\d+\\.\\d\\d s";
      assertTrue(run.lines().stream().anyMatch(printed -> printed.matches(line)), () -> line + " is not in " + run.out());
    }
    String text = "\n\ncross-validation, mean +- standard error over " + expected + "\n\nEpochs: ";
    assertTrue(run.out().replace("\r", "").contains(text), () -> text + " is not in " + run.out());
    assertEquals(Stream.concat(tenths(3, "3 folds"), tenths(1, "2 networks")).toList(), run.lines().stream()
        .filter(line -> line.startsWith("Epochs: ")).map(line -> line.replaceFirst(", .*", "")).toList());
    assertEquals(Run.good(words("--sample", "penguins")).lastLine(), run.lastLine());
    assertFigures(expected, true, json);
  }

  /** The lines of a training of as many times ten epochs, without their times. */
  private static Stream<String> tenths(int epochs, String what) {
    return IntStream.rangeClosed(1, 10).mapToObj(i -> "Epochs: " + i * epochs + " / " + 10 * epochs + " of " + what);
  }

  @SuppressWarnings("unchecked")
  private static void assertFigures(CrossValidation expected, boolean ofClasses, Path json) throws IOException {
    Map<String, Object> found = (Map<String, Object>) Json.parse(Files.readString(json)).get("cross_validation");
    assertEquals((double) expected.folds(), found.get("folds"));
    Map<String, Object> figures = (Map<String, Object>) found.get("figures");
    List<Score> scores = Stream.of(Score.values()).filter(score -> score.isForClasses() == ofClasses).toList();
    assertEquals(scores.stream().map(Figures::name).toList(), List.copyOf(figures.keySet()));
    for (Score score : scores) {
      assertEquals(Figures.object("mean", expected.mean(score), "standard_error", expected.standardError(score), "folds",
          DoubleStream.of(expected.figures(score)).boxed().toList()), figures.get(Figures.name(score)), score::toString);
    }
  }

  /** With a file of rows to test on, all rows of the data are validated. */
  @Test
  void numbersAreValidated() throws IOException {
    Path people = PeopleData.write(folder.resolve("people.csv"), 60);
    Path json = folder.resolve("metrics.json");
    Run run = Run.good(words("--data", people, "--test", people, "--target", "income", "--drop", "class", "--cross-validate", 2,
        "--metrics", json));
    CrossValidation expected =
        CrossValidation.of(small(MlpRegressor.builder()), Csv.read(people).drop("class"), "income", 2);
    assertTrue(run.out().contains(" over 2 folds of 60 rows:"), run.out());
    assertFigures(expected, false, json);
  }

  /** Of few rows, the networks of a fold are trained twice. */
  @Test
  void aFoldCountsAllEpochs() throws IOException {
    Path people = PeopleData.write(folder.resolve("people.csv"), 60);
    Run run = Run.good("train", "--data", people, "--target", "class", "--units", 4, "--epochs", 4, "--cross-validate", 2);
    List<Integer> epochs = run.lines().stream().filter(line -> line.startsWith("Fold "))
        .map(line -> Integer.valueOf(line.replaceFirst(".*: (\\d+) epochs of 5 networks, .*", "$1"))).toList();
    assertEquals(2, epochs.size(), run.out());
    for (int count : epochs) {
      assertTrue(count > 20 && count <= 40 && count % 5 == 0, "20 epochs, and 5 to 20 on all rows: " + run.out());
    }
  }

  /** Nothing is saved. */
  @Test
  void anInterruptEndsIt() {
    Path file = folder.resolve("model");
    Path json = folder.resolve("metrics.json");
    Run run;
    Thread.currentThread().interrupt();
    try {
      run = Run.of(words("--sample", "penguins", "--cross-validate", 3, "--save", file, "--metrics", json));
    } finally {
      assertTrue(Thread.interrupted(), "the flag is kept");
    }
    assertEquals(130, run.code(), run::toString);
    assertEquals("early, by Ctrl-C or a signal, in the cross-validation; there is no model", run.entry("stopped"));
    assertFalse(Files.exists(file) || Files.exists(json), "files");
  }

  /** A row of the only other class is in one of the folds, whose training rows are then all of one class. */
  @Test
  void aFoldThatCannotBeTrainedIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("rare.csv"), "x,y\n0,b\n" + "1,a\n".repeat(9));
    Run run = Run.of(words("--data", file, "--target", "y", "--test", file, "--cross-validate", 2));
    assertEquals(2, run.code(), run::toString);
    assertEquals(1, run.err().lines().count(), run.err());
    String pattern = "(?s)jinbei: the training rows of fold [12] of 2: the target \"y\" is \"a\" in all .*";
    assertTrue(run.err().matches(pattern), run.err());
  }
}

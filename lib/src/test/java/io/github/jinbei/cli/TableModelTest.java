package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.SpecialFiles;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.CsvFormat;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The output of evaluate, predict and info for a model that train saved. */
class TableModelTest {

  @TempDir
  Path folder;

  private Path people;
  private Path classifier;
  private Path regressor;
  private Run trained;

  @BeforeEach
  void train() throws IOException {
    people = PeopleData.write(folder.resolve("people.csv"), 100);
    classifier = folder.resolve("classifier");
    regressor = folder.resolve("regressor");
    trained = train("--target", "class", "--drop", "income", "--save", classifier);
    train("--target", "income", "--drop", "class", "--save", regressor);
  }

  private Run train(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--data", people, "--test", people, "--units", 8, "--folds", 2,
        "--epochs", 5));
    words.addAll(List.of(more));
    return Run.good(words.toArray());
  }

  @Test
  void evaluatePrintsTheFiguresOfTheTraining() {
    Run evaluated = Run.good("evaluate", classifier, "--data", people);
    assertEquals(trained.entry("final"), evaluated.entry("right"));
    assertEquals(trained.entry("networks"), evaluated.entry("model"));
    assertEquals(people + ": 100 rows to test on", evaluated.entry("data"));
    assertTrue(Run.good("evaluate", regressor, "--data", people).entry("error").startsWith("RMSE "));
  }

  @Test
  void predictWritesTheClassesAndTheirProbabilities() throws IOException {
    MlpClassifier model = MlpClassifier.load(classifier);
    Table table = Csv.read(people);
    String[] classes = model.predict(table);
    double[][] probabilities = model.probabilities(table);
    List<String> lines = Run.good("predict", classifier, "--data", people).lines();
    assertEquals("prediction,high,low", lines.get(0));
    assertEquals(100 + 1, lines.size());
    for (int row = 0; row < 100; row++) {
      String[] fields = lines.get(row + 1).split(",");
      assertEquals(classes[row], fields[0], "row " + row);
      assertEquals(probabilities[row][0], Double.parseDouble(fields[1]), "row " + row);
      assertEquals(probabilities[row][1], Double.parseDouble(fields[2]), "row " + row);
    }
  }

  /** More rows than are read at a time. The columns are in another order, the target is absent, and others are there. */
  @Test
  void rowsArePredictedInPieces() throws IOException {
    StringBuilder text = new StringBuilder("zip\tchildren\tcity\tage\n");
    for (int row = 0; row < 5000; row++) {
      text.append("x\t").append(row % 4).append("\tRome\t").append(row % 60).append('\n');
    }
    Path file = Files.writeString(folder.resolve("many.tsv"), text);
    Path out = folder.resolve("out.csv");
    assertEquals("", Run.good("predict", regressor, "--data", file, "--separator", "tab", "--out", out).out());
    double[] expected = MlpRegressor.load(regressor).predict(Csv.read(file,
        CsvFormat.DEFAULT.withSeparator('\t')));
    List<String> lines = Files.readAllLines(out);
    assertEquals("prediction", lines.get(0));
    assertEquals(5000 + 1, lines.size());
    for (int row = 0; row < 5000; row++) {
      assertEquals(expected[row], Double.parseDouble(lines.get(row + 1)), "row " + row);
    }
    Run printed = Run.good("predict", regressor, "--data", file, "--separator", "tab", "--out", "-");
    assertEquals(Files.readString(out), printed.out());
  }

  @Test
  void standardInputIsPredicted() throws IOException {
    Run expected = Run.good("predict", classifier, "--data", people);
    assertEquals(expected, withInput(Files.readString(people), "predict", classifier, "--data", "-"));
    Run wrong = withInput("age,city,children\n1,Rome,2\n2,Rome,many\n", "predict", classifier, "--data", "-");
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().startsWith("jinbei: standard input: line 3, column \"children\": \"many\" is not a number"),
        wrong.err());
    Run absent = withInput("age,children\n1,2\n", "predict", classifier, "--data", "-");
    assertTrue(absent.err().startsWith("jinbei: standard input: has no column \"city\", which is needed"), absent.err());
  }

  private static Run withInput(String text, Object... words) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return Run.of(words);
    } finally {
      System.setIn(before);
    }
  }

  /** The header quotes names of classes, and a class may be called as the first column is. */
  @Test
  void classesMayHaveAnyName() throws IOException {
    Path file = Files.writeString(folder.resolve("names.csv"),
        "x,y\n" + "1,\"a,b\"\n2,prediction\n3,\"a,b\"\n4,prediction\n".repeat(5));
    Path model = folder.resolve("model");
    Run.good("train", "--data", file, "--target", "y", "--units", 2, "--folds", 1, "--epochs", 1, "--save", model);
    assertEquals("prediction,\"a,b\",prediction", Run.good("predict", model, "--data", file).lines().get(0));
  }

  /** Labels of texts keep their zeros, those of numbers do not. */
  @ParameterizedTest
  @CsvSource({"--text, 01, 02", "--drop, 1, 2"})
  void labelsAreComparedAsTheyWereLearned(String option, String first, String second) throws IOException {
    Path file = Files.writeString(folder.resolve("labels.csv"), "x,z,y\n" + "1,0,01\n9,0,02\n".repeat(10));
    Path model = folder.resolve("model");
    Run run = Run.good("train", "--data", file, "--test", file, "--target", "y", option, option.equals("--text") ? "y" : "z",
        "--units", 4, "--folds", 1, "--epochs", 20, "--save", model);
    assertEquals("20 / 20 (100.00 %)", run.entry("final"));
    assertEquals("20 / 20 (100.00 %)", Run.good("evaluate", model, "--data", file).entry("right"));
    assertEquals("y: 2 classes: " + first + ", " + second, Run.good("info", model).entry("target"));
  }

  @Test
  void infoShowsWhatTheFileHolds() throws IOException {
    Run info = Run.good("info", classifier);
    assertEquals(classifier + ", " + Files.size(classifier) + " bytes", info.entry("file"));
    assertEquals("class: 2 classes: high, low", info.entry("target"));
    assertEquals("age: numbers", info.entry("columns"));
    assertTrue(info.lines().contains("           city: text, 3 categories: Lima, Oslo, Rome"), info.out());
    assertEquals("6: age, age missing, city=Lima, city=Oslo, city=Rome, children", info.entry("inputs"));
    assertEquals(trained.entry("networks"), info.entry("networks"));
    assertEquals("100 rows, seed 1", info.entry("training"));
    assertEquals(trained.lastLine(), info.lastLine());
    assertEquals("income: numbers", Run.good("info", regressor).entry("target"));
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    SpecialFiles.writer(pipe, Files.readAllBytes(classifier));
    assertEquals(info.lastLine(), Run.good("info", pipe).lastLine());
  }

  @Test
  void theSampleIsTestedAndPredicted() {
    Path model = folder.resolve("penguins");
    Run run = Run.good("train", "--sample", "penguins", "--units", 8, "--folds", 1, "--epochs", 5, "--save", model);
    assertEquals(run.entry("final"), Run.good("evaluate", model, "--sample", "penguins").entry("right"));
    List<String> lines = Run.good("predict", model, "--sample", "penguins").lines();
    assertEquals("prediction,Adelie,Chinstrap,Gentoo", lines.get(0));
    assertEquals(68 + 1, lines.size());
  }

  @ParameterizedTest
  @CsvSource(delimiterString = "->", value = {
      "2 -> evaluate TABLE           -> TABLE is a model for tables, but the default, --sample digits, holds images",
      "2 -> predict TABLE --sample digits           -> TABLE is a model for tables, but --sample digits holds images",
      "2 -> predict TABLE --data FOLDER             -> TABLE is a model for tables, but --data FOLDER holds images",
      "2 -> predict TABLE --data PEOPLE --row 3     -> --row is for images, but --data PEOPLE holds a table",
      "2 -> evaluate TABLE --data PEOPLE --loss huber(1) -> --loss is for images, but --data PEOPLE holds a table",
      "2 -> evaluate IMAGES --sample penguins       -> IMAGES is a model for images, but --sample penguins holds a table",
      "2 -> predict IMAGES --data PEOPLE            -> IMAGES is a model for images, but --data PEOPLE holds a table",
      "2 -> predict IMAGES --out x                  -> --out is for tables, but the default, --sample digits, holds images",
      "2 -> predict TABLE --sample penguins --no-header -> --no-header needs --data, whose file it describes; leave it out",
      "2 -> evaluate TABLE --sample penguins --missing x -> --missing needs --data",
      "2 -> predict TABLE --data nowhere            -> --data nowhere: there is no such file or folder",
      "2 -> predict TABLE --data LESS               -> has no column \"city\", which is needed",
      "2 -> evaluate TABLE --data LESS              -> \"city\"",
      "2 -> evaluate TABLE --data NOTARGET          -> has no column \"class\", which is needed",
      "2 -> predict TABLE --data TEXT               -> line 2, column \"age\": \"old\" is not a number",
      "2 -> evaluate TABLE --data TEXT              -> line 2, column \"age\": \"old\" is not a number",
      "2 -> predict TABLE --data PEOPLE --out nowhere/x -> nowhere/x: cannot be written, there is no folder",
      "2 -> lesson surface --model TABLE            -> TABLE",
      "2 -> train --start TABLE                     -> TABLE",
  })
  void wrongInputIsOneLine(int code, String line, String message) throws IOException {
    Path images = folder.resolve("images.model");
    Run.good("train", "--layers", "64,3,10", "--epochs", 1, "--save", images);
    Path idx = Files.createDirectories(folder.resolve("folder"));
    Run run = Run.of((Object[]) replaced(line, images, idx).split(" +"));
    assertEquals(code, run.code(), run::toString);
    assertEquals(1, run.err().lines().count(), run::toString);
    String expected = replaced(message, images, idx);
    assertTrue(run.err().startsWith("jinbei: ") && run.err().contains(expected), () -> expected + " is not in " + run.err());
    assertFalse(run.err().contains("Exception"), run.err());
    assertEquals("", run.out());
  }

  private String replaced(String text, Path images, Path idx) throws IOException {
    return text.replace("TABLE", classifier.toString()).replace("IMAGES", images.toString())
        .replace("PEOPLE", people.toString()).replace("FOLDER", idx.toString())
        .replace("LESS", Files.writeString(folder.resolve("less.csv"), "age,children,class\n1,2,low\n").toString())
        .replace("NOTARGET", Files.writeString(folder.resolve("inputs.csv"), "age,children,city\n1,2,Rome\n").toString())
        .replace("TEXT", Files.writeString(folder.resolve("text.csv"), "age,children,city,class\nold,2,Rome,low\n").toString());
  }
}

package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Json;
import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpClassifierBuilder;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.NumberAnswers;
import io.github.jinbei.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --weights} and {@code --class-weights} of tables. The weights are the numbers of children, 0 to 3. */
class WeightOptionsTest {

  @TempDir
  Path folder;

  private Path people;

  @BeforeEach
  void write() throws IOException {
    people = PeopleData.write(folder.resolve("people.csv"), 80);
  }

  private Run train(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--data", people, "--test", people, "--units", 6, "--folds", 2,
        "--epochs", 5));
    words.addAll(List.of(more));
    return Run.good(words.toArray());
  }

  private static MlpClassifierBuilder small() {
    return MlpClassifier.builder().units(6).folds(2).epochs(5).seed(1);
  }

  @Test
  void classesMayHaveWeights() throws IOException {
    Table rows = Csv.read(people).drop("income");
    Object[] words = {"--target", "class", "--drop", "income", "--class-weights", "balanced"};
    Run balanced = train(words);
    assertEquals("drop income, units 6, folds 2, epochs 5, class-weights balanced", balanced.entry("with"));
    assertEquals(TableModel.fingerprint(small().balanced().fit(rows, "class")), balanced.lastLine());
    words[5] = "low=2.1,high=0.7";
    Run named = train(words);
    assertEquals(TableModel.fingerprint(small().classWeights(Map.of("high", 0.7, "low", 2.1)).fit(rows, "class")),
        named.lastLine());
    words[5] = "low=3";
    assertEquals(named.lastLine(), train(words).lastLine(), "only the ratio counts, and high has 1");
    assertNotEquals(balanced.lastLine(), named.lastLine());
  }

  /** Numbers are names of classes too, and a name may have commas and equals signs. */
  @Test
  void classesOfAnyNameMayHaveWeights() throws IOException {
    Path file = Files.writeString(folder.resolve("names.csv"), "x,y\n" + "1,\"a,b=c\"\n2,d\n3,\"a,b=c\"\n4,7\n".repeat(5));
    Run run = Run.good("train", "--data", file, "--test", file, "--target", "y", "--units", 6, "--folds", 2, "--epochs", 5,
        "--class-weights", "7=2,a,b=c=3");
    assertEquals(TableModel.fingerprint(small().classWeights(Map.of("7", 2.0, "a,b=c", 3.0)).fit(Csv.read(file), "y")),
        run.lastLine());
  }

  @Test
  void rowsMayHaveWeights() throws IOException {
    Path file = folder.resolve("model");
    Path json = folder.resolve("metrics.json");
    Run run = train("--target", "income", "--drop", "class", "--weights", "children", "--save", file, "--metrics", json);
    Table rows = Csv.read(people).drop("class");
    MlpRegressor expected = MlpRegressor.builder().units(6).folds(2).epochs(5).seed(1).weights("children").fit(rows, "income");
    assertEquals(TableModel.fingerprint(expected), run.lastLine());
    assertEquals("children of each row", run.entry("weights"));
    assertTrue(run.lines().stream().noneMatch(line -> line.contains("children: numbers")), "an input: " + run.out());
    NumberAnswers answers = expected.answers(rows);
    assertTrue(run.out().replace("\r", "").contains("\n\n" + answers.report() + "\n\ntime "), run.out());
    assertEquals("RMSE " + Text.loss(answers.report().rootMeanSquaredError()) + ", R2 "
        + Plain.fixed(answers.report().r2(), 4), run.entry("final"));
    assertEquals("children", Json.parse(Files.readString(json)).get("weights"));
    assertEquals("children", Run.good("info", file).entry("weights"));
    Run evaluated = Run.good("evaluate", file, "--data", people);
    assertEquals("children", evaluated.entry("weights"));
    assertEquals(run.entry("final"), evaluated.entry("error"));
    assertEquals(evaluated, withInput(Files.readString(people), "evaluate", file, "--data", "-"), "standard input");
  }

  private Run withInput(String text, Object... words) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      Run run = Run.of(words);
      return new Run(run.code(), run.out().replaceFirst("data {7}-:", "data       " + people + ":"), run.err());
    } finally {
      System.setIn(before);
    }
  }

  /** Predictions do not need the weights, and a test without them counts all rows alike. */
  @Test
  void theRowsOfATestMayHaveNoWeights() throws IOException {
    Path file = folder.resolve("model");
    Path json = folder.resolve("metrics.json");
    train("--target", "income", "--drop", "class", "--weights", "children", "--save", file);
    Path plain = folder.resolve("plain.csv");
    Csv.write(Csv.read(people).drop("children"), plain);
    Run evaluated = Run.good("evaluate", file, "--data", plain, "--metrics", json);
    assertEquals("none, as there is no column children", evaluated.entry("weights"));
    assertNull(Json.parse(Files.readString(json)).get("weights"));
    MlpRegressor model = MlpRegressor.load(file);
    assertTrue(evaluated.out().contains(model.answers(Csv.read(plain)).report().toString().lines().findFirst().get()));
    assertEquals(Run.good("predict", file, "--data", people), Run.good("predict", file, "--data", plain));
    Run trained = Run.good("train", "--data", people, "--test", plain, "--units", 6, "--folds", 2, "--epochs", 5, "--target",
        "income", "--drop", "class", "--weights", "children");
    assertEquals(evaluated.entry("error"), trained.entry("final"));
  }

  /** The line of the rows that are right counts rows; the report counts weights. */
  @Test
  void rowsThatAreRightAreCounted() {
    Run run = train("--target", "class", "--drop", "income", "--weights", "children", "--class-weights", "balanced");
    assertTrue(run.entry("final").matches("\\d+ / 80 .*"), run.out());
    assertFalse(run.out().matches("(?s).*\nmacro mean .* 80\n.*"), "the sum of the weights is not 80: " + run.out());
  }

  @ParameterizedTest
  @CsvSource(delimiterString = "->", value = {
      "2 -> --target class --class-weights 1,2      -> --class-weights 1,2: the classes of a table have names; write NAME=X",
      "2 -> --target class --class-weights low=-1   -> --class-weights takes a number from 0 up for each class",
      "2 -> --target class --class-weights low=x    -> for a table NAME=X with the name of each class, or balanced; not 'low=",
      "2 -> --target class --class-weights low=1,2  -> --class-weights takes a number from 0 up for each class",
      "2 -> --target class --class-weights low=1,low=2 -> --class-weights low=1,low=2: low has two numbers; leave one out",
      "2 -> --target class --class-weights balance  -> did you mean balanced?",
      "2 -> --target class --class-weights hgh=2    -> --class-weights: the target class has no class hgh; did you mean high?",
      "2 -> --target class --class-weights x=2      -> the target class has no class x; give one of high, low",
      "2 -> --target income --class-weights balanced -> --class-weights is for classes, but the task is regression",
      "2 -> --target class --weights class          -> --weights class is the target; give another column, or leave it out",
      "2 -> --target class --weights childen        -> --weights childen: there is no such column; did you mean children?",
      "2 -> --target class --weights city           -> the weights city are text; give a column of numbers from 0 up",
      "2 -> --target class --weights age            -> the weight age is missing in 11 rows, the first of them row 4",
      "2 -> --target class --weights below          -> the weights below have -1 in row 1; give numbers from 0 up",
      "2 -> --target class --weights none           -> the weights none are 0 in all rows; give at least one above 0",
  })
  void wrongWeightsAreOneLine(int code, String words, String message) throws IOException {
    String text = Files.readString(people).replace("\n", ",-1,0\n").replaceFirst(",-1,0", ",below,none");
    Path file = Files.writeString(folder.resolve("wrong.csv"), text);
    assertFailure(code, message, Run.of((Object[]) ("train --data " + file + " " + words).split(" +")));
  }

  @Test
  void wrongWeightsOfTheRowsToTestOnAreFoundBeforeTheTraining() throws IOException {
    Path test = folder.resolve("test.csv");
    double[] weights = new double[Csv.read(people).rows()];
    weights[1] = -2;
    Csv.write(Csv.read(people).with(Column.numbers("children", weights)), test);
    assertFailure(2, "the weights children have -2 in row 2; give numbers from 0 up",
        Run.of("train", "--data", people, "--test", test, "--target", "class", "--weights", "children"));
  }

  @ParameterizedTest
  @CsvSource(delimiterString = "->", value = {
      "train --class-weights one=2   -> --class-weights one=2: the classes of images are numbers; write a number for",
      "train --weights x             -> --weights is for tables, but the default, --sample digits, holds images",
      "train --importance            -> --importance is for tables, but the default, --sample digits, holds images",
  })
  void imagesHaveOtherWeights(String words, String message) {
    assertFailure(2, message, Run.of((Object[]) words.split(" +")));
  }

  private static void assertFailure(int code, String message, Run run) {
    assertEquals(code, run.code(), run::toString);
    assertEquals("", run.out(), "nothing was done");
    assertEquals(1, run.err().lines().count(), run::toString);
    assertTrue(run.err().startsWith("jinbei: ") && run.err().contains(message), () -> message + " is not in " + run.err());
  }
}

package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.FeatureOptions;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTrainingTest {

  @TempDir
  Path folder;

  private Path people() throws IOException {
    return PeopleData.write(folder.resolve("people.csv"), 100);
  }

  /** Trains small networks. */
  private static Run small(Object... more) {
    return Run.good(words(more));
  }

  private static Object[] words(Object... more) {
    List<Object> words = new ArrayList<>(List.of("train", "--units", 8, "--folds", 2, "--epochs", 10));
    words.addAll(List.of(more));
    return words.toArray();
  }

  @Test
  void theHeaderSaysHowTheTableWasUnderstood() throws IOException {
    Path people = people();
    Run run = small("--data", people, "--target", "class", "--drop", "income", "--threads", 1);
    List<String> patterns = List.of(
        "data {7}\\Q" + people + "\\E: 80 rows to train on, 20 to test on "
            + "\\(a fifth, drawn by the seed, of each class alike\\)",
        "columns {4}age: numbers, 1\\d missing",
        " {11}city: text, 3 categories: Lima, Oslo, Rome",
        " {11}children: numbers",
        "target {5}class: text, 2 categories: high, low",
        "task {7}classes, as the target is text",
        "training {3}10 epochs, seed 1, 1 thread",
        "with {7}drop income, units 8, folds 2, epochs 10",
        "backend {4}\\S.*");
    for (int i = 0; i < patterns.size(); i++) {
      assertTrue(run.lines().get(i).matches(patterns.get(i)), run.lines().get(i) + " is not " + patterns.get(i));
    }
    List<String> rest = run.lines().subList(patterns.size(), run.lines().size());
    for (int tenth = 1; tenth <= 10; tenth++) {
      assertTrue(rest.get(tenth - 1).matches("Epochs: " + 2 * tenth + " / 20 of 2 networks, \\d+\\.\\d\\d s"), rest.toString());
    }
    assertTrue(run.entry("networks").matches("2 of 6-8-2 \\(input factors, selu, softmax\\), 80 parameters each"), run.out());
    assertTrue(run.entry("best").matches("epochs \\d+, \\d+ of 10, by rows that the network is not trained on"), run.out());
    assertTrue(run.entry("final").matches("\\d+ / 20 \\(\\d+\\.\\d\\d %\\)"), run.out());
    assertEquals(List.of("networks", "best", "final", "", "class"), rest.subList(10, 15).stream()
        .map(line -> line.split(" ")[0]).toList(), run.out());
    assertEquals(List.of("", "time", "parameters"), rest.subList(rest.size() - 3, rest.size()).stream()
        .map(line -> line.split(" ")[0]).toList(), run.out());
    assertTrue(run.lastLine().matches("parameters sha256 [0-9a-f]{64}"), run.out());
    assertEquals(-1, run.out().indexOf('\r'), "position of a carriage return in redirected output");
  }

  @Test
  void aTargetOfManyNumbersIsARegression() throws IOException {
    Run run = small("--data", people(), "--target", "income", "--drop", "class");
    assertEquals("regression, as the target has numbers that are not whole", run.entry("task"));
    assertTrue(run.entry("data").endsWith("20 to test on (a fifth, drawn by the seed)"), run.out());
    assertTrue(run.entry("final").matches("RMSE \\d+(\\.\\d+)?, R2 -?\\d+\\.\\d{4}"), run.out());
  }

  /** Numbers as classes, and a column of whole numbers as categories. */
  @Test
  void theTaskAndTheTypesMayBeGiven() throws IOException {
    Run run = small("--data", people(), "--target", "children", "--task", "classes", "--text", "age");
    assertEquals("classes, as given", run.entry("task"));
    assertTrue(run.entry("columns").startsWith("age: text, 1"), run.out());
    assertEquals("regression, as given",
        small("--data", people(), "--target", "children", "--task", "regression").entry("task"));
  }

  @Test
  void theSampleIsLearned() {
    Run run = Run.good("train", "--sample", "penguins", "--units", "32,32", "--folds", 1, "--epochs", 60);
    assertEquals("embedded penguins: 276 rows to train on, 68 to test on (every fifth row)", run.entry("data"));
    assertTrue(Integer.parseInt(run.entry("final").split(" ")[0]) >= 65, run.entry("final"));
  }

  @Test
  void theOptionsAreThoseOfTheLibrary() {
    Run run = Run.good("train", "--sample", "penguins", "--target", "island", "--units", "6,5", "--folds", 2, "--epochs", 2,
        "--seed", 7, "--batch", 50, "--lr", 0.02, "--hidden", "relu", "--dropout", 0.1, "--decay", 0.01, "--label-smoothing",
        0.2, "--scaling", "standard", "--categories", 2);
    MlpClassifier expected = MlpClassifier.builder().units(6, 5).folds(2).epochs(2).seed(7).batchSize(50).learningRate(0.02f)
        .activation(Activation.RELU).dropout(0.1f).weightDecay(0.01f).labelSmoothing(0.2f)
        .features(new FeatureOptions(Scaling.STANDARD, 2)).fit(Penguins.train(), "island");
    assertEquals(TableModel.fingerprint(expected), run.lastLine());
  }

  @Test
  void theDefaultsAreThoseOfTheLibrary() throws IOException {
    Path file = Files.writeString(folder.resolve("small.csv"), PeopleData.HEADER + PeopleData.rows(12));
    assertEquals(TableModel.fingerprint(MlpRegressor.builder().seed(1).epochs(1).fit(Csv.read(file), "income")),
        Run.good("train", "--data", file, "--target", "income", "--test", file, "--epochs", 1).lastLine());
  }

  /** Fewer than 200 rows: five networks, and then five on all rows, whose number of epochs is that of the best one. */
  @Test
  void ofFewRowsTheNetworksLearnFromAll() throws IOException {
    Run run = Run.good("train", "--data", people(), "--target", "class", "--units", 8);
    Matcher best = Pattern.compile(
        "epoch (\\d+) of 256, by rows that the network is not trained on; then new networks are trained on all rows")
        .matcher(run.entry("best"));
    assertTrue(best.matches(), run.out());
    Matcher folds = Pattern.compile("Epochs: (\\d+) / (\\d+) of 5 networks, \\d").matcher(run.out());
    assertTrue(folds.results().anyMatch(line -> line.group(1).equals(line.group(2))), run.out());
    int all = 5 * Integer.parseInt(best.group(1));
    assertTrue(run.out().contains("Epochs: " + all + " / " + all + " of 5 networks, on all rows, "), run.out());
    assertTrue(run.entry("networks").startsWith("5 of "), run.out());
  }

  /** The progress counts the epochs that are trained, not those that a network spares by ending early. */
  @Test
  void networksThatEndEarlyCompleteTheProgress() {
    Run run = Run.good("train", "--sample", "penguins", "--units", 16);
    assertTrue(run.entry("training").startsWith("at most 256 epochs, "), run.out());
    List<String> progress = run.lines().stream().filter(line -> line.startsWith("Epochs: ")).toList();
    Matcher last = Pattern.compile("Epochs: (\\d+) / (\\d+) of 5 networks, .*").matcher(progress.get(progress.size() - 1));
    assertTrue(last.matches(), run.out());
    assertEquals(last.group(2), last.group(1));
    assertTrue(Integer.parseInt(last.group(1)) < 5 * 256, "no network has ended early: " + run.out());
    assertTrue(progress.size() <= 10, run.out());
  }

  @Test
  void theSeedAndTheThreads() {
    String first = small("--sample", "penguins", "--threads", 1).lastLine();
    assertEquals(first, small("--sample", "penguins", "--threads", 3).lastLine(), "threads");
    assertNotEquals(first, small("--sample", "penguins", "--seed", 2).lastLine(), "seeds 1 and 2");
  }

  /** All rows of the file are trained on. The second file has its columns in another order, and one more. */
  @Test
  void anotherFileMayBeTestedOn() throws IOException {
    Path test = Files.writeString(folder.resolve("test.csv"),
        "class,more,city,age,children\nlow,x,Oslo,30,?\nhigh,,Bern,NA,2\n");
    Run run = small("--data", people(), "--target", "class", "--drop", "income", "--test", test);
    assertTrue(run.entry("data").endsWith("people.csv: 100 rows to train on, 2 to test on (" + test + ")"), run.out());
    assertTrue(run.entry("final").matches("[012] / 2 .*"), run.out());
  }

  @Test
  void filesMayHaveAnotherForm() throws IOException {
    String rows = PeopleData.rows(60).replace(',', ';').replace("?", "-");
    Path file = Files.writeString(folder.resolve("other.csv"), rows);
    Run run = small("--data", file, "--no-header", "--separator", ";", "--missing", "-", "--target", "x4", "--drop", "x3");
    assertTrue(run.entry("columns").matches("x0: numbers, \\d+ missing"), run.out());
    Path tabs = Files.writeString(folder.resolve("tabs.csv"), rows.replace(';', '\t'));
    assertEquals(run.lastLine(), small("--data", tabs, "--no-header", "--separator", "tab", "--missing", "-", "--target", "x4",
        "--drop", "x3", "--charset", "latin1").lastLine());
  }

  @ParameterizedTest
  @CsvSource(delimiterString = "->", value = {
      "2 -> --data DATA                            -> a table needs --target, the column to predict; give one of age, city",
      "2 -> --data DATA --target incme             -> --target incme: there is no such column; did you mean income?",
      "2 -> --data DATA --target x                 -> --target x: there is no such column; give one of age, city, children",
      "2 -> --data DATA --target class --drop cty  -> has no column \"cty\"",
      "2 -> --data DATA --target class --text cty  -> has no column \"cty\"",
      "2 -> --data DATA --target class --drop class -> --target class: there is no such column",
      "2 -> --data nowhere.csv --target class      -> --data nowhere.csv: there is no such file or folder",
      "2 -> --data FOLDER                          -> train-images",
      "2 -> --data FOLDER --target class           -> --target is for tables, but --data FOLDER holds images",
      "2 -> --target class                         -> --target is for tables, but the default, --sample digits, holds images",
      "2 -> --sample digits --units 3              -> --units is for tables, but --sample digits holds images",
      "2 -> --data DATA --target class --layers 3,2 -> --layers is for images, but --data DATA holds a table",
      "2 -> --sample penguins --checkpoint x       -> --checkpoint is for images, but --sample penguins holds a table",
      "2 -> --sample penguins --optimizer adam     -> --optimizer is for images",
      "2 -> --sample penguins --data DATA          -> --sample is incompatible with --data; leave one out",
      "2 -> --sample penguin                       -> did you mean penguins?",
      "2 -> --data DATA --target income --task x   -> --task takes one of classes|regression",
      "2 -> --data DATA --target income --label-smoothing 0.1 -> --label-smoothing is for classes, but the task is regression",
      "2 -> --sample penguins --drop island        -> --drop needs --data, whose file it describes; leave it out",
      "2 -> --sample penguins --units 3,0          -> --units takes whole numbers from 1 up",
      "2 -> --sample penguins --folds 0            -> --folds takes a whole number from 1",
      "2 -> --sample penguins --separator ab       -> --separator takes one character",
      "2 -> --data DATA --target x --charset x     -> --charset takes the name of a character encoding",
      "2 -> --data DATA --target class --task regression -> the target \"class\"",
      "2 -> --data DATA --target class --cross-validate 81 -> is more than the rows to train on; give at most 80",
      "2 -> --data DATA --target class --cross-validate 1 -> --cross-validate takes a whole number from 2 to",
      "2 -> --cross-validate 3                      -> --cross-validate is for tables, but the default, --sample digits, holds",
      "2 -> --data DATA --target class --test UNKNOWN -> the target class is missing in 1 row, the first of them row 2; leave",
      "2 -> --data GAPS --target age               -> the target age is missing in 1 row, the first of them row 2",
      "2 -> --data ONE --target class              -> \"class\"",
      "2 -> --data HEADER --target class           -> has a header but no rows",
      "2 -> --data DATA --target class --test TESTED -> tested.csv: has no column \"",
      "2 -> --data DATA --target class --test nowhere.csv -> nowhere.csv: there is no such file",
      "2 -> --data RAGGED --target class           -> line 3",
      "2 -> --data DATA --target class --save nowhere/x -> --save nowhere/x: cannot be written",
  })
  void wrongInputIsOneLine(int code, String line, String message) throws IOException {
    Files.createDirectories(folder.resolve("images"));
    String words = line.replace("DATA", people().toString())
        .replace("FOLDER", folder.resolve("images").toString())
        .replace("GAPS", Files.writeString(folder.resolve("gaps.csv"), "age,b\n1,2\n,3\n4,5\n").toString())
        .replace("ONE", Files.writeString(folder.resolve("one.csv"), "class,b\na,2\na,3\na,4\na,5\na,6\n").toString())
        .replace("HEADER", Files.writeString(folder.resolve("header.csv"), "age,class\n").toString())
        .replace("TESTED", Files.writeString(folder.resolve("tested.csv"), "age,class\n1,low\n").toString())
        .replace("UNKNOWN", Files.writeString(folder.resolve("unknown.csv"),
            PeopleData.HEADER + "1,Oslo,1,1,low\n1,Oslo,1,1,\n").toString())
        .replace("RAGGED", Files.writeString(folder.resolve("ragged.csv"), "age,class\n1,a\n2,b,c\n").toString());
    Run run = Run.of((Object[]) ("train --epochs 1 " + words).split(" +"));
    assertEquals(code, run.code(), run::toString);
    assertEquals(1, run.err().lines().count(), run::toString);
    String expected = message.replace("DATA", people().toString()).replace("FOLDER", folder.resolve("images").toString());
    assertTrue(run.err().startsWith("jinbei: ") && run.err().contains(expected), () -> expected + " is not in " + run.err());
    assertFalse(run.err().contains("Exception"), run.err());
  }

  @Test
  void anInterruptedThreadStopsTraining() {
    Path file = folder.resolve("model");
    Run run;
    Thread.currentThread().interrupt();
    try {
      run = Run.of(words("--sample", "penguins", "--save", file));
    } finally {
      assertTrue(Thread.interrupted(), "the flag is kept");
    }
    assertEquals(130, run.code(), run::toString);
    assertEquals("early, by Ctrl-C or a signal, before an epoch was complete; there is no model", run.entry("stopped"));
    assertFalse(Files.exists(file));
  }
}

package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.report.Boundary;
import io.github.jinbei.report.Lessons;
import io.github.jinbei.report.Page;
import io.github.jinbei.table.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code lesson}. Tests of {@code report} check the figures. */
class LessonCommandTest {

  @TempDir
  Path folder;

  @Test
  void writesThePageThatTheLibraryMakes() throws IOException {
    Path file = folder.resolve("page.html");
    Run run = Run.good("lesson", "boundary", "--out", file, "--shape", "XOR", "--epochs", 4, "--every", 2, "--seed", 3);
    Page page = Lessons.boundary(Boundary.Shape.XOR, 4, 2, 3).page();
    List<String> words = List.of("java", "-p", "jinbei.jar", "-m", "io.github.jinbei", "lesson", "boundary", "--out",
        file.toString(), "--shape", "XOR", "--epochs", "4", "--every", "2", "--seed", "3");
    assertEquals(page.madeBy(words).html(), Files.readString(file));
    String text = run.out().replaceAll("\\s+", " ");
    for (String part : page.sentences()) {
      assertTrue(text.contains(part), part + " in " + text);
    }
    page.pictures().forEach(picture -> assertTrue(text.contains(picture.caption()), picture.caption() + " in " + text));
    assertEquals("written to " + file, run.lastLine());
  }

  @Test
  void drawsTheBoundaryOfATable() throws IOException {
    Path file = folder.resolve("page.html");
    Path people = PeopleData.write(folder.resolve("people.csv"), 60);
    Run run = Run.good("lesson", "boundary", "--data", people, "--target", "class", "--drop", "city,children", "--epochs", 4,
        "--out", file);
    Page page = Lessons.boundary(Csv.read(people).drop("city", "children"), "class", 4, 1, 1).page();
    assertEquals(page.html().replaceFirst("(?s)<h2>Made by.*", ""),
        Files.readString(file).replaceFirst("(?s)<h2>Made by.*", ""));
    assertTrue(run.out().replaceAll("\\s+", " ").contains("9 rows lack a value and are left out."), run::out);
    Run.good("lesson", "boundary", "--data", people, "--target", "class", "--drop", "city,children", "--out", file,
        "--pictures", 1);
  }

  /** What is wrong with the table of a boundary, and the remedy. */
  @Test
  void aTableWithoutAPlaneIsRefused() throws IOException {
    Path people = PeopleData.write(folder.resolve("people.csv"), 60);
    Path file = folder.resolve("page.html");
    for (String[] each : new String[][] {
        {"--target needs --data, a table with this column; leave it out", "--target class"},
        {"--drop needs --data, whose file it describes; leave it out", "--drop class"},
        {"--shape is incompatible with --data, which has the points; leave it out", "--data F --target class --shape xor"},
        {"a table needs --target, the column of the classes; give one of age, city, children, income, class", "--data F"},
        {"--target klass: there is no such column; did you mean class?", "--data F --target klass"},
        {"F has 4 columns besides the target class; leave all but two out, with --drop and some of age, city, children, "
            + "income", "--data F --target class"},
        {"F has 1 column besides the target class; give a table with two of numbers",
            "--data F --target class --drop age,city,children"},
        {"the column city has texts, for example Rome; leave it out with --drop, and give two columns of numbers",
            "--data F --target class --drop age,children"},
        {"--data . is a folder; give a table in a CSV file", "--data . --target class"},
        {"--data none.csv: there is no such file or folder; check the name", "--data none.csv --target class"},
        {"--prefix is not for the lesson boundary; leave it out, or see lesson --help", "--prefix x"},
        {"--every 4 is beyond the last epoch, 3; give less", "--data F --target class --drop city,age --epochs 3 --every 4"}
    }) {
      List<Object> words = new ArrayList<>(List.of("lesson", "boundary", "--out", file));
      words.addAll(List.of(each[1].replace("F", people.toString()).split(" ")));
      Run run = Run.of(words.toArray());
      assertEquals("2 jinbei: " + each[0].replace("F ", people + " "), run.code() + " " + run.err().strip());
      assertFalse(Files.exists(file), each[1]);
    }
  }

  @Test
  void writesAnImageOfChosenPictures() throws IOException {
    Path file = folder.resolve("sheet.svg");
    Run.good("lesson", "activations", "--pictures", "3,1", "--out", file);
    Page page = Lessons.activations().page().only(3, 1);
    String sheet = Files.readString(file);
    assertTrue(sheet.startsWith("<svg "), sheet.substring(0, 50));
    int first = sheet.indexOf("aria-label=\"" + page.pictures().get(0).title() + "\"");
    int second = sheet.indexOf("aria-label=\"" + page.pictures().get(1).title() + "\"");
    assertTrue(0 < first && first < second, first + " " + second);
    assertEquals(2, sheet.split("<svg class=\"picture\"", -1).length - 1, "pictures");
  }

  @Test
  void drawsTheLossAroundAModel() throws IOException {
    Path model = folder.resolve("net.model");
    Mlp.builder(64).dense(4, Activation.TANH).classes(10).seed(1).build().save(model);
    Path file = folder.resolve("page.html");
    Run.good("lesson", "surface", "--model", model, "--parameters", "0,300", "--out", file);
    String byNumbers = Files.readString(file);
    Run.good("lesson", "surface", "--model", model, "--out", file, "--seed", 2);
    assertFalse(byNumbers.equals(Files.readString(file)), "two parameters and random directions give the same page");
    Run beyond = Run.of("lesson", "surface", "--model", model, "--parameters", "0,310", "--out", file);
    assertEquals(2, beyond.code(), beyond::toString);
    assertEquals("jinbei: --parameters 0,310: the model has 310 parameters; give numbers below that", beyond.err().strip());
    Run none = Run.of("lesson", "surface", "--model", folder.resolve("absent"), "--out", file);
    assertEquals(2, none.code(), none::toString);
  }

  /** The command fails before it computes, and leaves no file. */
  @Test
  void aFileThatCannotBeWrittenIsRefused() throws IOException {
    Path file = folder.resolve("absent/page.html");
    Run run = Run.of("lesson", "digits", "--out", file);
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().startsWith("jinbei: --out " + file), run::err);
    assertTrue(run.err().strip().endsWith("; give a file elsewhere"), run::err);
    assertEquals("", run.out());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aMissingPictureLeavesTheFileUnchanged() throws IOException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, "before");
    Run run = Run.of("lesson", "activations", "--pictures", "99", "--out", file);
    assertEquals(2, run.code(), run::toString);
    assertEquals("before", Files.readString(file));
  }

  /** Each command of lib/README.md that makes an image of it still makes the one that is there. */
  @Test
  void thePicturesOfTheReadmeAreWhatTheirCommandsMake() throws IOException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    List<String> commands = Files.readAllLines(root.resolve("lib/README.md")).stream().map(String::strip)
        .filter(line -> line.startsWith("java ") && line.contains("lesson") && line.contains(" --out .github")).toList();
    assertEquals(2, commands.size(), commands::toString);
    for (String command : commands) {
      List<String> words = List.of(command.substring(command.indexOf(" lesson ") + " lesson ".length()).split(" "));
      Options.Values values = new LessonCommand().options().parse(words);
      Path image = root.resolve(words.get(words.size() - 1));
      assertEquals(LessonCommand.page(values, System.out).svg(), Files.readString(image), command);
    }
  }
}

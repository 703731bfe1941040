package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Mlp;
import io.github.jinbei.SpecialFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands whose standard output fails. */
class OutputErrorsTest {

  private static final String FULL = "No space left on device";
  private static final String GONE = "Broken pipe";

  @TempDir
  Path folder;

  /** A stream that fails at the line that begins with a word, or at the first line if the word is empty. */
  private static final class Failing extends OutputStream {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final String word;
    private final String reason;

    Failing(String word, String reason) {
      this.word = word;
      this.reason = reason;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (new String(bytes, offset, length, StandardCharsets.UTF_8).startsWith(word)) {
        throw new IOException(reason);
      }
      written.write(bytes, offset, length);
    }
  }

  private Run run(Failing stream, Object... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    int code = Main.run(words, StandardOutput.over(stream, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(code, stream.written.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "train --help", "train --epochs 1", "evaluate MODEL", "evaluate --help",
      "predict MODEL", "predict MODEL --row 3", "info MODEL"})
  void everyCommandEndsWithAtMostOneLine(String line) {
    Path model = folder.resolve("net.model");
    Run.good("train", "--layers", "64,3,10", "--epochs", 1, "--save", model);
    Object[] words = line.replace("MODEL", model.toString()).split(" ");
    Run full = run(new Failing("", FULL), words);
    assertEquals(1, full.code(), full::toString);
    assertEquals("jinbei: standard output cannot be written: " + FULL + System.lineSeparator(), full.err());
    Run gone = run(new Failing("", GONE), words);
    assertEquals(141, gone.code(), gone::toString);
    assertEquals("", gone.err());
  }

  /** The line of the third epoch fails: the saved network is that of three epochs. */
  @ParameterizedTest
  @ValueSource(strings = {FULL, GONE})
  void trainingEndsAtTheLineThatFailsAndIsSaved(String reason) {
    Path model = folder.resolve("net.model");
    List<Object> words = new ArrayList<>(List.of("train", "--layers", "64,6,5,10", "--batch", 200, "--epochs", 30));
    words.addAll(List.of("--save", model));
    Run run = run(new Failing("Epoch 3:", reason), words.toArray());
    assertEquals(reason.equals(FULL) ? 1 : 141, run.code(), run::toString);
    assertEquals(reason.equals(FULL) ? 1 : 0, run.err().lines().count(), run::toString);
    assertEquals("Epoch 2", run.lastLine().split(":")[0]);
    assertEquals(SmallTraining.byCommand().lastLine(), Run.good("info", model).lastLine(), "after three epochs");
  }

  /** The line of the fifth epoch of ten fails: the saved model is that of five epochs. */
  @ParameterizedTest
  @ValueSource(strings = {FULL, GONE})
  void trainingOnATableEndsAtTheLineThatFailsAndIsSaved(String reason) {
    Path model = folder.resolve("net.model");
    Run run = run(new Failing("Epochs: 5 ", reason), "train", "--sample", "penguins", "--units", 3, "--folds", 1, "--epochs",
        10, "--save", model);
    assertEquals(reason.equals(FULL) ? 1 : 141, run.code(), run::toString);
    assertEquals(reason.equals(FULL) ? 1 : 0, run.err().lines().count(), run::toString);
    assertTrue(run.lastLine().startsWith("Epochs: 4 / 10 of 1 network,"), run.out());
    assertTrue(Run.good("info", model).lastLine().startsWith("parameters sha256 "), "the model");
  }

  @Test
  void trainingDoesNotStartIfItsHeaderCannotBeWritten() {
    Path model = folder.resolve("net.model");
    assertEquals(141, run(new Failing("", GONE), "train", "--epochs", 1000000, "--save", model).code());
    assertFalse(Files.exists(model), "a model was written");
  }

  /** A line after the training fails: the network was saved before it. */
  @ParameterizedTest
  @ValueSource(strings = {"best", "final", "saved", "parameters"})
  void aFailureAfterTheTrainingDoesNotLoseTheNetwork(String word) {
    Path model = folder.resolve("net.model");
    Run run = run(new Failing(word, FULL), "train", "--layers", "64,6,5,10", "--batch", 200, "--epochs", 3, "--save",
        model);
    assertEquals(1, run.code(), run::toString);
    assertEquals(SmallTraining.byCommand().lastLine(), Run.good("info", model).lastLine());
  }

  /** Neither the file nor the line with its substitute can be written: standard error names the substitute. */
  @Test
  void standardErrorNamesTheSubstituteFile() throws IOException {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    SpecialFiles.abandonedReader(pipe);
    Run run = run(new Failing("best", GONE), "train", "--layers", "64,300,10", "--epochs", 1, "--train-size", 100, "--save",
        pipe);
    assertEquals(1, run.code(), run::toString);
    Path rescued = Path.of(run.err().replaceFirst("(?s).*the model is in (.*) instead.*", "$1"));
    assertEquals("64-300-10", Mlp.load(rescued).toString());
    Files.delete(rescued);
  }
}

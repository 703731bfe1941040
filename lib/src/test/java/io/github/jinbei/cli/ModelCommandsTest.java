package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.SpecialFiles;
import io.github.jinbei.data.Digits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The output of evaluate, predict and info for a model that train saved. */
class ModelCommandsTest {

  @TempDir
  Path folder;

  @Test
  void evaluatePrintsTheFiguresOfTheTraining() {
    Path model = folder.resolve("net.model");
    Run trained = Run.good("train", "--layers", "64,20,10", "--epochs", 5, "--save", model);
    Run evaluated = Run.good("evaluate", model);
    assertEquals(trained.entry("final"), evaluated.entry("right"));
    assertEquals("embedded digits: 359 rows to test on", evaluated.entry("data"));
    assertEquals(trained.entry("network"), evaluated.entry("model"));
  }

  @Test
  void evaluateComputesAnotherLoss() {
    Path model = folder.resolve("net.model");
    Run trained = Run.good("train", "--layers", "64,10", "--epochs", 1, "--loss", "squared-error", "--save", model);
    assertEquals(trained.entry("final"), Run.good("evaluate", model, "--loss", "squared-error").entry("right"));
    assertTrue(Run.good("evaluate", model).entry("right").contains(", cross-entropy "), "the output's own loss");
    Run wrong = Run.of("evaluate", model, "--loss", "binary-cross-entropy");
    assertEquals(2, wrong.code(), wrong.toString());
  }

  @Test
  void predictListsAsManyRightRowsAsEvaluateCounts() {
    Path model = folder.resolve("net.model");
    Run trained = Run.good("train", "--layers", "64,20,10", "--epochs", 2, "--save", model);
    List<String> lines = Run.good("predict", model).lines();
    assertEquals(359, lines.size(), "lines");
    int right = 0;
    for (int row = 0; row < lines.size(); row++) {
      String[] fields = lines.get(row).split("\t");
      assertEquals(4, fields.length, lines.get(row));
      assertEquals(Integer.toString(row), fields[0], "row");
      assertEquals(Integer.toString(Digits.heldOut().classOf(row)), fields[1], "label of row " + row);
      double confidence = Double.parseDouble(fields[3]);
      assertTrue(confidence >= 0.1 && confidence <= 1, "the greatest of ten shares of row " + row + ": " + confidence);
      right += fields[1].equals(fields[2]) ? 1 : 0;
    }
    assertEquals(trained.entry("final").split(" ")[0], Integer.toString(right));
  }

  @Test
  void predictOfARowShowsItWithAllOutputs() {
    Path model = folder.resolve("net.model");
    Run.good("train", "--layers", "64,20,10", "--epochs", 2, "--save", model);
    String[] listed = Run.good("predict", model).lines().get(17).split("\t");
    Run shown = Run.good("predict", model, "--row", 17);
    assertEquals(8 + 3 + 10, shown.lines().size(), shown.out());
    assertEquals("17", shown.entry("row"));
    assertEquals(listed[1], shown.entry("label"));
    assertEquals(listed[2], shown.entry("predicted"));
    double sum = 0;
    for (int output = 0; output < 10; output++) {
      sum += Double.parseDouble(shown.entry("  " + output).split(" ")[0]);
    }
    assertEquals(1, sum, 10 * 0.5e-4 + 1e-6, "ten shares, each rounded to four digits");
    assertEquals(listed[3], shown.entry("  " + listed[2]).split(" ")[0], "confidence");
  }

  @Test
  void predictOfARowBeyondTheDataFails() {
    Path model = folder.resolve("net.model");
    Run.good("train", "--layers", "64,10", "--epochs", 1, "--save", model);
    Run.good("predict", model, "--row", 358);
    Run run = Run.of("predict", model, "--row", 359);
    assertEquals(2, run.code(), run.toString());
    assertEquals("jinbei: --row 359 is beyond the data; give one from 0 to 358", run.err().strip());
  }

  @Test
  void infoShowsTheArchitectureAndTheFingerprintOfTheTraining() throws IOException {
    Path model = folder.resolve("net.model");
    Run trained = Run.good("train", "--layers", "64,7,5,10", "--hidden", "tanh", "--output", "sigmoid", "--epochs", 1,
        "--save", model);
    Run info = Run.good("info", model);
    int parameters = 65 * 7 + 8 * 5 + 6 * 10;
    assertEquals("64-7-5-10 (tanh, tanh, sigmoid), " + parameters + " parameters", info.entry("network"));
    assertEquals("64 to 7, tanh", info.entry("layer 0"));
    assertEquals("7 to 5, tanh", info.entry("layer 1"));
    assertEquals("5 to 10, sigmoid", info.entry("layer 2"));
    assertEquals("0, 1, 2, 3, 4, 5, 6, 7, 8, 9", info.entry("labels"));
    assertEquals("raw inputs divided by 16.0", info.entry("scale"));
    assertEquals(model + ", " + Files.size(model) + " bytes", info.entry("file"));
    assertEquals(trained.entry("backend"), info.entry("backend"));
    assertEquals(trained.lastLine(), info.lastLine());
  }

  @Test
  void infoShowsNormsDropoutAndTheSlopesOfPrelu() throws IOException {
    Path model = folder.resolve("net.model");
    Run trained = Run.good("train", "--layers", "64,7,5,10", "--hidden", "prelu(0.1)", "--output", "prelu", "--norm",
        "batch", "--dropout", 0.2, "--epochs", 2, "--lr", 0.1, "--save", model);
    Run info = Run.good("info", model);
    assertEquals("64-7-5-10 (batch-norm prelu(0.1) dropout(0.2), batch-norm prelu(0.1) dropout(0.2), prelu), "
        + (65 * 7 + 8 * 5 + 6 * 10 + 3 * (7 + 5) + 10) + " parameters", info.entry("network"));
    float[] parameters = Mlp.load(model).parameters();
    int first = 65 * 7 + 2 * 7;
    int second = first + 7 + 8 * 5 + 2 * 5;
    String hidden = "batch-norm prelu(0.1) dropout(0.2), alpha ";
    assertEquals("64 to 7, " + hidden + range(parameters, first, 7), info.entry("layer 0"));
    assertEquals("7 to 5, " + hidden + range(parameters, second, 5), info.entry("layer 1"));
    assertEquals("5 to 10, prelu, alpha " + range(parameters, second + 5 + 6 * 10, 10), info.entry("layer 2"));
    assertEquals(trained.lastLine(), info.lastLine());
    assertEquals(trained.entry("final"), Run.good("evaluate", model).entry("right"));
  }

  /** The factors of the inputs are the first parameters. */
  @Test
  void infoFindsTheSlopesBehindTheFactorsOfTheInputs() throws IOException {
    Mlp mlp = Mlp.builder(3).inputFactors().dense(2, Activation.prelu(0.5f)).dense(4, Activation.SOFTMAX).build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ImageModel(folder.resolve("none"), mlp).info(new PrintStream(out, true, StandardCharsets.UTF_8));
    Run info = new Run(0, out.toString(StandardCharsets.UTF_8), "");
    assertEquals("3-2-4 (input factors, prelu(0.5), softmax), 25 parameters", info.entry("network"));
    assertEquals("3 to 2, prelu(0.5), alpha 0.5 to 0.5", info.entry("layer 0"));
  }

  private static String range(float[] values, int from, int count) {
    float least = values[from];
    float most = values[from];
    for (int i = from; i < from + count; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    return least + " to " + most;
  }

  /** Two classes to train on, three to test on: the network needs three outputs. */
  @Test
  void aFolderOfIdxFilesIsTrainedOnAndTestedOn() throws IOException {
    writeIdx("train", new int[] {0, 1, 0, 1, 0, 1, 1});
    writeIdx("t10k", new int[] {2, 0, 1});
    Path model = folder.resolve("net.model");
    Run trained = Run.good("train", "--data", folder, "--epochs", 2, "--save", model);
    assertTrue(trained.entry("training").contains("sgd with rate 0.05,"), "at 0.3, the sample's, MNIST is not learned: "
        + trained.entry("training"));
    assertEquals(folder + ": 7 rows to train on, 3 to test on", trained.entry("data"));
    assertTrue(trained.entry("network").startsWith("6-128-64-32-3 "), trained.out());
    assertEquals(trained.entry("final"), Run.good("evaluate", model, "--data", folder).entry("right"));
    assertEquals("raw inputs divided by 255.0", Run.good("info", model).entry("scale"));
    assertEquals(3 + 3, Run.good("predict", model, "--data", folder, "--row", 2).lines().size(), "lines, none drawn");
    assertEquals(3, Run.good("predict", model, "--data", folder).lines().size(), "lines");
    Run sample = Run.of("evaluate", model);
    assertEquals(2, sample.code(), sample.toString());
    assertTrue(sample.err().contains("6 inputs") && sample.err().contains("--data"), sample.err());
  }

  @Test
  void aModelIsReadFromAPipe() throws IOException {
    Path model = folder.resolve("net.model");
    Run.good("train", "--layers", "64,10", "--epochs", 1, "--save", model);
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe"));
    SpecialFiles.writer(pipe, Files.readAllBytes(model));
    Run info = Run.good("info", pipe);
    assertEquals(pipe.toString(), info.entry("file"));
    assertEquals(Run.good("info", model).lastLine(), info.lastLine());
  }

  /** Files as EMNIST names them, in a folder with others; its letters begin at 1. */
  @Test
  void filesWithAPrefixAreTrainedOnAndTestedOn() throws IOException {
    writeIdx("train", new int[] {0, 1, 0, 1});
    writeIdx("t10k", new int[] {0, 1});
    writeIdx("emnist-letters-train", new int[] {1, 2, 1, 2, 2});
    writeIdx("emnist-letters-test", new int[] {2, 1, 1});
    Path model = folder.resolve("net.model");
    Object[] data = {"--data", folder, "--prefix", "emnist-letters-"};
    Run trained = Run.good(words(List.of("train", "--epochs", 2, "--save", model), data));
    assertEquals(folder + ": 5 rows to train on, 3 to test on", trained.entry("data"));
    assertEquals("begin at 1: class 0 is empty", trained.entry("labels"));
    assertEquals(trained.entry("final"), Run.good(words(List.of("evaluate", model), data)).entry("right"));
    assertEquals(3, Run.good(words(List.of("predict", model), data)).lines().size(), "lines");
    Run plain = Run.good("train", "--data", folder, "--epochs", 1);
    assertEquals(folder + ": 4 rows to train on, 2 to test on", plain.entry("data"));
    assertTrue(plain.lines().stream().noneMatch(line -> line.startsWith("labels")), plain.out());
    writeIdx("train", new int[] {4, 3, 4, 3});
    writeIdx("t10k", new int[] {3, 4});
    assertEquals("begin at 3: classes 0 to 2 are empty", Run.good("train", "--data", folder, "--epochs", 1).entry("labels"));
  }

  private static Object[] words(List<Object> first, Object... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toArray();
  }

  /** Labels as QMNIST has them: ints, several a row. */
  @Test
  void oneColumnOfSeveralLabelsIsRead() throws IOException {
    for (String set : List.of("qmnist-train", "qmnist-test")) {
      writeIdx(set, new int[] {0, 1, 0, 1});
      Files.delete(folder.resolve(set + "-labels-idx1-ubyte"));
      ByteBuffer labels = ByteBuffer.allocate(12 + 4 * 2 * 4).putInt(0xc02).putInt(4).putInt(2);
      for (int row = 0; row < 4; row++) {
        labels.putInt(row % 2).putInt(row % 3);
      }
      Files.write(folder.resolve(set + "-labels-idx2-int"), labels.array());
    }
    Path model = folder.resolve("net.model");
    Object[] data = {"--data", folder, "--prefix", "qmnist-"};
    Object[] column = words(List.of("--label-column", 1), data);
    Run trained = Run.good(words(List.of("train", "--epochs", 1, "--save", model), column));
    assertTrue(trained.entry("network").startsWith("6-128-64-32-3 "), trained.out());
    assertEquals(trained.entry("final"), Run.good(words(List.of("evaluate", model), column)).entry("right"));
    assertEquals(List.of("0", "1", "2", "0"), Run.good(words(List.of("predict", model), column)).lines().stream()
        .map(line -> line.split("\t")[1]).toList(), "labels");
    Run first = Run.good(words(List.of("train", "--epochs", 1, "--label-column", 0), data));
    assertTrue(first.entry("network").startsWith("6-128-64-32-2 "), first.out());
    for (Object[] wrong : new Object[][] {data, words(List.of("--label-column", 2), data)}) {
      Run run = Run.of(words(List.of("train"), wrong));
      assertEquals(2, run.code(), run.toString());
      assertTrue(run.err().contains("label column") && run.err().contains("0 to 1"), run.err());
    }
    for (String command : List.of("train", "evaluate " + model, "predict " + model)) {
      for (String option : List.of("--prefix=x", "--label-column=0")) {
        Run run = Run.of(words(List.of((Object[]) command.split(" ")), option));
        assertEquals(2, run.code(), run.toString());
        assertTrue(run.err().contains("needs --data"), run.err());
      }
    }
  }

  @Test
  void foldersWithIncompleteDataAreRefused() throws IOException {
    writeIdx("train", new int[] {0, 1, 0});
    assertRefused("t10k-images");
    writeIdx("t10k", new int[] {0, 1});
    Path images = folder.resolve("t10k-images-idx3-ubyte");
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, whole.length - 1));
    assertRefused("t10k-images");
    Files.writeString(images, "not at all of the kind");
    assertRefused("t10k-images");
    Files.write(images, ByteBuffer.allocate(16 + 2 * 4).putInt(0x803).putInt(2).putInt(2).putInt(2).array());
    assertRefused("6 inputs");
  }

  @Test
  void dataOfOneClassAreRefused() throws IOException {
    writeIdx("train", new int[] {0, 0, 0});
    writeIdx("t10k", new int[] {0});
    assertRefused("give data of two classes or more");
  }

  private void assertRefused(String what) {
    Run run = Run.of("train", "--data", folder);
    assertEquals(2, run.code(), run.toString());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(what), run.err());
  }

  /** Writes images of 2x3 bytes that show their labels. */
  private void writeIdx(String set, int[] labels) throws IOException {
    ByteBuffer images = ByteBuffer.allocate(16 + 6 * labels.length);
    images.putInt(0x803).putInt(labels.length).putInt(2).putInt(3);
    ByteBuffer names = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
    for (int row = 0; row < labels.length; row++) {
      for (int pixel = 0; pixel < 6; pixel++) {
        images.put((byte) (pixel == labels[row] ? 255 : 10 * row));
      }
      names.put((byte) labels[row]);
    }
    Files.write(folder.resolve(set + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(set + "-labels-idx1-ubyte"), names.array());
  }
}

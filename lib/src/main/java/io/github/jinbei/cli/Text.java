package io.github.jinbei.cli;

import io.github.jinbei.Activation;
import io.github.jinbei.Backend;
import io.github.jinbei.Evaluation;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Lines;
import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Texts that several commands print. They do not depend on the language of the machine. */
final class Text {

  /** The columns of the word of an entry. */
  private static final int ENTRY = 11;

  private Text() {}

  /** Returns a line of a word and a text. The texts of all such lines begin in the same column. */
  static String entry(String word, String text) {
    return word + " ".repeat(Math.max(0, ENTRY - word.length())) + text;
  }

  /**
   * Prints the settings of a training and the backend, in one write: if the reader is gone after the first line, the training
   * ends at its next line.
   *
   * @param settings by their names; a setting may have several lines
   */
  static void printHeader(Map<String, String> settings, PrintStream out) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String[] lines = setting.getValue().split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        text.append(entry(i == 0 ? setting.getKey() : "", lines[i])).append(System.lineSeparator());
      }
    }
    out.print(text + entry("backend", Backend.current().toString()) + System.lineSeparator());
  }

  /**
   * Returns words on lines of at most so many columns.
   *
   * @param indent all lines but the first begin with it; the first has room for it
   */
  static String wrapped(String words, String indent, int columns) {
    return String.join("\n" + indent, Lines.of(words, columns - indent.length()));
  }

  /** Returns the line of a file's name and size. A pipe has no size. */
  static String file(Path file) throws IOException {
    return entry("file", file + (Files.isRegularFile(file) ? ", " + Count.of(Files.size(file), "byte") : ""));
  }

  /** Returns the rows right of an evaluation, for example {@code 352 / 359 (98.05 %)}. */
  static String right(Evaluation evaluation) {
    return right(evaluation.correct(), evaluation.rows());
  }

  /** Returns how many of some rows are right, for example {@code 352 / 359 (98.05 %)}. */
  static String right(int correct, int rows) {
    return correct + " / " + rows + " (" + Plain.fixed(100.0 * correct / rows, 2) + " %)";
  }

  /** Returns a loss with six significant digits. */
  static String loss(double loss) {
    return Plain.number(loss, 6);
  }

  /** Returns an evaluation, for example {@code 352 / 359 (98.05 %), cross-entropy 0.0712345}. */
  static String result(Evaluation evaluation, Loss loss) {
    return right(evaluation) + ", " + name(loss) + " " + loss(evaluation.loss());
  }

  /** Returns a description of a network, for example {@code 784-30-10 (relu, softmax), 23860 parameters}. */
  static String network(Mlp mlp) {
    List<String> layers = new ArrayList<>();
    for (int layer = 0; layer < mlp.layers(); layer++) {
      layers.add(layer(mlp, layer));
    }
    return mlp + (mlp.hasInputFactors() ? " (input factors, " : " (") + String.join(", ", layers) + "), "
        + Count.of(mlp.parameterCount(), "parameter");
  }

  /** Returns the operations of a layer after its product, in order, for example {@code batch-norm relu dropout(0.1)}. */
  static String layer(Mlp mlp, int layer) {
    Norm norm = mlp.norm(layer);
    float dropout = mlp.dropout(layer);
    return (norm == Norm.NONE ? "" : Kind.word(norm) + "-norm ") + name(mlp.activation(layer))
        + (dropout == 0 ? "" : " dropout(" + dropout + ")");
  }

  /** Returns a time, for example {@code 1.50 s}. */
  static String seconds(double seconds) {
    return Plain.fixed(seconds, 2) + " s";
  }

  static String name(Activation activation) {
    return Plain.hyphens(activation.name());
  }

  static String name(Loss loss) {
    return Plain.hyphens(loss.name());
  }

  static String name(Initializer initializer) {
    return Plain.hyphens(initializer.name());
  }

  /**
   * Returns the last line of a training: the hash of all parameters and statistics of its networks, for the comparison of runs.
   */
  static String fingerprint(Mlp... networks) {
    return Report.fingerprint(networks);
  }
}

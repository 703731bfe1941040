package io.github.jinbei.cli;

import io.github.jinbei.Activation;
import io.github.jinbei.Evaluation;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Lines;
import io.github.jinbei.internal.text.Plain;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the commands write what several of them show; independent of the machine's language. */
final class Text {

  private Text() {}

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** A line of the form "word      text", the texts of all such lines below each other. */
  static String entry(String word, String text) {
    return format("%-11s%s", word, text);
  }

  /**
   * Returns words on lines of at most so many columns.
   *
   * @param indent all lines but the first begin with it; the first has room for it
   */
  static String wrapped(String words, String indent, int columns) {
    return String.join("\n" + indent, Lines.of(words, columns - indent.length()));
  }

  /** Such as {@code 352 / 359 (98.05 %)}. */
  static String right(Evaluation evaluation) {
    return format("%d / %d (%.2f %%)", evaluation.correct(), evaluation.rows(), 100 * evaluation.accuracy());
  }

  static String loss(double loss) {
    return Plain.number(loss, 6);
  }

  /** Such as {@code 352 / 359 (98.05 %), cross-entropy 0.0712345}. */
  static String result(Evaluation evaluation, Loss loss) {
    return right(evaluation) + ", " + name(loss) + " " + loss(evaluation.loss());
  }

  /** Such as {@code 784-30-10 (relu, softmax), 23860 parameters}. */
  static String network(Mlp mlp) {
    return mlp + " (" + IntStream.range(0, mlp.layers()).mapToObj(layer -> layer(mlp, layer))
        .collect(Collectors.joining(", ")) + "), " + Count.of(mlp.parameterCount(), "parameter");
  }

  /** What a layer does after its product, in this order, such as {@code batch-norm relu dropout(0.1)}. */
  static String layer(Mlp mlp, int layer) {
    Norm norm = mlp.norm(layer);
    float dropout = mlp.dropout(layer);
    return (norm == Norm.NONE ? "" : Kind.word(norm) + "-norm ") + name(mlp.activation(layer))
        + (dropout == 0 ? "" : " dropout(" + dropout + ")");
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

  /** The last line of a training, by which runs are compared: of all that the network has learned. */
  static String fingerprint(Mlp mlp) {
    float[] statistics = mlp.statistics();
    return (statistics.length == 0 ? "parameters" : "parameters and statistics") + " sha256 "
        + Digest.sha256(mlp.parameters(), statistics);
  }
}

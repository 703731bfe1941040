package io.github.jinbei.cli;

import io.github.jinbei.Evaluation;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
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

  /** Such as {@code 352 / 359 (98.05 %)}. */
  static String right(Evaluation evaluation) {
    return format("%d / %d (%.2f %%)", evaluation.correct(), evaluation.rows(), 100 * evaluation.accuracy());
  }

  static String loss(double loss) {
    return format("%.6g", loss);
  }

  /** Such as {@code 352 / 359 (98.05 %), cross-entropy 0.0712345}. */
  static String result(Evaluation evaluation, Loss loss) {
    return right(evaluation) + ", " + Kind.word(loss) + " " + loss(evaluation.loss());
  }

  /** Such as {@code 784-30-10 (relu, softmax), 23860 parameters}. */
  static String network(Mlp mlp) {
    String activations = IntStream.range(0, mlp.layers())
        .mapToObj(layer -> Kind.word(mlp.activation(layer))).collect(Collectors.joining(", "));
    return mlp + " (" + activations + "), " + mlp.parameterCount() + " parameters";
  }

  /** The last line of a training, by which runs are compared. */
  static String fingerprint(Mlp mlp) {
    return "parameters sha256 " + Digest.sha256(mlp.parameters());
  }
}

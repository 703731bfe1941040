package io.github.jinbei.cli;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.metrics.ClassReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The test of a network on images of known classes. */
final class ImageEvaluation {

  /** Rows predicted at a time, so that the buffers do not grow with the data. */
  private static final int CHUNK = 256;

  /** Receives the outputs of a row, which begin at an index of an array. */
  @FunctionalInterface
  interface RowOutputs {

    void accept(int row, float[] outputs, int at);
  }

  private final Mlp mlp;
  private final Dataset test;

  /** Whether the outputs are divided by their sum: those of several sigmoids do not add up to 1. */
  private final boolean divided;
  private final ClassReport report;

  /** Predicts the rows, and compares the classes with those of the data. */
  ImageEvaluation(Mlp mlp, Dataset test) {
    this.mlp = mlp;
    this.test = test;
    divided = mlp.outputs() > 1 && mlp.activation(mlp.layers() - 1) == Activation.SIGMOID;
    List<String> names = new ArrayList<>();
    for (int label = 0; label < mlp.classes(); label++) {
      names.add(ImageData.label(mlp, label));
    }
    int[] labels = new int[test.rows()];
    test.copyClasses(0, test.rows(), labels, 0);
    int[] predicted = new int[test.rows()];
    double[][] shares = new double[test.rows()][];
    predict(mlp, test, (row, outputs, at) -> {
      predicted[row] = mlp.classOf(outputs, at);
      if (mlp.hasProbabilities()) {
        shares[row] = mlp.probabilities(outputs, at);
      }
    });
    report = mlp.hasProbabilities() ? ClassReport.of(names, labels, shares)
        : ClassReport.of(names, labels, predicted);
  }

  /** Predicts all rows, in their order. */
  static void predict(Mlp mlp, Dataset data, RowOutputs each) {
    for (int from = 0; from < data.rows(); from += CHUNK) {
      int rows = Math.min(CHUNK, data.rows() - from);
      float[] inputs = new float[rows * mlp.inputs()];
      data.copyInputs(from, rows, inputs, 0);
      float[] outputs = mlp.predict(inputs);
      for (int row = 0; row < rows; row++) {
        each.accept(from + row, outputs, row * mlp.outputs());
      }
    }
  }

  /** Prints the report. */
  void print(PrintStream out) {
    Figures.print(report + (divided ? "\n\nprobabilities: the outputs of each row, divided by their sum" : ""), out);
  }

  /**
   * Returns all figures, as {@code --metrics} writes them.
   *
   * @param data the name of the data
   */
  Map<String, Object> figures(String data) {
    Map<String, Object> figures = Figures.object("data", data, "rows", test.rows(), "task", Kind.word(TableTask.CLASSES));
    figures.putAll(Figures.of(report));
    figures.put("parameters_sha256", Text.fingerprint(mlp).replaceFirst(".* ", ""));
    return figures;
  }
}

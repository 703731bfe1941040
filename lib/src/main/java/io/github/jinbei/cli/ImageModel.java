package io.github.jinbei.cli;

import static io.github.jinbei.cli.IdxFolder.LABEL_COLUMN;
import static io.github.jinbei.cli.IdxFolder.PREFIX;
import static io.github.jinbei.cli.LossOptions.LOSS;

import io.github.jinbei.Backend;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A network that was trained on images. */
record ImageModel(Path file, Mlp mlp) implements SavedModel {

  private static final Option<Integer> ROW = new Option<>("--row", Kind.index(), null,
      "show this row only, as a drawing, with the output of each class; the first is 0 (default all rows, a line each)");

  /** Characters of the longest bar, and the other characters of its line. */
  private static final int BAR_CELLS = 40;
  private static final int BESIDE_BAR = 20;

  /** Returns the options of the command {@code evaluate} that are for images. */
  static Section evaluation() {
    return new Section("Models for images", List.of(PREFIX, LABEL_COLUMN, LOSS));
  }

  /** Returns the options of the command {@code predict} that are for images. */
  static Section prediction() {
    return new Section("Models for images", List.of(PREFIX, LABEL_COLUMN, ROW));
  }

  /** Loads the network of a file. */
  static Mlp network(Path file) throws IOException {
    if (ModelFiles.load(file) instanceof ImageModel model) {
      return model.mlp;
    }
    throw new UsageException(file + " is a model for tables; give one for images");
  }

  @Override
  public boolean isForTables() {
    return false;
  }

  private ImageData test(Options.Values values) throws IOException {
    return ImageData.forTesting(IdxFolder.of(values), mlp);
  }

  @Override
  public void evaluate(Options.Values values, PrintStream out) throws IOException {
    Loss loss = LossOptions.lossFor(mlp.activation(mlp.layers() - 1), values.get(LOSS));
    SaveFile metrics = SaveFile.ofMetrics(values);
    ImageData data = test(values);
    out.println(Text.entry("model", Text.network(mlp)));
    out.println(Text.entry("data", data.name() + ": " + Count.of(data.test().rows(), "row") + " to test on"));
    out.println(Text.entry("right", Text.result(mlp.evaluate(data.test(), loss), loss)));
    ImageEvaluation evaluation = new ImageEvaluation(mlp, data.test());
    evaluation.print(out);
    Figures.end(metrics, evaluation.figures(data.name()), out);
  }

  @Override
  public void predict(Options.Values values, PrintStream out) throws IOException {
    Dataset test = test(values).test();
    Integer row = values.get(ROW);
    if (row == null) {
      list(test, out);
      return;
    }
    if (row >= test.rows()) {
      throw new UsageException("--row " + row + " is beyond the data; give one from 0 to " + (test.rows() - 1));
    }
    show(test, row, out);
  }

  private void list(Dataset test, PrintStream out) {
    ImageEvaluation.predict(mlp, test, (row, outputs, at) -> {
      int predicted = mlp.classOf(outputs, at);
      out.println(row + "\t" + ImageData.label(mlp, test.classOf(row)) + "\t" + ImageData.label(mlp, predicted) + "\t"
          + Plain.fixed(mlp.outputOf(outputs, at, predicted), 4));
    });
  }

  private void show(Dataset test, int row, PrintStream out) {
    float[] inputs = new float[mlp.inputs()];
    test.copyInputs(row, 1, inputs, 0);
    float[] outputs = mlp.predict(inputs);
    int columns = Terminal.columns();
    int cells = Math.max(0, Math.min(BAR_CELLS, columns - BESIDE_BAR));
    out.print(Drawing.of(inputs, columns));
    out.println(Text.entry("row", Integer.toString(row)));
    out.println(Text.entry("label", ImageData.label(mlp, test.classOf(row))));
    out.println(Text.entry("predicted", ImageData.label(mlp, mlp.classOf(outputs, 0))));
    for (int label = 0; label < mlp.classes(); label++) {
      float value = mlp.outputOf(outputs, 0, label);
      String bar = "#".repeat(Math.round(cells * Math.max(0f, Math.min(1f, value))));
      out.println(Text.entry("  " + ImageData.label(mlp, label), Plain.fixed(value, 4) + "  " + bar).stripTrailing());
    }
  }

  @Override
  public void info(PrintStream out) throws IOException {
    out.println(Text.file(file));
    out.println(Text.entry("network", Text.network(mlp)));
    for (int layer = 0; layer < mlp.layers(); layer++) {
      int inputs = layer == 0 ? mlp.inputs() : mlp.units(layer - 1);
      out.println(Text.entry("layer " + layer, inputs + " to " + mlp.units(layer) + ", "
          + Text.layer(mlp, layer) + alphas(layer)));
    }
    out.println(Text.entry("labels", mlp.labels().isEmpty() ? "none" : String.join(", ", mlp.labels())));
    out.println(Text.entry("scale", "raw inputs divided by " + ImageData.divisor(mlp.inputScale())));
    out.println(Text.entry("backend", Backend.current().toString()));
    out.println(Text.fingerprint(mlp));
  }

  /** Returns the least and the largest slope of a PReLU, or an empty text for another activation. */
  private String alphas(int layer) {
    int units = mlp.units(layer);
    if (!mlp.activation(layer).isTrained()) {
      return "";
    }
    int end = mlp.inputFactors().length;
    for (int l = 0; l <= layer; l++) {
      int inputs = l == 0 ? mlp.inputs() : mlp.units(l - 1);
      int vectors = 1 + (mlp.norm(l) == Norm.NONE ? 0 : 2) + (mlp.activation(l).isTrained() ? 1 : 0);
      end += (inputs + vectors) * mlp.units(l);
    }
    float[] alphas = Arrays.copyOfRange(mlp.parameters(), end - units, end);
    Arrays.sort(alphas);
    return ", alpha " + alphas[0] + " to " + alphas[units - 1];
  }
}

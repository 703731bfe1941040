package io.github.jinbei.cli;

import static io.github.jinbei.cli.IdxFolder.LABEL_COLUMN;
import static io.github.jinbei.cli.IdxFolder.PREFIX;
import static io.github.jinbei.cli.ModelData.DATA;
import static io.github.jinbei.cli.ModelData.MODEL;

import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The command {@code predict}: prints the predictions of a saved network for the test rows. */
final class PredictCommand implements Command {

  private static final Option<Integer> ROW = new Option<>("--row", Kind.index(), null,
      "show this row only, as a drawing, with the output of each class; the first is 0 (default all rows, a line each)");

  /** Rows predicted at a time, so that memory does not grow with the data. */
  private static final int CHUNK = 256;

  /** Characters of the longest bar, and the other characters of its line. */
  private static final int BAR_CELLS = 40;
  private static final int BESIDE_BAR = 20;

  @Override
  public Options options() {
    return new Options("predict", "Shows the predictions of a saved network for the test rows.", MODEL,
        Options.plain(DATA, PREFIX, LABEL_COLUMN, ROW),
        List.of("Each line without --row: row, label, predicted class, its output; separated by tabs."));
  }

  @Override
  public int run(Options.Values values, PrintStream out) throws IOException {
    Mlp mlp = ModelData.model(values.get(MODEL));
    Dataset test = ModelData.forTesting(IdxFolder.of(values), mlp).test();
    Integer row = values.get(ROW);
    if (row == null) {
      list(mlp, test, out);
      return 0;
    }
    if (row >= test.rows()) {
      throw new FailureException("--row " + row + " is beyond the data; give one from 0 to " + (test.rows() - 1));
    }
    show(mlp, test, row, out);
    return 0;
  }

  private static void list(Mlp mlp, Dataset test, PrintStream out) {
    for (int from = 0; from < test.rows(); from += CHUNK) {
      int rows = Math.min(CHUNK, test.rows() - from);
      float[] inputs = new float[rows * mlp.inputs()];
      test.copyInputs(from, rows, inputs, 0);
      float[] outputs = mlp.predict(inputs);
      for (int row = 0; row < rows; row++) {
        int at = row * mlp.outputs();
        int predicted = mlp.classOf(outputs, at);
        out.println(from + row + "\t" + ModelData.label(mlp, test.classOf(from + row)) + "\t"
            + ModelData.label(mlp, predicted) + "\t" + Text.format("%.4f", mlp.outputOf(outputs, at, predicted)));
      }
    }
  }

  private static void show(Mlp mlp, Dataset test, int row, PrintStream out) {
    float[] inputs = new float[mlp.inputs()];
    test.copyInputs(row, 1, inputs, 0);
    float[] outputs = mlp.predict(inputs);
    int columns = Terminal.columns();
    int cells = Math.max(0, Math.min(BAR_CELLS, columns - BESIDE_BAR));
    out.print(Drawing.of(inputs, columns));
    out.println(Text.entry("row", Integer.toString(row)));
    out.println(Text.entry("label", ModelData.label(mlp, test.classOf(row))));
    out.println(Text.entry("predicted", ModelData.label(mlp, mlp.classOf(outputs, 0))));
    for (int label = 0; label < mlp.classes(); label++) {
      float value = mlp.outputOf(outputs, 0, label);
      String bar = "#".repeat(Math.round(cells * Math.max(0f, Math.min(1f, value))));
      out.println(Text.entry("  " + ModelData.label(mlp, label), Text.format("%.4f  %s", value, bar)).stripTrailing());
    }
  }
}

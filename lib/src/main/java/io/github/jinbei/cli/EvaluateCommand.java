package io.github.jinbei.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The command {@code evaluate}: tests a saved model. */
final class EvaluateCommand implements Command {

  @Override
  public Options options() {
    return new Options("evaluate", "Tests a saved model.", SavedModel.MODEL,
        List.of(new Section("", List.of(DataSource.DATA, DataSource.SAMPLE, FitOptions.METRICS)), TableModel.evaluation(),
            ImageModel.evaluation()), List.of());
  }

  @Override
  public int run(Options.Values values, PrintStream out) throws IOException {
    ModelFiles.load(values, TableModel.evaluation(), ImageModel.evaluation()).evaluate(values, out);
    return 0;
  }
}

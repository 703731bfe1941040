package io.github.jinbei.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The command {@code predict}: prints the predictions of a saved model. */
final class PredictCommand implements Command {

  @Override
  public Options options() {
    return new Options("predict", "Prints the predictions of a saved model.", SavedModel.MODEL,
        List.of(new Section("", List.of(DataSource.DATA, DataSource.SAMPLE)), TableModel.prediction(),
            ImageModel.prediction()),
        List.of("Of images, each line without --row: row, label, predicted class, its output; separated by tabs."));
  }

  @Override
  public int run(Options.Values values, PrintStream out) throws IOException {
    ModelFiles.load(values, TableModel.prediction(), ImageModel.prediction()).predict(values, out);
    return 0;
  }
}

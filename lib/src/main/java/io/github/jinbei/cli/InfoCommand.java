package io.github.jinbei.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The command {@code info}: shows what is in a model file. */
final class InfoCommand implements Command {

  @Override
  public Options options() {
    return new Options("info", "Shows what is in a model file.", SavedModel.MODEL, List.of(), List.of());
  }

  @Override
  public int run(Options.Values values, PrintStream out) throws IOException {
    ModelFiles.load(values.get(SavedModel.MODEL)).info(out);
    return 0;
  }
}

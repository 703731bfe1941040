package io.github.jinbei.cli;

import static io.github.jinbei.cli.IdxFolder.LABEL_COLUMN;
import static io.github.jinbei.cli.IdxFolder.PREFIX;
import static io.github.jinbei.cli.ModelData.DATA;
import static io.github.jinbei.cli.ModelData.MODEL;
import static io.github.jinbei.cli.LossOptions.LOSS;

import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The command {@code evaluate}: tests a saved network on the test rows. */
final class EvaluateCommand implements Command {

  @Override
  public Options options() {
    return new Options("evaluate", "Tests a saved network on the test rows.", MODEL,
        Options.plain(DATA, PREFIX, LABEL_COLUMN, LOSS), List.of());
  }

  @Override
  public int run(Options.Values values, PrintStream out) throws IOException {
    Mlp mlp = ModelData.model(values.get(MODEL));
    Loss loss = LossOptions.lossFor(mlp.activation(mlp.layers() - 1), values.get(LOSS));
    ModelData data = ModelData.forTesting(IdxFolder.of(values), mlp);
    out.println(Text.entry("model", Text.network(mlp)));
    out.println(Text.entry("data", data.name() + ": " + Count.of(data.test().rows(), "row") + " to test on"));
    out.println(Text.entry("right", Text.result(mlp.evaluate(data.test(), loss), loss)));
    return 0;
  }
}

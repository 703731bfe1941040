package io.github.jinbei.cli;

import static io.github.jinbei.cli.ModelData.MODEL;

import io.github.jinbei.Backend;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command {@code info}: shows what is in a model file. */
final class InfoCommand implements Command {

  @Override
  public Options options() {
    return new Options("info", "Shows what is in a model file.", MODEL, List.of(), List.of());
  }

  @Override
  public int run(Options.Values values, PrintStream out) throws IOException {
    Path file = values.get(MODEL);
    Mlp mlp = ModelData.model(file);
    out.println(Text.entry("file", file
        + (Files.isRegularFile(file) ? ", " + Count.of(Files.size(file), "byte") : "")));
    out.println(Text.entry("network", Text.network(mlp)));
    for (int layer = 0; layer < mlp.layers(); layer++) {
      int inputs = layer == 0 ? mlp.inputs() : mlp.units(layer - 1);
      out.println(Text.entry("layer " + layer, inputs + " to " + mlp.units(layer) + ", "
          + Text.layer(mlp, layer) + alphas(mlp, layer)));
    }
    out.println(Text.entry("labels", mlp.labels().isEmpty() ? "none" : String.join(", ", mlp.labels())));
    out.println(Text.entry("scale", "raw inputs divided by " + ModelData.divisor(mlp.inputScale())));
    out.println(Text.entry("backend", Backend.current().toString()));
    out.println(Text.fingerprint(mlp));
    return 0;
  }

  /** Returns the least and the largest slope of a PReLU, or an empty text for another activation. */
  private static String alphas(Mlp mlp, int layer) {
    int units = mlp.units(layer);
    if (!mlp.activation(layer).isTrained()) {
      return "";
    }
    int end = 0;
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

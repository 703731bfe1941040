package io.github.jinbei.report;

import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors of a network: the matrices and vectors in its flat array of parameters. */
final class Tensors {

  private Tensors() {}

  /**
   * Returns the number of parameters of each tensor by its name, in the order of {@link Mlp#parameters}: W1, b1, W2 and so on,
   * with γ, β and α if a layer has them; before them f, if the inputs have factors.
   */
  static Map<String, Integer> lengths(Mlp mlp) {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    int inputs = mlp.inputs();
    if (mlp.hasInputFactors()) {
      lengths.put("f", inputs);
    }
    for (int layer = 0; layer < mlp.layers(); layer++) {
      String kinds = "Wb" + (mlp.norm(layer) == Norm.NONE ? "" : "γβ") + (mlp.activation(layer).isTrained() ? "α" : "");
      for (char kind : kinds.toCharArray()) {
        lengths.put(kind + "" + (layer + 1), mlp.units(layer) * (kind == 'W' ? inputs : 1));
      }
      inputs = mlp.units(layer);
    }
    return lengths;
  }
}

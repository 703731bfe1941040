package io.github.jinbei;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor in a network's flat array of parameters, laid out as {@link Mlp#parameters} says.
 *
 * @param kind f (factors of the inputs, in layer 0), W, b, gamma, beta or alpha
 * @param layer its layer
 * @param from where it begins
 * @param to where it ends
 */
record Part(String kind, int layer, int from, int to) {

  /** Returns all parts of a network, in order. */
  static List<Part> of(Mlp mlp) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    if (mlp.hasInputFactors()) {
      parts.add(new Part("f", 0, 0, mlp.inputs()));
      at = mlp.inputs();
    }
    for (int l = 0; l < mlp.layers(); l++) {
      int units = mlp.units(l);
      int inputs = l == 0 ? mlp.inputs() : mlp.units(l - 1);
      List<String> kinds = new ArrayList<>(List.of("W", "b"));
      if (mlp.norm(l) != Norm.NONE) {
        kinds.addAll(List.of("gamma", "beta"));
      }
      if (mlp.activation(l).name().startsWith("prelu")) {
        kinds.add("alpha");
      }
      for (String kind : kinds) {
        int length = kind.equals("W") ? inputs * units : units;
        parts.add(new Part(kind, l, at, at + length));
        at += length;
      }
    }
    if (at != mlp.parameterCount()) {
      throw new AssertionError(at + " parameters in the parts, " + mlp.parameterCount() + " in " + mlp);
    }
    return parts;
  }

  @Override
  public String toString() {
    return kind + " of layer " + layer;
  }
}

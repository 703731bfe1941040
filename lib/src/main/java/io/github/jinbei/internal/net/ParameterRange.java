package io.github.jinbei.internal.net;

/**
 * Parameters of one kind of a layer, which stand together in the flat array. The ranges of {@link Topology#ranges} cover it, in
 * order and without gaps.
 *
 * @param index the place among all ranges of the network, from 0
 * @param layer the layer
 * @param kind what the parameters are
 * @param from the index of the first parameter
 * @param count the number of parameters
 */
public record ParameterRange(int index, int layer, Kind kind, int from, int count) {

  /** What parameters are, in the order in which a layer has them. */
  public enum Kind {

    /** The factors of the inputs of the network; in layer 0 only. No decay applies to them. */
    INPUT_FACTORS,

    /** W. All decays apply to them. */
    WEIGHTS,

    /** b. */
    BIASES,

    /** γ and β of a norm. */
    NORMS,

    /** The units' own parameters of the activation function. */
    ACTIVATIONS
  }

  /**
   * Returns whether decays apply to the parameters.
   *
   * @param biases whether they apply to parameters that are not weights, too
   */
  boolean decays(boolean biases) {
    return kind == Kind.WEIGHTS || biases && kind != Kind.INPUT_FACTORS;
  }
}

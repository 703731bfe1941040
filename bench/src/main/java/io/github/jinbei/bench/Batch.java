package io.github.jinbei.bench;

/**
 * The input of one training step: a batch, and the net's initial parameters.
 *
 * @param x batch x inputs
 * @param classes the class of each row, or null if the net has vectors as targets
 * @param targets batch x outputs, or null if the net has classes
 * @param parameters layer after layer W as [in][out], then b; uniform within 1/√in, so that values keep their magnitude from
 *     layer to layer and the loss stays finite
 */
record Batch(float[] x, int[] classes, float[] targets, float[] parameters) {

  static Batch of(Net net) {
    int rows = net.batch();
    int outputs = net.units(net.layers());
    return new Batch(
        RandomInputs.uniform(rows * net.units(0), 1),
        net.classes() ? RandomInputs.classes(rows, outputs, 2) : null,
        net.classes() ? null : RandomInputs.uniform(rows * outputs, 2),
        parameters(net));
  }

  /** Returns the initial parameters of a net. */
  static float[] parameters(Net net) {
    float[] parameters = RandomInputs.uniform(net.parameterCount(), 3);
    int at = 0;
    for (int l = 0; l < net.layers(); l++) {
      float scale = (float) (1 / Math.sqrt(net.units(l)));
      int end = at + (net.units(l) + 1) * net.units(l + 1);
      for (; at < end; at++) {
        parameters[at] *= scale;
      }
    }
    return parameters;
  }
}

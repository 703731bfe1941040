package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaivePredictor;

/** The baseline's prediction. */
final class NaiveForward implements Forward {

  private final NaivePredictor predictor;
  private final float[] x;
  private final int rows;
  private final float[] outputs;

  NaiveForward(Net net, float[] parameters, float[] x, int rows) {
    predictor = new NaivePredictor(NaiveTrainStep.units(net), NaiveTrainStep.activations(net), parameters);
    this.x = x;
    this.rows = rows;
    outputs = new float[rows * net.units(net.layers())];
  }

  @Override
  public void run() {
    predictor.predict(x, rows, outputs);
  }

  @Override
  public float[] outputs() {
    return outputs;
  }
}

package io.github.jinbei.bench;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.MlpBuilder;

/** The library's prediction. */
final class JinbeiForward implements Forward {

  private final Mlp mlp;
  private final float[] x;
  private final int rows;
  private final float[] outputs;

  JinbeiForward(Net net, float[] parameters, float[] x, int rows) {
    mlp = mlp(net, parameters);
    this.x = x;
    this.rows = rows;
    outputs = new float[rows * net.units(net.layers())];
  }

  /** Returns the library's net with these parameters. */
  static Mlp mlp(Net net, float[] parameters) {
    MlpBuilder builder = Mlp.builder(net.units(0));
    for (int l = 0; l < net.layers(); l++) {
      builder.dense(net.units(l + 1), Activation.parse(net.activation(l).name()));
    }
    Mlp mlp = builder.build();
    mlp.setParameters(parameters);
    return mlp;
  }

  @Override
  public void run() {
    mlp.predict(x, 0, rows, outputs, 0);
  }

  @Override
  public float[] outputs() {
    return outputs;
  }
}

package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaiveMlp.Activation;
import io.github.jinbei.internal.net.ActivationFunction;
import io.github.jinbei.internal.net.Elementwise;
import io.github.jinbei.internal.net.Losses;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.parallel.Workers;

/** The library's gradient, computed by an internal class: the public API would also copy it for its caller. */
final class JinbeiBackprop implements Backprop {

  private final Workers workers;
  private final TrainingStep step;
  private final io.github.jinbei.internal.net.Batch rows;
  private final int count;

  JinbeiBackprop(Net net, Batch batch, int threads) {
    this(net, batch, batch.parameters().clone(), threads);
  }

  /** Creates a net with these parameters, which are not copied. */
  JinbeiBackprop(Net net, Batch batch, float[] parameters, int threads) {
    workers = new Workers(threads);
    count = net.batch();
    rows = new io.github.jinbei.internal.net.Batch().whole(batch.x(), 0, count);
    step = new TrainingStep(topology(net), Losses.valueOf(net.loss().name()), parameters, count, workers);
    writeTargets(net, batch, step.targets());
  }

  private static Topology topology(Net net) {
    int[] widths = new int[net.layers() + 1];
    ActivationFunction[] functions = new ActivationFunction[net.layers()];
    widths[0] = net.units(0);
    for (int l = 0; l < functions.length; l++) {
      widths[l + 1] = net.units(l + 1);
      functions[l] = net.activation(l) == Activation.SOFTMAX ? ActivationFunction.SOFTMAX
          : Elementwise.valueOf(net.activation(l).name());
    }
    return new Topology(widths, functions);
  }

  private static void writeTargets(Net net, Batch batch, float[] targets) {
    if (batch.targets() != null) {
      System.arraycopy(batch.targets(), 0, targets, 0, batch.targets().length);
      return;
    }
    for (int r = 0; r < net.batch(); r++) {
      targets[r * net.units(net.layers()) + batch.classes()[r]] = 1;
    }
  }

  @Override
  public double run() {
    double loss = step.forward(rows, 0) / count;
    step.backward(rows);
    return loss;
  }

  /** Returns the training step that computes the gradient. */
  TrainingStep step() {
    return step;
  }

  @Override
  public float[] gradient() {
    return step.gradient().values();
  }

  @Override
  public void close() {
    workers.close();
  }
}

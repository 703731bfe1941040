package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaiveMlp.Activation;
import io.github.jinbei.bench.naive.NaiveMlp.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The nets of the training workloads, with their batch sizes and optimizers. Activations and losses are all that the baseline
 * has; those of the library have the same names.
 */
public enum Net {
  /** Nielsen's net for MNIST. */
  T1(10, Activation.SIGMOID, Activation.SOFTMAX, Loss.CROSS_ENTROPY, 784, 30, 10),
  /** A small net for MNIST. */
  T2(32, Activation.RELU, Activation.SOFTMAX, Loss.CROSS_ENTROPY, 784, 128, 10),
  /** A larger net for MNIST. */
  T3(128, Activation.RELU, Activation.SOFTMAX, Loss.CROSS_ENTROPY, 784, 512, 512, 10),
  /** A net whose weights are larger than the cache. */
  T4(256, Activation.RELU, Activation.SOFTMAX, Loss.CROSS_ENTROPY, 1024, 1024, 1024, 1024),
  /** The net of T3 with Adam: three arrays to update instead of one. */
  T5(Optimizer.ADAM, 128, Activation.RELU, Activation.SOFTMAX, Loss.CROSS_ENTROPY, 784, 512, 512, 10),
  /** A net so small that everything except arithmetic takes most of the time. */
  T6(4, Activation.TANH, Activation.IDENTITY, Loss.SQUARED_ERROR, 2, 16, 1),
  /** A small net with all data in one batch. */
  T7(Optimizer.ADAM, 10_000, Activation.TANH, Activation.IDENTITY, Loss.SQUARED_ERROR, 4, 32, 16, 4);

  /** The optimizers, each with a learning rate so small that thousands of steps change little. */
  enum Optimizer {
    /** Plain gradient descent. */
    SGD(1e-3f),
    /** Adam with its usual constants: 0.9, 0.999, 1e-8. It moves every parameter by its learning rate at first. */
    ADAM(1e-6f);

    private final float learningRate;

    Optimizer(float learningRate) {
      this.learningRate = learningRate;
    }
  }

  private final Optimizer optimizer;
  private final int batch;
  private final Activation hidden;
  private final Activation output;
  private final Loss loss;
  private final int[] units;

  Net(int batch, Activation hidden, Activation output, Loss loss, int... units) {
    this(Optimizer.SGD, batch, hidden, output, loss, units);
  }

  Net(Optimizer optimizer, int batch, Activation hidden, Activation output, Loss loss, int... units) {
    this.optimizer = optimizer;
    this.batch = batch;
    this.hidden = hidden;
    this.output = output;
    this.loss = loss;
    this.units = units;
  }

  int batch() {
    return batch;
  }

  /**
   * Returns the net in words that a process takes as arguments.
   *
   * @return the units of all layers between hyphens, activation of the hidden layers, of the output layer, loss, rows of a
   *     batch, optimizer, learning rate
   */
  public List<String> words() {
    return List.of(Arrays.stream(units).mapToObj(Integer::toString).collect(Collectors.joining("-")), lowerCase(hidden),
        lowerCase(output), lowerCase(loss), Integer.toString(batch), lowerCase(optimizer),
        Float.toString(optimizer.learningRate));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  Optimizer optimizer() {
    return optimizer;
  }

  float learningRate() {
    return optimizer.learningRate;
  }

  Loss loss() {
    return loss;
  }

  int layers() {
    return units.length - 1;
  }

  /** Returns the number of inputs of a layer, counted from 0; for {@code layer == layers()} the number of outputs. */
  int units(int layer) {
    return units[layer];
  }

  Activation activation(int layer) {
    return layer == layers() - 1 ? output : hidden;
  }

  /** Returns whether a row's target is a class rather than a vector. */
  boolean classes() {
    return loss == Loss.CROSS_ENTROPY;
  }

  int parameterCount() {
    int count = 0;
    for (int l = 0; l < layers(); l++) {
      count += (units[l] + 1) * units[l + 1];
    }
    return count;
  }

  /** Returns the floating-point operations of the products of a prediction. */
  double forwardFlops(int rows) {
    double flops = 0;
    for (int l = 0; l < layers(); l++) {
      flops += 2.0 * rows * units[l] * units[l + 1];
    }
    return flops;
  }

  /** Returns the compulsory memory traffic of a prediction: parameters and inputs read once, outputs written once. */
  double forwardBytes(int rows) {
    return (double) Float.BYTES * (parameterCount() + (double) rows * (units[0] + units[layers()]));
  }

  /**
   * Returns the floating-point operations of the products of one step: forward, gradient of the weights, gradient of the
   * inputs, the last not for the first layer. Activations, loss and update are not counted, as is usual.
   */
  double flops() {
    double flops = 0;
    for (int l = 0; l < layers(); l++) {
      int products = l == 0 ? 2 : 3;
      flops += 2.0 * products * batch * units[l] * units[l + 1];
    }
    return flops;
  }
}

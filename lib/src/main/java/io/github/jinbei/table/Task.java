package io.github.jinbei.table;

import io.github.jinbei.Activation;
import io.github.jinbei.EpochMetric;

/** What an estimator predicts, and the defaults that depend on it. */
enum Task {

  /** A softmax over the classes, also of two, with cross-entropy. */
  CLASSES(Activation.SELU, Activation.SOFTMAX, 0.04f, 1e-8f, EpochMetric.ACCURACY),

  /**
   * One standardised value, with squared error. The recipe has no factor ½ in its loss, so its gradients are twice as large as
   * those here, and its ε is too.
   */
  REGRESSION(Activation.MISH, Activation.IDENTITY, 0.07f, 0.5e-8f, EpochMetric.LOSS);

  final Activation hidden;
  final Activation output;
  final float learningRate;

  /** Adam's ε. */
  final float epsilon;

  /** By what the best epoch is chosen. */
  final EpochMetric metric;

  Task(Activation hidden, Activation output, float learningRate, float epsilon, EpochMetric metric) {
    this.hidden = hidden;
    this.output = output;
    this.learningRate = learningRate;
    this.epsilon = epsilon;
    this.metric = metric;
  }
}

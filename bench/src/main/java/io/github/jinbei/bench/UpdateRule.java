package io.github.jinbei.bench;

import java.util.Locale;

/**
 * The optimizers and their settings. With the same gradient repeatedly the parameters drift, which does not change the time:
 * they stay finite, and are not denormal.
 */
enum UpdateRule {
  /** w ← w - rate·g */
  SGD(0),
  /** v ← μ·v - rate·g, w ← w + v */
  MOMENTUM(1),
  /** v ← μ·v - rate·g, w ← w + μ·v - rate·g (Nesterov, 1983). */
  NESTEROV(1),
  /** AdaGrad (Duchi and others, 2011). */
  ADAGRAD(1),
  /** RMSProp (Tieleman and Hinton, 2012). */
  RMSPROP(1),
  /** Adam (Kingma and Ba, 2015). */
  ADAM(2),
  /** AdamW (Loshchilov and Hutter, 2019), here with a decay of all parameters. */
  ADAMW(2);

  static final float RATE = 1e-3f;
  static final float MOMENTUM_SHARE = 0.9f;
  static final float RHO = 0.99f;
  static final float BETA1 = 0.9f;
  static final float BETA2 = 0.999f;
  static final float EPSILON = 1e-8f;
  static final float DECAY = 0.01f;

  private final int arrays;

  /** Creates a rule with this number of state arrays. */
  UpdateRule(int arrays) {
    this.arrays = arrays;
  }

  /** Returns the compulsory memory traffic a parameter: it and its state read and written, its gradient read. */
  int bytes() {
    return Float.BYTES * (3 + 2 * arrays);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the rule with this name in benchmark parameters.
   *
   * @throws IllegalArgumentException if there is none
   */
  static UpdateRule of(String name) {
    for (UpdateRule rule : values()) {
      if (rule.label().equals(name)) {
        return rule;
      }
    }
    throw new IllegalArgumentException(
        "optimizer: " + name + ", expected sgd, momentum, nesterov, adagrad, rmsprop, adam or adamw");
  }
}

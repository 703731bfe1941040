package io.github.jinbei.internal.net;

/** The learning rate and ε of the ranges with one {@link RateFactor}: those of the step times the factors, rounded to float. */
final class Pace {

  private final float factor;

  /** ε; 0 if the optimizer has none. */
  final float epsilon;

  /** The rate that the optimizer's formula multiplies: {@link UpdateRule#stepRate}. */
  float rate;

  /** The factor 1 - rate·λ of the decoupled decay. */
  float keep;

  Pace(UpdateRule rule, RateFactor factor) {
    this.factor = factor.rate();
    this.epsilon = rule.epsilon * factor.epsilon();
  }

  /**
   * Starts a step, after {@link UpdateRule#begin}.
   *
   * @param stepRate the learning rate of the step, without factor
   * @param decoupled λ of the decoupled decay
   */
  void begin(UpdateRule rule, float stepRate, float decoupled) {
    float own = stepRate * factor;
    keep = (float) (1 - (double) own * decoupled);
    rate = rule.stepRate(own);
  }
}

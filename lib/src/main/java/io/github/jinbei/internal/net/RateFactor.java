package io.github.jinbei.internal.net;

/**
 * The factors of a range of parameters in its updates.
 *
 * @param rate multiplies the learning rate
 * @param epsilon multiplies ε of the optimizer, if it has one
 */
public record RateFactor(float rate, float epsilon) {

  /** Learning rate and ε as they are. */
  public static final RateFactor NONE = new RateFactor(1f, 1f);

  /** Returns whether the other has the same factors. The method equals of a record takes milliseconds at its first call. */
  boolean sameAs(RateFactor other) {
    return rate == other.rate && epsilon == other.epsilon;
  }
}

package io.github.jinbei.bench;

/** One implementation's {@link ActivationPass}, ready to run over the same arrays over and over. */
interface ArrayPass {

  /** One pass. */
  void run();

  /** What it made: activations, or deltas. */
  float[] result();

  /** What each element adds to the gradient of its unit's slope, for PReLU's gradient; else empty. */
  float[] slopeGradient();
}

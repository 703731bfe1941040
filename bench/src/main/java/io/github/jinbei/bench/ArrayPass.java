package io.github.jinbei.bench;

/** One implementation's {@link ActivationPass}, which can run repeatedly over the same arrays. */
interface ArrayPass {

  /** Runs one pass. */
  void run();

  /** Returns the result: activations or deltas. */
  float[] result();

  /** Returns what each element adds to the gradient of its unit's slope, for PReLU's gradient; else an empty array. */
  float[] slopeGradient();
}

package io.github.jinbei.internal.net;

/**
 * The parameters and running statistics of one network, and a version number. Whoever changes the arrays in place must call
 * {@link #changed}; copies made of them, such as folded weights, are valid for one version only.
 */
public final class NetworkState {

  private final float[] parameters;
  private final float[] statistics;
  private long version;

  /** The state of a network that keeps its values in the given arrays. */
  public NetworkState(float[] parameters, float[] statistics) {
    this.parameters = parameters;
    this.statistics = statistics;
  }

  /** Returns the parameters themselves, not a copy. */
  public float[] parameters() {
    return parameters;
  }

  /** Returns the running statistics of batch norm themselves, not a copy. */
  public float[] statistics() {
    return statistics;
  }

  /** Returns the version, which each change increases. */
  public long version() {
    return version;
  }

  /** Counts a change of the arrays. */
  public void changed() {
    version++;
  }
}

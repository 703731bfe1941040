package io.github.jinbei.internal.train;

import io.github.jinbei.internal.net.NetworkState;

/** A copy of the parameters and the statistics of a network, allocated once. */
final class Snapshot {

  private final NetworkState network;
  private final float[] parameters;
  private final float[] statistics;

  Snapshot(NetworkState network) {
    this.network = network;
    this.parameters = new float[network.parameters().length];
    this.statistics = new float[network.statistics().length];
  }

  /** Copies the values of the network to here. */
  void take() {
    System.arraycopy(network.parameters(), 0, parameters, 0, parameters.length);
    System.arraycopy(network.statistics(), 0, statistics, 0, statistics.length);
  }

  /** Puts the values kept here under names that begin with {@code name}. */
  void save(TrainingState to, String name) {
    to.put(name + ".parameters", parameters);
    to.put(name + ".statistics", statistics);
  }

  /** Copies to here what {@link #save} put. */
  void load(TrainingState from, String name) {
    System.arraycopy(from.floats(name + ".parameters", parameters.length), 0, parameters, 0, parameters.length);
    System.arraycopy(from.floats(name + ".statistics", statistics.length), 0, statistics, 0, statistics.length);
  }

  /** Copies the values kept here to the network. */
  void putBack() {
    System.arraycopy(parameters, 0, network.parameters(), 0, parameters.length);
    System.arraycopy(statistics, 0, network.statistics(), 0, statistics.length);
    network.changed();
  }
}

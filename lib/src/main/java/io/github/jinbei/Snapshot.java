package io.github.jinbei;

/** A place for the parameters and the statistics of a network, allocated once. */
final class Snapshot {

  private final Mlp mlp;
  private final float[] parameters;
  private final float[] statistics;

  Snapshot(Mlp mlp) {
    this.mlp = mlp;
    this.parameters = new float[mlp.liveParameters().length];
    this.statistics = new float[mlp.liveStatistics().length];
  }

  /** Copies those of the network here. */
  void take() {
    System.arraycopy(mlp.liveParameters(), 0, parameters, 0, parameters.length);
    System.arraycopy(mlp.liveStatistics(), 0, statistics, 0, statistics.length);
  }

  /** Copies those kept here into the network. */
  void putBack() {
    System.arraycopy(parameters, 0, mlp.liveParameters(), 0, parameters.length);
    System.arraycopy(statistics, 0, mlp.liveStatistics(), 0, statistics.length);
    mlp.parametersChanged();
  }
}

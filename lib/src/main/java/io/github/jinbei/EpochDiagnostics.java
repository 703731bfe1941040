package io.github.jinbei;

import java.util.List;

/**
 * The state of a network after an epoch, as a {@link DiagnosticsListener} measures it.
 *
 * @param epoch the number of the epoch, as in {@link EpochResult}
 * @param learningRate the learning rate of the last update
 * @param layers the state of each layer, from the first to the output
 */
public record EpochDiagnostics(int epoch, float learningRate, List<LayerDiagnostics> layers) {

  /**
   * Copies the list.
   *
   * @param epoch the number of the epoch
   * @param learningRate the learning rate of the last update
   * @param layers the state of each layer
   * @throws NullPointerException if layers or an element is null
   */
  public EpochDiagnostics {
    layers = List.copyOf(layers);
  }
}

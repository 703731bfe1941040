package io.github.jinbei.table;

import io.github.jinbei.EpochDiagnostics;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import java.util.List;

/**
 * What a classifier and a regressor have in common.
 *
 * @param features how columns become inputs
 * @param target the name of the target
 * @param networks the trained networks, at least one; no other object uses them
 * @param history the training of each network; empty if they come from a file
 * @param diagnostics the measurements of each network; empty if there are none
 * @param rows the number of rows trained on, also online
 * @param seed of the networks and of the choice of rows
 * @param weighting the weights of rows, also online
 */
record Fitted(Features features, String target, List<Mlp> networks, List<History> history,
    List<List<EpochDiagnostics>> diagnostics, int rows, long seed, Weighting weighting) {

  Fitted {
    networks = List.copyOf(networks);
    history = List.copyOf(history);
    diagnostics = List.copyOf(diagnostics);
  }
}

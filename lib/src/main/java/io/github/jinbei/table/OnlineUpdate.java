package io.github.jinbei.table;

import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.ArrayList;
import java.util.List;

/** Online learning: steps of plain gradient descent on new rows, in their order. */
final class OnlineUpdate {

  /** Rows of a batch; the last one may be shorter. */
  private static final int BATCH = 256;

  /**
   * The dropout of network i in a batch depends on the random stream {@code STREAMS + i} of the seed, and on the number of rows
   * before the batch.
   */
  private static final long STREAMS = 1L << 45;

  private OnlineUpdate() {}

  /** Returns the estimator after one step for each batch. Each of its networks is trained on all rows, on this thread. */
  static Fitted of(Fitted before, Dataset rows, float rate) {
    List<Mlp> networks = new ArrayList<>();
    for (int i = 0; i < before.networks().size(); i++) {
      Mlp net = before.networks().get(i).copy();
      CounterRandom seeds = new CounterRandom(before.seed(), STREAMS + i);
      for (int from = 0; from < rows.rows(); from += BATCH) {
        Dataset batch = rows.slice(from, from + Math.min(BATCH, rows.rows() - from));
        step(net, batch, rate, seeds.bits((long) before.rows() + from), rows.rows() - from <= BATCH);
      }
      networks.add(net);
    }
    int count = (int) Math.min(Integer.MAX_VALUE, (long) before.rows() + rows.rows());
    return new Fitted(before.features(), before.target(), networks, before.history(), before.diagnostics(),
        count, before.seed(), before.weighting());
  }

  private static void step(Mlp net, Dataset batch, float rate, long seed, boolean last) {
    try (Trainer trainer = Recipe.online(net, rate, seed).build()) {
      trainer.apply(trainer.gradient(batch, 0));
      if (last) {
        // Throws an exception if finite parameters give outputs that are not. After other steps the next one does.
        trainer.gradient(batch, 0);
      }
    }
  }
}

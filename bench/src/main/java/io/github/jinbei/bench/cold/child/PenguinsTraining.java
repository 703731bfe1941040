package io.github.jinbei.bench.cold.child;

import io.github.jinbei.EpochResult;
import io.github.jinbei.table.EstimatorListener;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;

/**
 * Trainings of an estimator with its defaults on the sample penguins, one after the other until the measurement ends. The
 * samples of an epoch are the rows that its network is trained on: all rows but those of its fold.
 */
final class PenguinsTraining implements EstimatorListener {

  private final Counter counter;
  private final int rows;
  private boolean goesOn = true;
  private boolean refits;

  private PenguinsTraining(Counter counter, int rows) {
    this.counter = counter;
    this.rows = rows;
  }

  /** Trains until the measurement ends. */
  static void run(Counter counter, int threads) {
    Table table = Penguins.train();
    PenguinsTraining training;
    do {
      training = new PenguinsTraining(counter, table.rows());
      MlpClassifier.builder().threads(threads).listener(training).fit(table, Penguins.TARGET);
    } while (training.goesOn);
  }

  /** Threads of several networks call this one after the other. */
  @Override
  public boolean onEpoch(int network, int networks, EpochResult result) {
    goesOn = counter.add(refits || networks == 1 ? rows : rows - rows / networks) && goesOn;
    return goesOn;
  }

  @Override
  public void onRefit(int epochs) {
    refits = true;
  }
}

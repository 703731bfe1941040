package io.github.jinbei.table;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.EpochResult;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.TrainingJob;
import io.github.jinbei.TrainingListener;
import io.github.jinbei.Trainings;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/** The training of the networks of an estimator: one for each fold, with one {@link Features} of all rows. */
final class Bag {

  /** Network i has the seed of index i of this random stream of the seed. */
  private static final long SEEDS = 1L << 42;

  private final EstimatorListener listener;
  private final int networks;

  /** Whether the listener has ended the training. */
  private volatile boolean ended;

  private Bag(EstimatorListener listener, int networks) {
    this.listener = listener;
    this.networks = networks;
  }

  /**
   * Trains the networks.
   *
   * @param inputs the table without the target
   * @param data makes the data set of all rows, from their inputs and the number of inputs of a row
   */
  static Fitted fit(Task task, EstimatorSettings settings, Table inputs, String target, Folds folds,
      BiFunction<float[], Integer, Dataset> data) {
    Features features = Features.learn(inputs, settings.features());
    Dataset all = data.apply(features.transform(inputs), features.inputs());
    int outputs = all.hasClasses() ? all.classCount() : 1;
    EpochMetric metric = settings.metric() == null ? task.metric(all.rows()) : settings.metric();
    Bag bag = new Bag(settings.listener(), folds.networks());
    CounterRandom seeds = new CounterRandom(settings.seed(), SEEDS);
    List<Mlp> networks = new ArrayList<>();
    List<TrainingJob> jobs = new ArrayList<>();
    for (int i = 0; i < folds.networks(); i++) {
      int number = i;
      long seed = seeds.bits(i);
      Mlp net = Recipe.network(task, settings, features.inputs(), outputs, seed);
      Dataset train = folds.validated() ? all.where(row -> !folds.validates(number, row)) : all;
      Dataset validation = folds.validated() ? all.where(row -> folds.validates(number, row)) : null;
      networks.add(net);
      jobs.add(new TrainingJob(Recipe.trainer(task, settings, net, train.rows(), folds.validated() ? metric : null, seed),
          train, settings.epochs(), validation, settings.listener() == null ? null : bag.listener(i)));
    }
    List<History> histories = Trainings.fitAll(jobs, settings.threads());
    List<Integer> trained = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      if (!histories.get(i).epochs().isEmpty()) {
        trained.add(i);
      }
    }
    if (trained.isEmpty()) {
      throw new CancellationException("the training was ended before a network had completed an epoch");
    }
    return new Fitted(features, target, trained.stream().map(networks::get).toList(),
        trained.stream().map(histories::get).toList(), inputs.rows(), settings.seed());
  }

  /** Returns the listener of one network. */
  private TrainingListener listener(int network) {
    return new TrainingListener() {
      @Override
      public boolean onStep(int epoch, long rowsDone, double batchLoss) {
        return !ended;
      }

      @Override
      public boolean onEpoch(EpochResult result) {
        ended |= !listener.onEpoch(network, networks, result);
        return !ended;
      }
    };
  }
}

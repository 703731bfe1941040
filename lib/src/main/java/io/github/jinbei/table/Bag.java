package io.github.jinbei.table;

import io.github.jinbei.DiagnosticsListener;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.TrainingJob;
import io.github.jinbei.TrainingListener;
import io.github.jinbei.Trainings;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/**
 * The training of the networks of an estimator: one for each fold, with one {@link Features} of all rows; and, for few rows, as
 * many on all rows.
 */
final class Bag {

  /**
   * With fewer rows than this, networks are trained on all of them: a fifth is then worth more to the training than to the
   * choice of an epoch for each network. Chosen on twelve tables ({@code bench/NOTES.md}, "Choice of the defaults").
   */
  private static final int FEW_ROWS = 200;

  /** The rows on which a network is measured; {@link EstimatorBuilder#diagnostics} names their number. */
  private static final int MEASURED_ROWS = 256;

  /** Network i has the seed of index i of this random stream of the seed. */
  private static final long SEEDS = 1L << 42;

  private final Task task;
  private final EstimatorSettings settings;
  private final Dataset all;
  private final CounterRandom seeds;

  /** How many networks are trained side by side. */
  private final int count;

  /** Whether the listener has ended the training. */
  private volatile boolean ended;

  private Bag(Task task, EstimatorSettings settings, Dataset all, int count) {
    this.task = task;
    this.settings = settings;
    this.all = all;
    this.seeds = new CounterRandom(settings.seed(), SEEDS);
    this.count = count;
  }

  /**
   * Networks and the histories of their training.
   *
   * @param diagnostics the listener that measures each network; empty for none
   * @param validation the data that validates each network; empty for none
   */
  private record Networks(List<Mlp> networks, List<History> histories, List<DiagnosticsListener> diagnostics,
      List<Dataset> validation) {

    /** Returns whether all have completed all epochs. */
    boolean complete() {
      return histories.stream().noneMatch(History::stopped);
    }

    /** Returns those that have completed an epoch. */
    Networks begun() {
      List<Integer> begun = new ArrayList<>();
      for (int i = 0; i < histories.size(); i++) {
        if (!histories.get(i).epochs().isEmpty()) {
          begun.add(i);
        }
      }
      return new Networks(chosen(begun, networks), chosen(begun, histories), chosen(begun, diagnostics),
          chosen(begun, validation));
    }

    private static <T> List<T> chosen(List<Integer> numbers, List<T> all) {
      return all.isEmpty() ? all : numbers.stream().map(all::get).toList();
    }

    /**
     * Returns after how many epochs the sum of the losses of all validation rows, times their weights, is the least; of equals
     * the most. 0 if no sum is a number.
     */
    int bestEpoch() {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int epoch = 0; epoch < histories.get(0).epochs().size(); epoch++) {
        double sum = 0;
        for (History history : histories) {
          Evaluation validation = history.epochs().get(epoch).validation();
          sum += validation.rows() * validation.loss();
        }
        if (sum <= least) {
          least = sum;
          best = epoch + 1;
        }
      }
      return best;
    }
  }

  /**
   * Trains the networks.
   *
   * @param inputs the table without the target
   * @param weighting of the data set
   * @param data makes the data set of all rows, from their inputs and the number of inputs of a row
   */
  static Fitted fit(Task task, EstimatorSettings settings, Table inputs, String target, Folds folds, Weighting weighting,
      BiFunction<float[], Integer, Dataset> data) {
    Features features = Features.learn(inputs, settings.features());
    Dataset all = data.apply(features.transform(inputs), features.inputs());
    boolean refit = folds.validated() && (settings.refit() == null ? all.rows() < FEW_ROWS : settings.refit());
    Bag bag = new Bag(task, settings, all, folds.networks());
    Networks onFolds = bag.onFolds(folds, folds.validated() && settings.endsEarly() && !refit);
    int epochs = refit && onFolds.complete() ? onFolds.bestEpoch() : 0;
    onFolds = onFolds.begun();
    if (onFolds.networks.isEmpty()) {
      throw new CancellationException("the training was ended before a network had completed an epoch");
    }
    Networks trained = onFolds;
    if (epochs > 0) {
      Networks again = bag.onAllRows(epochs);
      trained = again.complete() ? again : trained;
    }
    if (settings.calibrate() && folds.validated()) {
      double factor = Temperature.inverse(onFolds.networks, onFolds.validation);
      trained.networks.forEach(network -> Temperature.multiplyOutputs(network, factor));
    }
    return new Fitted(features, target, trained.networks, trained.histories,
        trained.diagnostics.stream().map(DiagnosticsListener::diagnostics).toList(), inputs.rows(), settings.seed(), weighting);
  }

  /**
   * Trains a network without each fold, which validates it.
   *
   * @param endsEarly whether a cycle may end a training
   */
  private Networks onFolds(Folds folds, boolean endsEarly) {
    List<CycleEnd> ends = new ArrayList<>();
    List<Mlp> networks = new ArrayList<>();
    List<TrainingJob> jobs = new ArrayList<>();
    List<DiagnosticsListener> diagnostics = new ArrayList<>();
    List<Dataset> validations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      Dataset train = folds.validated() ? all.where(row -> !folds.validates(number, row)) : all;
      Dataset validation = folds.validated() ? all.where(row -> folds.validates(number, row)) : null;
      Mlp net = network(i);
      TrainerBuilder trainer = Recipe.trainer(task, settings, net, train.rows(), seeds.bits(i));
      CycleEnd end = endsEarly ? new CycleEnd(settings.epochs(), settings.metric()) : null;
      ends.add(end);
      networks.add(net);
      if (validation != null) {
        validations.add(validation);
      }
      jobs.add(new TrainingJob(folds.validated() ? trainer.keepBestEpoch(settings.metric()) : trainer, train,
          settings.epochs(), validation, listener(i, end, train, diagnostics)));
    }
    List<History> histories = new ArrayList<>(Trainings.fitAll(jobs, settings.threads()));
    for (int i = 0; endsEarly && i < count; i++) {
      if (ends.get(i).reached()) {
        histories.set(i, new History(histories.get(i).epochs(), History.End.EARLY_STOPPING));
      }
    }
    return new Networks(networks, histories, diagnostics, validations);
  }

  /** Trains networks on all rows. Their seeds follow those of the networks of the folds. */
  private Networks onAllRows(int epochs) {
    if (settings.listener() != null) {
      settings.listener().onRefit(epochs);
    }
    List<Mlp> networks = new ArrayList<>();
    List<DiagnosticsListener> diagnostics = new ArrayList<>();
    List<TrainingJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Mlp net = network(count + i);
      networks.add(net);
      jobs.add(new TrainingJob(Recipe.trainer(task, settings, net, all.rows(), seeds.bits(count + i)), all, epochs, null,
          listener(i, null, all, diagnostics)));
    }
    return new Networks(networks, Trainings.fitAll(jobs, settings.threads()), diagnostics, List.of());
  }

  private Mlp network(int number) {
    return Recipe.network(task, settings, all.inputs(), all.hasClasses() ? all.classCount() : 1, seeds.bits(number));
  }

  /**
   * Returns the listener of one network, or null.
   *
   * @param end ends the training with a cycle; or null
   * @param train the rows that it is trained on
   * @param diagnostics receives the listener that measures the network, if the settings ask for it
   */
  private TrainingListener listener(int network, CycleEnd end, Dataset train, List<DiagnosticsListener> diagnostics) {
    EstimatorListener listener = settings.listener();
    DiagnosticsListener measures = settings.diagnostics()
        ? new DiagnosticsListener(train.slice(0, Math.min(MEASURED_ROWS, train.rows()))) : null;
    if (measures != null) {
      diagnostics.add(measures);
    }
    return listener == null && end == null && measures == null ? null : new TrainingListener() {
      @Override
      public void onBegin(Trainer trainer) {
        if (measures != null) {
          measures.onBegin(trainer);
        }
      }

      @Override
      public boolean onStep(int epoch, long rowsDone, double batchLoss) {
        return !ended;
      }

      @Override
      public boolean onEpoch(EpochResult result) {
        if (measures != null) {
          measures.onEpoch(result);
        }
        ended |= listener != null && !listener.onEpoch(network, count, result);
        boolean early = !ended && end != null && end.reachedWith(result);
        if (early && listener != null) {
          listener.onEarlyEnd(network, result.epoch());
        }
        return !ended && !early;
      }
    };
  }
}

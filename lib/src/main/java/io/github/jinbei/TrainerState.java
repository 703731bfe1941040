package io.github.jinbei;

import io.github.jinbei.internal.net.NetworkState;
import io.github.jinbei.internal.train.Differences;
import io.github.jinbei.internal.train.TrainerSettings;
import io.github.jinbei.internal.train.TrainingState;
import io.github.jinbei.internal.train.Watchers;
import java.util.List;
import java.util.Map;

/**
 * All values of a network and its trainer that the bits of further training depend on: collects them for a checkpoint, and
 * sets them from one.
 */
final class TrainerState {

  private final Map<String, String> settings;
  private final Schedule schedule;
  private final NetworkState network;
  private final BatchTrainer batches;
  private final SingleBatches singleBatches;
  private final Watchers watchers;
  private final TrainingProgress progress;

  /** @param settings the texts of the settings; empty if the state is never saved */
  TrainerState(TrainerBuilder b, Map<String, String> settings, BatchTrainer batches, SingleBatches singleBatches,
      Watchers watchers, TrainingProgress progress) {
    this.settings = settings;
    this.schedule = b.schedule;
    this.network = b.mlp.state();
    this.batches = batches;
    this.singleBatches = singleBatches;
    this.watchers = watchers;
    this.progress = progress;
  }

  /** Checks that settings are those of a checkpoint. The message of the exception has every difference. */
  static void checkSettings(TrainerBuilder b, TrainerSettings settings, TrainingState from) {
    List<String> differences = Differences.of(SettingsTexts.PREFIX, SettingsTexts.of(b, settings), from.texts());
    long steps = from.number("steps");
    double[] factors = ScheduleFactors.of(b.schedule, steps);
    String ofSchedule = ScheduleFactors.difference(factors, from.doubles(ScheduleFactors.NAME, factors.length), steps);
    if (ofSchedule != null) {
      differences.add(ofSchedule);
    }
    Differences.refuse(differences);
  }

  /** Returns the state. Its arrays are those in use, not copies. */
  TrainingState save() {
    TrainingState to = new TrainingState();
    settings.forEach(to::put);
    to.put(ScheduleFactors.NAME, ScheduleFactors.of(schedule, batches.updates()));
    to.put("parameters", network.parameters());
    to.put("statistics", network.statistics());
    batches.save(to);
    singleBatches.save(to);
    watchers.save(to);
    progress.save(to);
    return to;
  }

  /**
   * Sets all values, after {@link #checkSettings}. If the best epoch is kept and a call is to be continued, the network then
   * has the values of the best epoch, as between calls. If a value is missing, the network is not changed.
   */
  void load(TrainingState from) {
    float[] parameters = from.floats("parameters", network.parameters().length);
    float[] statistics = from.floats("statistics", network.statistics().length);
    batches.load(from);
    singleBatches.load(from);
    watchers.load(from);
    progress.load(from);
    System.arraycopy(parameters, 0, network.parameters(), 0, parameters.length);
    System.arraycopy(statistics, 0, network.statistics(), 0, statistics.length);
    network.changed();
    if (progress.isInterrupted()) {
      watchers.restore();
    }
    progress.noteVersion();
  }
}

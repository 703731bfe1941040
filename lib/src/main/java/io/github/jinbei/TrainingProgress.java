package io.github.jinbei;

import io.github.jinbei.internal.net.NetworkState;
import io.github.jinbei.internal.train.FitData;
import io.github.jinbei.internal.train.TrainingState;
import java.util.Map;

/** How far a training is: the epochs of all calls of {@code fit}, the call under way, and the call to be continued. */
final class TrainingProgress {

  private final NetworkState network;
  private int epochs;

  /** The call under way; null between calls. */
  private CallProgress call;

  /** The call of a checkpoint that the next call continues, if the network still has that version; or null. */
  private CallProgress interrupted;
  private long version;

  /** The progress of a training that has done nothing. */
  TrainingProgress(NetworkState network) {
    this.network = network;
  }

  /** Returns the number of completed epochs over all calls. */
  int epochs() {
    return epochs;
  }

  /** Counts an epoch whose last batch is done. */
  void countEpoch() {
    epochs++;
  }

  /** Returns whether the next call continues that of a checkpoint. */
  boolean continues() {
    return interrupted != null && version == network.version();
  }

  /**
   * Returns the progress of a new call, or that of the call of the checkpoint.
   *
   * @param texts of the data, which are compared with those of the checkpoint
   * @param most the epochs of the call
   */
  CallProgress next(Map<String, String> texts, FitData data, int most) {
    if (!continues()) {
      return new CallProgress(texts);
    }
    interrupted.check(texts, data, most);
    return interrupted;
  }

  /** Forgets the call of the checkpoint: it has been continued or given up. */
  void forgetInterrupted() {
    interrupted = null;
  }

  /** Sets the call under way; null after its end. */
  void setCall(CallProgress call) {
    this.call = call;
  }

  void save(TrainingState to) {
    to.put("epochs", epochs);
    if (call != null) {
      call.save(to);
    }
  }

  /** Takes what {@link #save} put; {@link #load()} follows. */
  void load(TrainingState from) {
    epochs = Math.toIntExact(from.number("epochs"));
    interrupted = CallProgress.load(from, epochs);
  }

  /** Returns whether a call was under way in the checkpoint. */
  boolean isInterrupted() {
    return interrupted != null;
  }

  /** Keeps the version of the network with all values of the checkpoint. */
  void noteVersion() {
    version = network.version();
  }
}

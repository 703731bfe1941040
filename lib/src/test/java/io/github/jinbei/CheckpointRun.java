package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import java.nio.file.Path;

/**
 * A training run that writes checkpoints, in the VM of a test or as a process of its own: dropout, batch norm, Adam, a
 * plateau, early stopping and validation data. The same number of epochs gives the same {@link #hash}, however often the run
 * is interrupted.
 */
final class CheckpointRun {

  private static final int BATCHES = 5;
  private static final Dataset TRAIN = Samples.classData(4 * BATCHES + 2);
  private static final Dataset VALIDATION = Samples.classData(9);

  private CheckpointRun() {}

  /** Returns how many updates a run makes. */
  static int steps(int epochs) {
    return (BATCHES + 1) * epochs;
  }

  /** Returns a builder with the settings of the run. */
  static TrainerBuilder builder() {
    return Samples.settings(Samples.normed(Norm.BATCH, 0.2f)).optimizer(Optimizer.adam(0.002f))
        .reduceOnPlateau(0.99f, 40, 0f).earlyStopping(1_000_000, 0f);
  }

  /** Runs the rest of the epochs. Returns a hash of the network and the history. */
  static String hash(TrainerBuilder builder, int epochs) {
    try (Trainer trainer = builder.build()) {
      History history = trainer.fit(TRAIN, epochs, VALIDATION, null);
      BitHash hash = new BitHash();
      history.epochs().forEach(hash::add);
      return hash.add(builder.mlp.parameters()).add(builder.mlp.statistics()).hex();
    }
  }

  /** Arguments: folder, epochs, updates between two checkpoints, continue or end after a failure. Prints the hash. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Checkpoints checkpoints = Checkpoints.in(folder).every(Long.parseLong(args[2]));
    TrainerBuilder builder = builder()
        .checkpoints(args[3].equals("continue") ? checkpoints.continueAfterFailure() : checkpoints);
    if (!Checkpoint.files(folder).isEmpty()) {
      builder.resume(folder);
    }
    System.out.println("hash " + hash(builder, Integer.parseInt(args[1])));
  }
}

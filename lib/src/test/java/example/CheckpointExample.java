package example;

import io.github.jinbei.Activation;
import io.github.jinbei.Checkpoint;
import io.github.jinbei.Checkpoints;
import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.TrainingListener;
import io.github.jinbei.data.Digits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Early stopping, and checkpoints: a training that fails and is started again has the bits of one that never failed.
 *
 * <pre>
 * $ java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar lib/src/test/java/example/CheckpointExample.java
 * failure after an epoch, checkpoint after 30 updates
 * 25 epochs, accuracy 0.9582
 * 25 epochs, accuracy 0.9582
 * equal bits: true
 * </pre>
 */
public final class CheckpointExample {

  public static void main(String[] args) throws IOException {
    Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("checkpoints");
    try {
      train(folder.resolve("a"), result -> {
        throw new IllegalStateException("failure after an epoch");
      });
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage() + ", checkpoint after " + Checkpoint.newest(folder.resolve("a")).steps() + " updates");
    }
    Mlp resumed = train(folder.resolve("a"), result -> true);
    Mlp neverFailed = train(folder.resolve("b"), result -> true);
    System.out.println("equal bits: " + Arrays.equals(resumed.parameters(), neverFailed.parameters()));
  }

  /** Trains a network, from the newest checkpoint on if there is one. */
  private static Mlp train(Path folder, TrainingListener listener) throws IOException {
    Mlp net = Mlp.builder(64).dense(32, Activation.RELU).dropout(0.1f).classes(10).seed(1).build();
    TrainerBuilder settings = Trainer.builder(net).validationFraction(0.1f).earlyStopping(3, 0).seed(1)
        .checkpoints(Checkpoints.in(folder).every(30));   // updates
    if (!Checkpoint.files(folder).isEmpty()) {
      settings.resume(folder);
    }
    try (Trainer trainer = settings.build()) {
      int epochs = trainer.fit(Digits.train(), 50, listener).epochs().size();
      System.out.printf("%d epochs, accuracy %.4f%n", epochs, trainer.evaluate(Digits.heldOut()).accuracy());
    }
    return net;
  }
}

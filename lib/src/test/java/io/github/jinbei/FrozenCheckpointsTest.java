package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.jinbei.data.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checkpoint files of every version, each written by a library of its time, with the results of the training that they
 * interrupted. They are never written again. If a hash changes, a training that somebody has interrupted ends elsewhere.
 */
@BitEquality
@Tag("pinned")
@Tag("small")
class FrozenCheckpointsTest {

  private static final int ROWS = 46;
  private static final int EPOCHS = 6;

  @TempDir
  private Path folder;

  /** The trainings, and the updates and epochs of their checkpoints. */
  enum Run {
    /** In the middle of an epoch. */
    CLASSES("checkpoint-1-classes", 31, 4, "160076bbdc6cf33df650e8decf344a661de46a7029ffded93a439ef735bbb128") {
      @Override
      Mlp net() {
        return Mlp.builder(5).dense(7, Activation.PRELU).norm(Norm.BATCH).dropout(0.2f).dense(6, Activation.GELU)
            .norm(Norm.LAYER).dense(3, Activation.SOFTMAX).seed(21).build();
      }

      @Override
      TrainerBuilder settings(TrainerBuilder builder) {
        return builder.optimizer(Optimizer.adamw(0.02f, 0.01f)).schedule(Schedule.cosine(60).warmUp(5)).batchSize(7)
            .microBatch(4).clipNorm(0.8f).clipValue(0.5f).labelSmoothing(0.1f).classWeights(1f, 2f, 0.5f).l1(1e-4f)
            .reduceOnPlateau(0.5f, 1, 0.001f).earlyStopping(5, 0.01f).seed(22);
      }

      @Override
      Dataset data() {
        int[] classes = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
          classes[i] = i * i % 3;
        }
        return Dataset.ofClasses(inputs(1, 5), 5, classes, 3);
      }

      @Override
      Dataset validation() {
        return data().slice(30, ROWS);
      }
    },

    /** The same, with settings that came with the models of tables. */
    FACTORS("checkpoint-1-factors", 22, 3, "2170ab3e192713bcc4cc3db6be991507d1392e121e8add1d1ced4b6916d86426") {
      @Override
      Mlp net() {
        return Mlp.builder(5).inputFactors().dense(7, Activation.SELU).dense(6, Activation.PRELU).dense(3, Activation.SOFTMAX)
            .seed(25).build();
      }

      @Override
      TrainerBuilder settings(TrainerBuilder builder) {
        return builder.optimizer(Optimizer.adam(0.04f, 0.9f, 0.95f, 1e-8f)).schedule(Schedule.coslog4(36)).batchSize(7)
            .dropPartialBatch(true).keepBestEpoch(EpochMetric.ACCURACY).rateFactor(0, ParameterKind.INPUT_FACTORS, 6f)
            .rateFactor(0, ParameterKind.WEIGHTS, 0.4f, 2.5f).rateFactor(1, ParameterKind.BIASES, 0.1f).seed(26);
      }

      @Override
      Dataset data() {
        return CLASSES.data();
      }

      @Override
      Dataset validation() {
        return CLASSES.validation();
      }
    },

    /** At the end of an epoch; the validation rows are set aside. */
    REGRESSION("checkpoint-1-regression", 30, 3, "684dd2d0a592a28b36e045d5169df8f1739943197e9f90107b5afc0d06d5ff58") {
      @Override
      Mlp net() {
        return Mlp.builder(5).dense(8, Activation.TANH).regression(2).seed(23).build();
      }

      @Override
      TrainerBuilder settings(TrainerBuilder builder) {
        return builder.optimizer(Optimizer.momentum(0.05f, 0.9f)).batchSize(4).weightDecay(1e-3f).validationFraction(0.2)
            .seed(24);
      }

      @Override
      Dataset data() {
        return Dataset.ofTargets(inputs(2, 5), 5, inputs(3, 2), 2);
      }
    };

    final String file;
    final long steps;
    final int epochs;
    private final String hash;

    Run(String file, long steps, int epochs, String hash) {
      this.file = file;
      this.steps = steps;
      this.epochs = epochs;
      this.hash = hash;
    }

    abstract Mlp net();

    abstract TrainerBuilder settings(TrainerBuilder builder);

    abstract Dataset data();

    Dataset validation() {
      return null;
    }

    /** Trains with these settings and those of the run. Returns a hash of the network and the history. */
    String trained(Function<TrainerBuilder, TrainerBuilder> more) {
      Mlp mlp = net();
      try (Trainer trainer = more.apply(settings(Trainer.builder(mlp))).threads(1).build()) {
        BitHash hash = new BitHash();
        trainer.fit(data(), EPOCHS, validation(), null).epochs().forEach(hash::add);
        return hash.add(mlp.parameters()).add(mlp.statistics()).hex();
      }
    }
  }

  private static float[] inputs(long seed, int width) {
    Random random = new Random(seed);
    float[] inputs = new float[ROWS * width];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = 2 * random.nextFloat() - 1;
    }
    return inputs;
  }

  @ParameterizedTest
  @EnumSource
  void theTrainingEndsAsItWouldHaveThen(Run run) throws IOException {
    Path file = folder.resolve("frozen.safetensors");
    try (InputStream in = FrozenCheckpointsTest.class.getResourceAsStream(run.file + ".safetensors")) {
      assertNotNull(in, run.file);
      Files.write(file, in.readAllBytes());
    }
    Checkpoint checkpoint = Checkpoint.read(file);
    assertEquals(run.steps, checkpoint.steps());
    assertEquals(run.epochs, checkpoint.epochs());
    assertEquals("frozen", checkpoint.note());
    assertEquals(run.hash, run.trained(builder -> builder.resume(checkpoint)), "resumed on backend " + Backend.current());
    assertEquals(run.hash, run.trained(builder -> builder), "from the start");
  }
}

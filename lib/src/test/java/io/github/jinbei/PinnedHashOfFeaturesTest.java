package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.train.TrainingState;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Pinned hashes like those of {@link PinnedHashTest}, for other features of training: one hash for all numbers of threads,
 * backends, JDKs and machines; and one for all sizes of micro-batches.
 */
@BitEquality
@Tag("pinned")
class PinnedHashOfFeaturesTest {

  private static final int INPUTS = 203;
  private static final int OUTPUTS = 7;
  private static final int ROWS = 450; // two batches of 200, worth several threads, and one of 50

  private static final String BATCH_NORM = "3132cd6304ed18abfeb6c4e9611b76640e98a1690b2654d07dc989853c3ab1d1";
  private static final String INPUT_FACTORS = "5039e0b120ed1f9ff235c473a254db4b5c6e20cd117170369a13368ae77574d0";
  private static final String ACCUMULATION = "c471192bf0ea52830b3dc85db9ab916b0a29f36ae1e88733358df7da7aed8c55";
  private static final String RATE_FACTORS = "86c6635c3166e9aed14061863e439727c02ddbf9342093b0c8560f87ff80662b";

  /** Dropout, batch norm, Adam, warm-up, SiLU and PReLU. */
  @Test
  void batchNormAndDropoutGiveTheseBitsByAnyNumberOfThreads() {
    for (int threads : new int[] {1, 2, 3}) {
      assertEquals(BATCH_NORM, hash(batchNormAndDropout(48), threads), threads + " threads, backend " + Backend.current());
    }
  }

  /** The same training, resumed in the middle of the second epoch, by a network of other values and another team. */
  @Test
  void aResumedTrainingGivesTheseBits() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 4);
    assertEquals(BATCH_NORM, hash(batchNormAndDropout(48), 2, written, null), "with checkpoints, " + Backend.current());
    assertEquals(BATCH_NORM, hash(batchNormAndDropout(1), 3, null, written.states.get(0)), "resumed, " + Backend.current());
  }

  private static TrainerBuilder batchNormAndDropout(long seed) {
    Mlp mlp = Mlp.builder(INPUTS).dense(181, Activation.SILU).norm(Norm.BATCH).dropout(0.2f)
        .dense(90, Activation.PRELU).norm(Norm.BATCH).dropout(0.1f).dense(OUTPUTS, Activation.SOFTMAX).seed(seed).build();
    return Trainer.builder(mlp).optimizer(Optimizer.adam(0.003f)).schedule(Schedule.cosine(6).warmUp(3));
  }

  /** Factors of the inputs, and all that a recipe for tables sets. */
  @Test
  void inputFactorsGiveTheseBitsByAnyNumberOfThreads() {
    for (int threads : new int[] {1, 2, 3}) {
      Mlp mlp = Mlp.builder(INPUTS).inputFactors().dense(181, Activation.SELU).weights(Initializer.LECUN)
          .biases(Initializer.NORMAL).dense(OUTPUTS, Activation.SOFTMAX).weights(Initializer.constant(0)).seed(52).build();
      TrainerBuilder settings = Trainer.builder(mlp).optimizer(Optimizer.adam(0.04f, 0.9f, 0.95f, 1e-8f))
          .schedule(Schedule.coslog4(6)).rateFactor(0, ParameterKind.INPUT_FACTORS, 6).labelSmoothing(0.1f)
          .rateFactor(0, ParameterKind.WEIGHTS, 0.07f, 14.2f).weightDecay(1e-4f).decayBiases(true);
      assertEquals(INPUT_FACTORS, hash(settings, threads), threads + " threads, backend " + Backend.current());
    }
  }

  /** Batches in 1, 2 and 5 parts: layer norm, dropout, weights, clipping and both decays. */
  @Test
  void accumulationGivesTheseBitsInAnyNumberOfParts() {
    for (int parts : new int[] {1, 2, 5}) {
      for (int threads : new int[] {1, 3}) {
        Mlp mlp = Mlp.builder(INPUTS).dense(181, Activation.GELU).norm(Norm.LAYER).dropout(0.2f)
            .dense(90, Activation.elu(1.3f)).dense(OUTPUTS, Activation.SOFTMAX).seed(49).build();
        TrainerBuilder settings = Trainer.builder(mlp).optimizer(Optimizer.adamw(0.002f, 0.05f)).weightDecay(1e-4f)
            .l1(1e-5f).clipNorm(0.5f).labelSmoothing(0.1f).classWeights(1f, 2f, 0.5f, 1f, 1f, 3f, 0.1f)
            .microBatch(200 / parts);
        assertEquals(ACCUMULATION, hash(settings, threads),
            parts + " parts, " + threads + " threads, backend " + Backend.current());
      }
    }
  }

  /** The settings of the recipe for tables, and PReLU and layer norm with rates of their own. */
  @Test
  void rateFactorsGiveTheseBitsByAnyNumberOfThreads() {
    for (int threads : new int[] {1, 2, 3}) {
      Mlp mlp = Mlp.builder(INPUTS).dense(181, Activation.SELU).dense(90, Activation.PRELU).norm(Norm.LAYER)
          .dense(OUTPUTS, Activation.SOFTMAX).seed(52).build();
      TrainerBuilder settings = Trainer.builder(mlp).optimizer(Optimizer.adam(0.01f, 0.9f, 0.95f, 1e-8f))
          .schedule(Schedule.coslog4(5)).labelSmoothing(0.1f).dropPartialBatch(true).keepBestEpoch(EpochMetric.ACCURACY)
          .rateFactor(0, ParameterKind.WEIGHTS, 0.07f, 14.2f).rateFactor(0, ParameterKind.BIASES, 0.1f)
          .rateFactor(1, ParameterKind.ACTIVATIONS, 6f).rateFactor(1, ParameterKind.NORMS, 2f, 0.5f);
      assertEquals(RATE_FACTORS, hash(settings, threads), threads + " threads, backend " + Backend.current());
    }
  }

  /** Returns the hash of the parameters, running statistics, losses and predictions after two epochs. */
  private static String hash(TrainerBuilder settings, int threads) {
    return hash(settings, threads, null, null);
  }

  private static String hash(TrainerBuilder settings, int threads, CheckpointWriter writer, TrainingState from) {
    Mlp mlp = settings.mlp;
    Random random = new Random(50);
    float[] x = new float[ROWS * INPUTS];
    int[] classes = new int[ROWS];
    float[] weights = new float[ROWS];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() * 2 - 1;
    }
    for (int i = 0; i < ROWS; i++) {
      classes[i] = random.nextInt(OUTPUTS);
      weights[i] = random.nextFloat() * 2;
    }
    Dataset data = Dataset.ofClasses(x, INPUTS, classes, OUTPUTS).withWeights(weights);
    BitHash hash = new BitHash();
    Set<Thread> before = WorkerThreads.alive();
    try (Trainer trainer = settings.batchSize(200).seed(51).threads(threads).build(writer, from)) {
      for (EpochResult epoch : trainer.fit(data, 2, data, null).epochs()) {
        hash.add(epoch);
      }
      assertEquals(threads - 1, WorkerThreads.since(before).size(), "helping threads");
    }
    float[] predictions = new float[ROWS * OUTPUTS];
    mlp.predict(x, 0, ROWS, predictions, 0);
    return hash.add(predictions).add(mlp.parameters()).add(mlp.statistics()).hex();
  }
}

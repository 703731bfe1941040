package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.train.TrainingState;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A training is resumed with the settings, the network and the data of its checkpoint only; every difference is named. */
class ResumeSettingsTest {

  private static final Dataset DATA = Samples.classData(54);
  private static final Dataset VALIDATION = Samples.classData(80).slice(54, 80);
  private static final Activation CUSTOM = Activation.custom("mine", z -> z, z -> 1);

  private static MlpBuilder layers(Norm norm, float dropout, Activation hidden) {
    return Mlp.builder(4).dense(6, Activation.leakyRelu(0.02f)).norm(norm).dropout(dropout).dense(5, hidden).norm(norm);
  }

  private static MlpBuilder factored() {
    return Mlp.builder(4).inputFactors().dense(6, Activation.leakyRelu(0.02f)).norm(Norm.BATCH).dropout(0.2f);
  }

  private static Mlp net() {
    return layers(Norm.BATCH, 0.2f, Activation.PRELU).dense(3, Activation.SOFTMAX).build();
  }

  private static TrainerBuilder settings(Mlp mlp) {
    return Samples.settings(mlp).optimizer(Optimizer.adam(0.02f)).schedule(Schedule.cosine(1000)).earlyStopping(9, 0.01f);
  }

  /** A state in the middle of the third epoch. */
  private static TrainingState state() {
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 31);
    settings(net()).build(written, null).fit(DATA, 3, VALIDATION);
    return written.states.get(0);
  }

  private static final TrainingState STATE = state();

  /** One change, and the message that names it. */
  private record Change(String message, Mlp mlp, Consumer<TrainerBuilder> settings) {

    static Change of(String message, Consumer<TrainerBuilder> settings) {
      return new Change(message, net(), settings);
    }

    static Change of(String message, Mlp mlp) {
      return new Change(message, mlp, b -> { });
    }

    TrainerBuilder builder() {
      TrainerBuilder b = ResumeSettingsTest.settings(mlp);
      settings.accept(b);
      return b;
    }

    @Override
    public String toString() {
      return message;
    }
  }

  private static List<Change> changes() {
    return List.of(
        Change.of("batchSize is 8, in the checkpoint 4", b -> b.batchSize(8)),
        Change.of("microBatch is 2, in the checkpoint none", b -> b.microBatch(2)),
        Change.of("weightDecay is 0.001, in the checkpoint 0", b -> b.weightDecay(1e-3f)),
        Change.of("l1 is 1E-9, in the checkpoint 0", b -> b.l1(1e-9f)),
        Change.of("decayBiases is true, in the checkpoint false", b -> b.decayBiases(true)),
        Change.of("clipValue is 0.5, in the checkpoint none", b -> b.clipValue(0.5f)),
        Change.of("clipNorm is 0.5, in the checkpoint none", b -> b.clipNorm(0.5f)),
        Change.of("labelSmoothing is 0.1, in the checkpoint 0", b -> b.labelSmoothing(0.1f)),
        Change.of("classWeights is 1, 2, 0.1, in the checkpoint none", b -> b.classWeights(1f, 2f, 0.1f)),
        Change.of("freeze is 0, 1, in the checkpoint none", b -> b.freeze(0, 1)),
        Change.of("rateFactor is WEIGHTS of 0: 0.5, 1; NORMS of 1: 3, 0.25, in the checkpoint none",
            b -> b.rateFactor(0, ParameterKind.WEIGHTS, 0.5f).rateFactor(1, ParameterKind.NORMS, 3f, 0.25f)),
        Change.of("earlyStopping is 10, 0.01, in the checkpoint 9, 0.01", b -> b.earlyStopping(10, 0.01f)),
        Change.of("earlyStopping is 9, 0.010000001, in the checkpoint 9, 0.01",
            b -> b.earlyStopping(9, Math.nextUp(0.01f))),
        Change.of("keepBestEpoch is ACCURACY, in the checkpoint none", b -> b.keepBestEpoch(EpochMetric.ACCURACY)),
        Change.of("dropPartialBatch is true, in the checkpoint none", b -> b.dropPartialBatch(true)),
        Change.of("reduceOnPlateau is 0.5, 3, 0, in the checkpoint none", b -> b.reduceOnPlateau(0.5f, 3, 0f)),
        Change.of("validationFraction is 0.15, in the checkpoint 0", b -> b.validationFraction(0.15)),
        Change.of("weightedValidation is true, in the checkpoint none", b -> b.weightedValidation(true)),
        Change.of("seed is 1, in the checkpoint 20260310", b -> b.seed(1)),
        Change.of("loss is squared_error, in the checkpoint cross_entropy", b -> b.loss(Loss.SQUARED_ERROR)),
        Change.of("optimizer is adam 0.9 0.999 1E-8, learning rate 0.03, in the checkpoint adam 0.9 0.999 1E-8, learning rate "
            + "0.02", b -> b.optimizer(Optimizer.adam(0.03f))),
        Change.of("optimizer is adam 0.9 0.998 1E-8, learning rate 0.02, in the checkpoint adam 0.9 0.999 1E-8, learning rate "
            + "0.02", b -> b.optimizer(Optimizer.adam(0.02f, 0.9f, 0.998f, 1e-8f))),
        Change.of("the factor of the schedule at step 1 is 0.9999993831498518, in the checkpoint 0.999997532600929",
            b -> b.schedule(Schedule.cosine(2000))),
        Change.of("the factor of the schedule at step 31 is NaN, in the checkpoint 0.9976307011031542",
            b -> b.schedule(step -> {
              if (step == 31) {
                throw new IllegalStateException();
              }
              return Schedule.cosine(1000).factor(step);
            })),
        Change.of("norms is LAYER, LAYER, NONE, in the checkpoint BATCH, BATCH, NONE",
            layers(Norm.LAYER, 0.2f, Activation.PRELU).dense(3, Activation.SOFTMAX).build()),
        Change.of("dropouts is 0.25, 0, 0, in the checkpoint 0.2, 0, 0",
            layers(Norm.BATCH, 0.25f, Activation.PRELU).dense(3, Activation.SOFTMAX).build()),
        Change.of("activations is leaky_relu(0.02), mine, softmax, in the checkpoint leaky_relu(0.02), prelu, softmax",
            layers(Norm.BATCH, 0.2f, CUSTOM).dense(3, Activation.SOFTMAX).build()),
        Change.of("inputFactors is trained, in the checkpoint none",
            factored().dense(5, Activation.PRELU).norm(Norm.BATCH).dense(3, Activation.SOFTMAX).build()),
        Change.of("network is 4-6-5-4, in the checkpoint 4-6-5-3",
            layers(Norm.BATCH, 0.2f, Activation.PRELU).dense(4, Activation.SOFTMAX).build()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeIsNamed(Change change) {
    float[] before = change.mlp.parameters();
    assertMessage(change.message + "; expected no difference", () -> change.builder().build(null, STATE));
    Bits.assertSame(before, change.mlp.parameters(), "the network");
  }

  @Test
  void allChangesAreNamed() {
    TrainerBuilder b = settings(layers(Norm.NONE, 0.2f, Activation.PRELU).dense(3, Activation.SOFTMAX).build())
        .batchSize(64).seed(2).schedule(Schedule.constant());
    assertMessage("norms is NONE, NONE, NONE, in the checkpoint BATCH, BATCH, NONE; batchSize is 64, in the checkpoint 4; seed "
        + "is 2, in the checkpoint 20260310; the factor of the schedule at step 1 is 1, in the checkpoint 0.999997532600929; "
        + "expected no difference", () -> b.build(null, STATE));
  }

  /** Every setter of the builder has its text, except those that are compared otherwise or on which no bit depends. */
  @Test
  void everySettingHasAText() {
    Set<String> setters = new TreeSet<>();
    for (Method method : TrainerBuilder.class.getMethods()) {
      if (method.getReturnType() == TrainerBuilder.class) {
        setters.add(method.getName());
      }
    }
    setters.removeAll(Set.of("schedule", "threads", "checkpoints", "resume"));
    setters.addAll(Set.of("network", "inputFactors", "activations", "norms", "dropouts"));
    Set<String> texts = new TreeSet<>();
    for (String name : STATE.texts().keySet()) {
      if (name.startsWith("settings.")) {
        texts.add(name.substring("settings.".length()));
      }
    }
    assertEquals(setters, texts);
  }

  /** The bits do not depend on these: threads, and without batch norm the parts of a batch. */
  @Test
  void otherSettingsMayChange() {
    settings(net()).threads(3).build(null, STATE).close();
    Mlp mlp = Samples.classifier();
    MemoryCheckpoints written = new MemoryCheckpoints(step -> false);
    Samples.settings(mlp).microBatch(3).build(written, null).fit(DATA, 1);
    Samples.settings(mlp).microBatch(2).build(null, written.last()).close();
  }

  /** A later version may add settings: they are compared as none with a state without them, and the reverse. */
  @Test
  void unknownSettingsAreNone() {
    TrainingState later = MemoryCheckpoints.copy(STATE, "settings.microBatch");
    later.put("settings.cutmix", "none");
    settings(net()).build(null, later);
    later.put("settings.cutmix", "0.2");
    assertMessage("cutmix is none, in the checkpoint 0.2; expected no difference", () -> settings(net()).build(null, later));
  }

  @Test
  void otherDataAreNamed() {
    Trainer trainer = settings(net()).build(null, STATE);
    float[] x = Samples.values(4 * 54);
    int[] labels = Samples.labels(54, 3);
    assertDataRefused("train is 52 rows of 4 inputs and a class of 3, in the checkpoint 54 rows of 4 inputs and a class of 3; "
        + "train.sha256 is ", trainer, DATA.slice(0, 52), VALIDATION);
    assertDataRefused("train is 54 rows of 4 inputs and 3 targets, in the checkpoint 54 rows of 4 inputs and a class of 3; ",
        trainer, Dataset.ofTargets(x, 4, Samples.oneHot(labels, 3), 3), VALIDATION);
    assertDataRefused("train is 54 rows of 4 inputs and a class of 2, in", trainer,
        Dataset.ofClasses(x, 4, new int[54], 2), VALIDATION);
    assertDataRefused("train is 54 rows of 4 inputs and a class of 3, weighted, in", trainer,
        DATA.withWeights(new float[54]), VALIDATION);
    assertDataRefused("validation is 54 rows of 4 inputs and a class of 3, in the checkpoint 26 rows of ", trainer, DATA,
        DATA);
    x[4 * 54 - 1] = Math.nextUp(x[4 * 54 - 1]);
    assertDataRefused("train.sha256 is ", trainer, Dataset.ofClasses(x, 4, labels, 3), VALIDATION);
    labels[0] = (labels[0] + 1) % 3;
    assertDataRefused("train.sha256 is ", trainer, Dataset.ofClasses(Samples.values(4 * 54), 4, labels, 3), VALIDATION);
    assertEquals(3, trainer.fit(DATA, 3, VALIDATION).epochs().size(), "with the data of the checkpoint");
  }

  private static void assertDataRefused(String begins, Trainer trainer, Dataset train, Dataset validation) {
    String message = assertThrows(IllegalArgumentException.class, () -> trainer.fit(train, 3, validation)).getMessage();
    assertTrue(message.startsWith(begins), message);
    assertTrue(message.matches(".*; expected no difference"), message);
    assertEquals(31, trainer.steps(), "nothing is done");
  }

  /** Weights and targets are part of the hash, also where rows are copied in several blocks. */
  @Test
  void eachValueCounts() {
    int rows = 700;
    float[] x = Samples.values(40 * rows);
    float[] y = Samples.values(3 * rows);
    float[] weights = new float[rows];
    MemoryCheckpoints written = new MemoryCheckpoints(step -> step == 1);
    Executable[] calls = new Executable[4];
    for (int i = 0; i < 5; i++) {
      Mlp mlp = Mlp.builder(40).dense(3, Activation.IDENTITY).build();
      if (i == 0) {
        Trainer.builder(mlp).build(written, null).fit(Dataset.ofTargets(x, 40, y, 3).withWeights(weights), 2);
        continue;
      }
      Trainer trainer = Trainer.builder(mlp).build(null, written.states.get(0));
      float[] changed = i == 1 ? x.clone() : i == 2 ? y.clone() : weights.clone();
      changed[changed.length - 1] += i == 4 ? 0 : 0.5f;
      Dataset data = Dataset.ofTargets(i == 1 ? changed : x, 40, i == 2 ? changed : y, 3)
          .withWeights(i == 3 ? changed : weights);
      calls[i - 1] = () -> trainer.fit(data, 2);
    }
    for (int i = 0; i < 3; i++) {
      String message = assertThrows(IllegalArgumentException.class, calls[i]).getMessage();
      assertTrue(message.startsWith("train.sha256 is "), message);
    }
    assertDoesNotThrow(calls[3]);
  }

  private static void assertMessage(String expected, Executable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}

package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

  private static final long SEED = 20260106;
  private static final float RATE = 0.25f;

  /** The random stream of the shuffle of epoch 0; epochs are counted from 1. */
  private static final long SHUFFLE_STREAMS = 1L << 32;

  private static float[] values(int length) {
    Random random = new Random(SEED);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private static int[] labels(int rows, int classes) {
    Random random = new Random(SEED + 1);
    int[] labels = new int[rows];
    for (int r = 0; r < rows; r++) {
      labels[r] = random.nextInt(classes);
    }
    return labels;
  }

  static List<Activation> outputs() {
    List<Activation> outputs = new ArrayList<>(Activation.all());
    outputs.addAll(List.of(Activation.leakyRelu(0.01f), Activation.elu(1.3f)));
    return outputs;
  }

  /** 4-6-3. */
  private static Mlp net(Activation output) {
    return Mlp.builder(4).dense(6, Activation.TANH).dense(3, output).seed(SEED).build();
  }

  private static Mlp classifier() {
    return net(Activation.SOFTMAX);
  }

  private static Dataset classData(int rows) {
    return Dataset.ofClasses(values(4 * rows), 4, labels(rows, 3), 3);
  }

  private static TrainerBuilder settings(Mlp mlp) {
    return Trainer.builder(mlp).optimizer(Optimizer.sgd(RATE)).seed(SEED);
  }

  /** Returns the loss of one row in double, from its prediction. */
  private static double rowLoss(Loss loss, float[] a, float[] y, int at, int outputs) {
    double total = 0;
    for (int j = at; j < at + outputs; j++) {
      double e = Math.abs((double) a[j] - y[j]);
      total += switch (loss.name()) {
        case "squared_error" -> 0.5 * e * e;
        case "absolute_error" -> e;
        case "huber(0.5)" -> e <= 0.5 ? 0.5 * e * e : 0.5 * (e - 0.25);
        case "binary_cross_entropy" -> -y[j] * Math.log(a[j]) - (1 - y[j]) * Math.log(1.0 - a[j]);
        case "cross_entropy" -> y[j] == 0 ? 0 : -y[j] * Math.log(a[j]);
        default -> throw new IllegalArgumentException("loss = " + loss);
      };
    }
    return total;
  }

  private static double meanLoss(Mlp mlp, Loss loss, float[] x, float[] y, int rows) {
    float[] a = new float[rows * mlp.outputs()];
    mlp.predict(x, 0, rows, a, 0);
    double total = 0;
    for (int r = 0; r < rows; r++) {
      total += rowLoss(loss, a, y, r * mlp.outputs(), mlp.outputs());
    }
    return total / rows;
  }

  private static float[] oneHot(int[] labels, int classes) {
    float[] y = new float[labels.length * classes];
    for (int r = 0; r < labels.length; r++) {
      y[r * classes + labels[r]] = 1f;
    }
    return y;
  }

  private static void assertRefused(Class<? extends RuntimeException> kind, Executable call, String... inMessage) {
    String message = assertThrows(kind, call).getMessage();
    for (String part : inMessage) {
      assertTrue(message.contains(part), message + " does not tell of " + part);
    }
  }

  /** A listener that keeps what it receives and ends training at a given point. */
  private static final class Recorder implements TrainingListener {
    final List<EpochResult> results = new ArrayList<>();
    final List<Integer> epochs = new ArrayList<>();
    final List<Long> rowsDone = new ArrayList<>();
    final List<Double> losses = new ArrayList<>();
    int epochsToTake = Integer.MAX_VALUE;
    int stepsToTake = Integer.MAX_VALUE;

    @Override
    public boolean onEpoch(EpochResult result) {
      results.add(result);
      return results.size() < epochsToTake;
    }

    @Override
    public boolean onStep(int epoch, long rows, double batchLoss) {
      epochs.add(epoch);
      rowsDone.add(rows);
      losses.add(batchLoss);
      return losses.size() < stepsToTake;
    }
  }

  // What is learned

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 1000})
  void learnsALineWithOneLinearUnit(int batchSize) {
    float[] x = new float[21];
    float[] y = new float[21];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - 10) / 10f;
      y[i] = 2 * x[i] + 1;
    }
    Mlp line = Mlp.builder(1).dense(1, Activation.IDENTITY).seed(SEED).build();
    settings(line).batchSize(batchSize).build().fit(Dataset.ofTargets(x, 1, y, 1), 200);
    assertEquals(2, line.parameters()[0], 1e-3, "w");
    assertEquals(1, line.parameters()[1], 1e-3, "b");
  }

  /** The rounding error of a loss of floats of about 1, sums of a few terms: about 2^-20 of it. */
  @ParameterizedTest
  @CsvSource({"identity, squared_error", "sigmoid, squared_error", "softmax, squared_error",
      "sigmoid, binary_cross_entropy", "softmax, cross_entropy", "tanh, absolute_error", "softplus, huber(0.5)"})
  void aStepReturnsTheMeanLossPlusDecay(String outputName, String lossName) {
    Activation output = Activation.parse(outputName);
    Loss loss = Loss.parse(lossName);
    float[] x = values(4 * 13);
    int[] labels = labels(13, 3);
    for (int rows : new int[] {1, 2, 13}) {
      for (float lambda : new float[] {0f, 0.01f}) {
        Mlp mlp = net(output);
        double expected = meanLoss(mlp, loss, x, oneHot(labels, 3), rows) + lambda * weightSquares(mlp);
        Trainer trainer = settings(mlp).loss(loss).weightDecay(lambda).build();
        double actual = trainer.step(x, 0, labels, 0, rows);
        assertEquals(expected, actual, 0x1p-20 * expected, rows + " rows, decay " + lambda + ", seed " + SEED);
      }
    }
  }

  private static double weightSquares(Mlp mlp) {
    float[] p = mlp.parameters();
    double squares = 0;
    for (int i = 0; i < p.length; i++) {
      boolean weight = i < 24 || i >= 30 && i < 48;
      squares += weight ? (double) p[i] * p[i] : 0;
    }
    return squares;
  }

  /** {@code w = fma(-rate, fma(2λ, w, g / rows), w)}, biases without λ, to the bit. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 13})
  void aStepMovesTheParametersByTheFormula(int rows) {
    float lambda = 0.01f;
    float[] x = values(4 * rows);
    float[] y = oneHot(labels(rows, 3), 3);
    Mlp mlp = classifier();
    float[] g = GradientCheck.run(mlp, Loss.CROSS_ENTROPY, x, 0, y, 0, rows).backpropagated();
    float[] expected = mlp.parameters();
    for (int i = 0; i < expected.length; i++) {
      boolean weight = i < 24 || i >= 30 && i < 48;
      float slope = Math.fma(weight ? 2 * lambda : 0f, expected[i], g[i] * (1f / rows));
      expected[i] = Math.fma(-RATE, slope, expected[i]);
    }
    settings(mlp).weightDecay(lambda).build().step(x, 0, y, 0, rows);
    Bits.assertSame(expected, mlp.parameters());
  }

  @Test
  void aStepReadsRowsFromTheMiddleOfAnArray() {
    float[] x = values(4 * 9);
    int[] labels = labels(9, 3);
    Mlp whole = classifier();
    double loss = settings(whole).build().step(Arrays.copyOfRange(x, 8, 20), 0, Arrays.copyOfRange(labels, 2, 5), 0, 3);
    Mlp part = classifier();
    assertEquals(loss, settings(part).build().step(x, 8, labels, 2, 3));
    Bits.assertSame(whole.parameters(), part.parameters());

    Mlp rows = classifier();
    assertEquals(loss, settings(rows).build().step(x, 8, oneHot(labels, 3), 6, 3));
    Bits.assertSame(whole.parameters(), rows.parameters());
    Bits.assertSame(values(4 * 9), x, "the input must stay");
  }

  @Test
  void stepsMayHaveBatchesOfAnySizeInAnyOrder() {
    float[] x = values(4 * 40);
    int[] labels = labels(40, 3);
    Mlp one = classifier();
    Trainer reused = settings(one).build();
    Mlp other = classifier();
    for (int rows : new int[] {3, 40, 1, 17, 40, 2}) {
      assertEquals(reused.step(x, 0, labels, 0, rows), settings(other).build().step(x, 0, labels, 0, rows));
    }
    Bits.assertSame(one.parameters(), other.parameters());
  }

  /** λ₁ adds λ₁·Σ|w| to the loss and λ₁·sign(w) to the gradient; biases have neither, unless decayBiases is set. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void l1MovesTheParametersByTheFormula(boolean biases) {
    float lambda = 0.01f;
    float[] x = values(4 * 13);
    float[] y = oneHot(labels(13, 3), 3);
    Mlp mlp = classifier();
    float[] expected = mlp.parameters();
    expected[25] = -0.5f;
    mlp.setParameters(expected);
    float[] g = GradientCheck.run(mlp, Loss.CROSS_ENTROPY, x, 0, y, 0, 13).backpropagated();
    double magnitudes = 0;
    for (int i = 0; i < expected.length; i++) {
      boolean weight = i < 24 || i >= 30 && i < 48;
      magnitudes += weight ? Math.abs(expected[i]) : 0;
      float sign = weight || biases ? Math.signum(expected[i]) : 0f;
      expected[i] = Math.fma(-RATE, g[i] * (1f / 13) + lambda * sign, expected[i]);
    }
    double plain = meanLoss(mlp, Loss.CROSS_ENTROPY, x, y, 13);
    double loss = settings(mlp).l1(lambda).decayBiases(biases).build().step(x, 0, y, 0, 13);
    assertEquals(plain + lambda * magnitudes, loss, 0x1p-20 * loss);
    Bits.assertSame(expected, mlp.parameters());
  }

  /** The gradient is clipped by value first, then by norm. A gradient within the limits is not changed. */
  @Test
  void clipsTheGradientOfTheMean() {
    float[] x = values(4 * 13);
    float[] y = oneHot(labels(13, 3), 3);
    Mlp mlp = classifier();
    float[] g = GradientCheck.run(mlp, Loss.CROSS_ENTROPY, x, 0, y, 0, 13).backpropagated();
    float[] before = mlp.parameters();
    settings(mlp).clipValue(0.02f).clipNorm(0.05f).build().step(x, 0, y, 0, 13);
    double squares = 0;
    for (int i = 0; i < g.length; i++) {
      g[i] = Math.max(-0.02f, Math.min(0.02f, g[i] * (1f / 13)));
      squares += (double) g[i] * g[i];
    }
    assertTrue(Math.sqrt(squares) > 0.06, "the norm is not clipped: " + Math.sqrt(squares));
    for (int i = 0; i < g.length; i++) {
      assertEquals(before[i] - RATE * g[i] * 0.05 / Math.sqrt(squares), mlp.parameters()[i], 1e-7, "parameter " + i);
    }
    Mlp free = classifier();
    Mlp limited = classifier();
    settings(free).build().fit(classData(30), 3);
    settings(limited).clipValue(1e6f).clipNorm(1e6f).build().fit(classData(30), 3);
    Bits.assertSame(free.parameters(), limited.parameters(), "limits that are far off");
  }

  /** The dropped units depend on seed and step only, so that the same settings give the same bits. */
  @Test
  void dropoutIsReproducible() {
    float[][] parameters = new float[3][];
    for (int i = 0; i < 3; i++) {
      Mlp mlp = Samples.normed(Norm.NONE, 0.5f);
      settings(mlp).seed(i / 2).batchSize(100).build().fit(classData(30), 3);
      parameters[i] = mlp.parameters();
    }
    Bits.assertSame(parameters[0], parameters[1]);
    assertFalse(Arrays.equals(parameters[0], parameters[2]), "another seed drops the same");
    Mlp none = Samples.normed(Norm.NONE, 0f);
    Mlp half = Samples.normed(Norm.NONE, 0.5f);
    float[] a = new float[30];
    float[] b = new float[30];
    none.predict(values(40), 0, 10, a, 0);
    half.predict(values(40), 0, 10, b, 0);
    Bits.assertSame(a, b, "predictions drop none");
    assertEquals(settings(none).build().evaluate(classData(30)), settings(half).build().evaluate(classData(30)));
  }

  // Epochs and batches

  /** Ten rows in batches of four: the third batch has two rows and divides by two. */
  @Test
  void fitUsesShuffledBatchesTheLastOneShorter() {
    Dataset data = classData(10);
    float[] x = values(40);
    int[] labels = labels(10, 3);
    Mlp fitted = classifier();
    Recorder recorder = new Recorder();
    settings(fitted).batchSize(4).build().fit(data, 2, null, recorder);
    assertEquals(List.of(1, 1, 1, 2, 2, 2), recorder.epochs);
    assertEquals(List.of(4L, 8L, 10L, 4L, 8L, 10L), recorder.rowsDone);

    Mlp stepped = classifier();
    Trainer trainer = settings(stepped).build();
    List<Double> losses = new ArrayList<>();
    for (int epoch = 1; epoch <= 2; epoch++) {
      int[] order = new int[10];
      new CounterRandom(SEED, SHUFFLE_STREAMS + epoch).permute(order);
      float[] shuffled = new float[40];
      int[] shuffledLabels = new int[10];
      for (int r = 0; r < 10; r++) {
        System.arraycopy(x, 4 * order[r], shuffled, 4 * r, 4);
        shuffledLabels[r] = labels[order[r]];
      }
      for (int from = 0; from < 10; from += 4) {
        losses.add(trainer.step(shuffled, 4 * from, shuffledLabels, from, Math.min(4, 10 - from)));
      }
    }
    assertEquals(losses, recorder.losses);
    Bits.assertSame(stepped.parameters(), fitted.parameters());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, Integer.MAX_VALUE})
  void aFullBatchIsOneStepInTheOrderOfTheData(int batchSize) {
    Mlp fitted = classifier();
    settings(fitted).batchSize(batchSize).build().fit(classData(10), 3);
    Mlp stepped = classifier();
    Trainer trainer = settings(stepped).build();
    for (int epoch = 0; epoch < 3; epoch++) {
      trainer.step(values(40), 0, labels(10, 3), 0, 10);
    }
    Bits.assertSame(stepped.parameters(), fitted.parameters());
  }

  @Test
  void classesAreOneHotTargets() {
    for (Loss loss : Loss.all()) {
      Activation output = loss == Loss.CROSS_ENTROPY ? Activation.SOFTMAX
          : loss == Loss.PERCEPTRON ? Activation.STEP : Activation.SIGMOID;
      Mlp byClass = net(output);
      settings(byClass).loss(loss).batchSize(4).build().fit(classData(10), 2);
      Mlp byTarget = net(output);
      Dataset targets = Dataset.ofTargets(values(40), 4, oneHot(labels(10, 3), 3), 3);
      settings(byTarget).loss(loss).batchSize(4).build().fit(targets, 2);
      Bits.assertSame(byClass.parameters(), byTarget.parameters(), loss.name());
    }
  }

  @Test
  void sevenEpochsAreThreeAndFour() {
    Mlp atOnce = classifier();
    History seven = settings(atOnce).batchSize(4).build().fit(classData(30), 7);
    Mlp inTwo = classifier();
    Trainer trainer = settings(inTwo).batchSize(4).build();
    List<EpochResult> both = new ArrayList<>(trainer.fit(classData(30), 3).epochs());
    both.addAll(trainer.fit(classData(30), 4).epochs());
    assertEquals(seven.epochs(), both);
    Bits.assertSame(atOnce.parameters(), inTwo.parameters());
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    Mlp one = classifier();
    Mlp same = classifier();
    Mlp other = classifier();
    settings(one).batchSize(4).build().fit(classData(30), 3);
    settings(same).batchSize(4).build().fit(classData(30), 3);
    settings(other).batchSize(4).seed(SEED + 1).build().fit(classData(30), 3);
    Bits.assertSame(one.parameters(), same.parameters());
    assertFalse(Arrays.equals(one.parameters(), other.parameters()), "another seed of the shuffle, the same bits");
  }

  // History

  @ParameterizedTest
  @ValueSource(floats = {0f, 0.01f})
  void historyHoldsTheRowWeightedMeanOfTheBatches(float lambda) {
    Recorder recorder = new Recorder();
    History history = settings(classifier()).batchSize(4).weightDecay(lambda).build()
        .fit(classData(10), 3, null, recorder);
    assertFalse(history.stopped());
    assertEquals(recorder.results, history.epochs());
    for (int e = 0; e < 3; e++) {
      EpochResult result = history.epochs().get(e);
      List<Double> losses = recorder.losses.subList(3 * e, 3 * e + 3);
      double expected = (4 * losses.get(0) + 4 * losses.get(1) + 2 * losses.get(2)) / 10;
      assertEquals(e + 1, result.epoch());
      assertEquals(expected, result.loss(), 1e-14 * expected);
      assertNull(result.validation());
    }
    assertSame(history.epochs().get(2), history.last());
  }

  @Test
  void historyHoldsTheEvaluationAfterEachEpoch() {
    Mlp mlp = classifier();
    Dataset validation = classData(30).slice(10, 30);
    Trainer trainer = settings(mlp).batchSize(4).build();
    List<Evaluation> evaluations = new ArrayList<>();
    History history = trainer.fit(classData(10), 3, validation,
        result -> evaluations.add(trainer.evaluate(validation)));
    assertEquals(evaluations, history.epochs().stream().map(EpochResult::validation).toList());
    assertEquals(20, history.last().validation().rows());
  }

  /** With a full batch the accuracy before the update is that of an evaluation before it. */
  @Test
  void historyHoldsTheAccuracyBeforeEachUpdate() {
    Mlp mlp = classifier();
    Trainer trainer = settings(mlp).batchSize(30).build();
    for (int e = 0; e < 3; e++) {
      Evaluation before = trainer.evaluate(classData(30));
      EpochResult result = trainer.fit(classData(30), 1).last();
      assertEquals(before.accuracy(), result.accuracy());
      assertEquals(before.loss(), result.loss(), 1e-14 * before.loss());
    }
  }

  @Test
  void accuracyIsOfClassesOnly() {
    Mlp mlp = net(Activation.IDENTITY);
    Trainer trainer = settings(mlp).batchSize(4).build();
    Dataset targets = Dataset.ofTargets(values(40), 4, values(30), 3);
    EpochResult result = trainer.fit(targets, 1, targets, null).last();
    assertTrue(Double.isNaN(result.accuracy()), result.toString());
    assertTrue(Double.isNaN(result.validation().accuracy()), result.toString());
    assertEquals(0, result.validation().correct());
  }

  @Test
  void aHistoryWithoutEpochsHasNoLast() {
    Recorder recorder = new Recorder();
    recorder.stepsToTake = 1;
    History history = settings(classifier()).batchSize(4).build().fit(classData(10), 3, null, recorder);
    assertEquals(List.of(), history.epochs());
    assertThrows(IllegalStateException.class, history::last);
  }

  // Stopping

  @Test
  void theListenerStopsAfterAnEpoch() {
    Mlp stopped = classifier();
    Recorder recorder = new Recorder();
    recorder.epochsToTake = 2;
    Trainer trainer = settings(stopped).batchSize(4).build();
    History history = trainer.fit(classData(10), 5, null, recorder);
    assertTrue(history.stopped());
    assertEquals(2, history.epochs().size());
    Mlp two = classifier();
    Trainer other = settings(two).batchSize(4).build();
    other.fit(classData(10), 2);
    Bits.assertSame(two.parameters(), stopped.parameters());

    assertEquals(3, trainer.fit(classData(10), 1).last().epoch(), "continued");
    other.fit(classData(10), 1);
    Bits.assertSame(two.parameters(), stopped.parameters(), "continued");
  }

  @Test
  void theListenerStopsAfterABatch() {
    float[][] after = new float[6][];
    Mlp whole = classifier();
    Trainer trainer = settings(whole).batchSize(4).build();
    trainer.fit(classData(10), 2, null, Samples.afterSteps((epoch, rowsDone, batchLoss) -> {
      after[(int) trainer.steps() - 1] = whole.parameters();
      return true;
    }));
    for (int steps : new int[] {1, 2, 4, 5}) {
      Mlp stopped = classifier();
      Recorder recorder = new Recorder();
      recorder.stepsToTake = steps;
      History history = settings(stopped).batchSize(4).build().fit(classData(10), 2, null, recorder);
      assertTrue(history.stopped());
      assertEquals(steps, recorder.losses.size(), "steps taken");
      assertEquals(steps / 3, history.epochs().size(), "epochs completed in " + steps + " steps");
      Bits.assertSame(after[steps - 1], stopped.parameters(), "after " + steps + " steps");
    }
  }

  /** The epoch then has no rows left: it is completed, and no other begins. */
  @ParameterizedTest
  @ValueSource(ints = {4, 10})
  void theListenerStopsAfterTheLastBatchOfAnEpoch(int batchSize) {
    Recorder recorder = new Recorder();
    int batches = (10 + batchSize - 1) / batchSize;
    recorder.stepsToTake = batches;
    History history = settings(classifier()).batchSize(batchSize).build().fit(classData(10), 5, null, recorder);
    assertEquals(batches, recorder.losses.size(), "steps taken");
    assertTrue(history.stopped());
  }

  // Loss that is not finite

  @Test
  void endsOnALossThatIsNotFinite() {
    Mlp mlp = net(Activation.IDENTITY);
    List<float[]> after = new ArrayList<>();
    List<Integer> epochs = new ArrayList<>();
    Dataset data = Dataset.ofTargets(values(40), 4, values(30), 3);
    Trainer trainer = settings(mlp).optimizer(Optimizer.sgd(1e8f)).batchSize(4).build();
    NonFiniteLossException e = assertThrows(NonFiniteLossException.class,
        () -> trainer.fit(data, 50, null, Samples.afterSteps((epoch, rowsDone, batchLoss) -> {
          assertTrue(Double.isFinite(batchLoss));
          after.add(mlp.parameters());
          epochs.add(epoch);
          return true;
        })));
    assertTrue(after.size() >= 1, "no step before");
    Bits.assertSame(after.get(after.size() - 1), mlp.parameters(), "parameters as after the step before");
    assertEquals(after.size() / 3 + 1, e.epoch());
    assertEquals(after.size() % 3 + 1, e.batch());
    for (String part : List.of("epoch " + e.epoch(), "batch " + e.batch(), "learning rate below 1.0E8", "largest input is",
        "initializer")) {
      assertTrue(e.getMessage().contains(part), e.getMessage() + " does not tell of " + part);
    }
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void aStepEndsOnInputsThatAreNotFinite(Activation output) {
    Mlp mlp = net(output);
    float[] before = mlp.parameters();
    Trainer trainer = settings(mlp).build();
    trainer.step(values(4), 0, new int[] {1}, 0, 1);
    mlp.setParameters(before);
    float[] x = values(4 * 3);
    x[5] = Float.NaN;
    NonFiniteLossException e = assertThrows(NonFiniteLossException.class,
        () -> trainer.step(x, 0, new int[] {0, 1, 2}, 0, 3));
    Bits.assertSame(before, mlp.parameters());
    assertEquals(0, e.epoch());
    assertEquals(2, e.batch());
    assertTrue(e.getMessage().contains("NaN"), e.getMessage());
  }

  // Evaluation

  /** 256 rows are evaluated at once. A sum of n doubles in another order differs by less than n roundings. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 513})
  void evaluatesManyRowsLikeOne(int rows) {
    Trainer trainer = settings(classifier()).build();
    Dataset data = classData(rows);
    double loss = 0;
    int correct = 0;
    for (int r = 0; r < rows; r++) {
      Evaluation one = trainer.evaluate(data.slice(r, r + 1));
      loss += one.loss();
      correct += one.correct();
    }
    Evaluation all = trainer.evaluate(data);
    assertEquals(loss / rows, all.loss(), rows * 0x1p-53 * loss);
    assertEquals(correct, all.correct());
    assertEquals((double) correct / rows, all.accuracy());
    assertEquals(rows, all.rows());
  }

  @Test
  void evaluationHasNoDecayAndChangesNothing() {
    Mlp mlp = classifier();
    float[] before = mlp.parameters();
    double expected = meanLoss(mlp, Loss.CROSS_ENTROPY, values(40), oneHot(labels(10, 3), 3), 10);
    Evaluation plain = settings(mlp).build().evaluate(classData(10));
    assertEquals(expected, plain.loss(), 0x1p-20 * expected);
    assertEquals(plain, settings(mlp).weightDecay(5f).build().evaluate(classData(10)));
    Bits.assertSame(before, mlp.parameters());
  }

  @Test
  void evaluatesTheCurrentParameters() {
    Mlp mlp = classifier();
    Trainer trainer = settings(mlp).build();
    Evaluation before = trainer.evaluate(classData(10));
    float[] parameters = mlp.parameters();
    mlp.setParameters(new float[parameters.length]);
    // All outputs are one third: the first class is the result.
    Evaluation flat = trainer.evaluate(classData(10));
    assertEquals(Math.log(3), flat.loss(), 1e-6);
    assertEquals(Arrays.stream(labels(10, 3)).filter(c -> c == 0).count(), flat.correct());
    mlp.setParameters(parameters);
    assertEquals(before, trainer.evaluate(classData(10)));
  }

  @Test
  void aSingleOutputHasTwoClasses() {
    float[] x = values(2 * 60);
    int[] labels = new int[60];
    for (int r = 0; r < 60; r++) {
      labels[r] = x[2 * r] + x[2 * r + 1] > 0 ? 1 : 0;
    }
    Dataset data = Dataset.ofClasses(x, 2, labels, 2);
    for (Loss loss : List.of(Loss.BINARY_CROSS_ENTROPY, Loss.SQUARED_ERROR)) {
      Mlp mlp = Mlp.builder(2).dense(1, Activation.SIGMOID).seed(SEED).build();
      Trainer trainer = settings(mlp).optimizer(Optimizer.sgd(1f)).loss(loss).batchSize(5).build();
      EpochResult last = trainer.fit(data, 60, data, null).last();
      assertTrue(last.validation().accuracy() >= 0.95, loss + ": " + last + ", seed " + SEED);
      float[] out = new float[60];
      mlp.predict(x, 0, 60, out, 0);
      int right = 0;
      for (int r = 0; r < 60; r++) {
        right += (out[r] > 0.5f ? 1 : 0) == labels[r] ? 1 : 0;
      }
      assertEquals(right, last.validation().correct());
    }
  }

  // Threads

  /** 67-310-3. */
  private static Mlp wideClassifier() {
    return Mlp.builder(67).dense(310, Activation.TANH).dense(3, Activation.SOFTMAX).seed(SEED).build();
  }

  private static Dataset wideData(int rows) {
    return Dataset.ofClasses(values(67 * rows), 67, labels(rows, 3), 3);
  }

  /**
   * A network and batches of 101 rows that are divided among several threads, and a last batch of 3 rows that is not. The
   * shapes are no multiples of a vector or a tile. The largest number of threads is more than any step uses.
   */
  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "adam"})
  void threadsChangeNoBit(String name) {
    Optimizer optimizer = switch (name) {
      case "momentum" -> Optimizer.momentum(0.02f, 0.9f);
      case "adam" -> Optimizer.adam(0.002f);
      default -> Optimizer.sgd(RATE);
    };
    Mlp alone = wideClassifier();
    Dataset data = wideData(205);
    History expected;
    try (Trainer trainer = settings(alone).optimizer(optimizer).batchSize(101).threads(1).build()) {
      Set<Thread> before = WorkerThreads.alive();
      expected = trainer.fit(data, 3, data, null);
      assertEquals(Set.of(), WorkerThreads.since(before), "helping threads of one thread");
    }
    for (int threads : new int[] {2, 3, 8, Integer.MAX_VALUE}) {
      Mlp mlp = wideClassifier();
      try (Trainer trainer = settings(mlp).optimizer(optimizer).batchSize(101).threads(threads).build()) {
        Set<Thread> before = WorkerThreads.alive();
        assertEquals(expected, trainer.fit(data, 3, data, null), threads + " threads");
        int helping = WorkerThreads.since(before).size();
        assertTrue(helping > 0 && helping < threads, helping + " helping threads of at most " + threads + " threads");
      }
      Bits.assertSame(alone.parameters(), mlp.parameters(), threads + " threads");
    }
  }

  /**
   * Single steps of more and fewer rows, on more and fewer threads, have the bits of one thread, with the state of the
   * optimizer.
   */
  @Test
  void stepsOfAllSizesGiveTheSameByThreads() {
    Mlp alone = wideClassifier();
    Mlp helped = wideClassifier();
    try (Trainer one = settings(alone).optimizer(Optimizer.adam(0.002f)).threads(1).build();
        Trainer many = settings(helped).optimizer(Optimizer.adam(0.002f)).threads(5).build()) {
      for (int rows : new int[] {3, 101, 20, 257, 1, 256}) {
        float[] x = values(67 * rows);
        int[] labels = labels(rows, 3);
        assertEquals(one.step(x, 0, labels, 0, rows), many.step(x, 0, labels, 0, rows), "loss of " + rows + " rows");
        Bits.assertSame(alone.parameters(), helped.parameters(), "parameters after " + rows + " rows");
      }
    }
  }

  @Test
  void aClosedTrainersThreadsEnd() throws InterruptedException {
    Set<Thread> before = WorkerThreads.alive();
    Trainer trainer = settings(wideClassifier()).batchSize(101).threads(3).build();
    trainer.fit(wideData(101), 1);
    Set<Thread> helping = WorkerThreads.since(before);
    assertFalse(helping.isEmpty(), "there is nobody to end");
    trainer.close();
    for (Thread thread : helping) {
      assertTrue(thread.isDaemon(), thread + " keeps the VM alive");
      thread.join(60_000);
      assertFalse(thread.isAlive(), thread + " still lives");
    }
  }

  /**
   * Predictions keep packed weights of this size until the weights change: by steps, by fit, or by a setter. A new network has
   * no packed weights.
   */
  @Test
  void packedWeightsAreRenewedAfterAChange() {
    Mlp mlp = Mlp.builder(67).dense(530, Activation.TANH).dense(3, Activation.SOFTMAX).seed(SEED).build();
    Dataset data = wideData(30);
    try (Trainer trainer = settings(mlp).batchSize(10).build()) {
      assertPredictsAsAFreshNetwork(mlp, trainer, data, "at first");
      trainer.step(values(67 * 4), 0, labels(4, 3), 0, 4);
      assertPredictsAsAFreshNetwork(mlp, trainer, data, "after a step");
      trainer.fit(data, 1, data, null);
      assertPredictsAsAFreshNetwork(mlp, trainer, data, "after an epoch");
      float[] other = mlp.parameters();
      for (int i = 0; i < other.length; i++) {
        other[i] *= -0.5f;
      }
      mlp.setParameters(other);
      assertPredictsAsAFreshNetwork(mlp, trainer, data, "of other parameters");
    }
  }

  private static void assertPredictsAsAFreshNetwork(Mlp mlp, Trainer trainer, Dataset data, String when) {
    Mlp fresh = Mlp.builder(67).dense(530, Activation.TANH).dense(3, Activation.SOFTMAX).build();
    fresh.setParameters(mlp.parameters());
    float[] expected = new float[30 * 3];
    float[] x = values(67 * 30);
    // Single rows use no packed weights.
    for (int r = 0; r < 30; r++) {
      fresh.predict(x, 67 * r, 1, expected, 3 * r);
    }
    float[] actual = new float[30 * 3];
    mlp.predict(x, 0, 30, actual, 0);
    Bits.assertSame(expected, actual, "predictions " + when);
    try (Trainer freshTrainer = settings(fresh).build()) {
      assertEquals(freshTrainer.evaluate(data), trainer.evaluate(data), "evaluation " + when);
    }
  }

  @Test
  void aClosedTrainerCannotBeUsedAndTheNetworkCan() {
    Mlp mlp = classifier();
    Trainer trainer = settings(mlp).threads(2).build();
    trainer.fit(classData(10), 1);
    trainer.close();
    trainer.close();
    float[] before = mlp.parameters();
    assertRefused(IllegalStateException.class, () -> trainer.fit(classData(10), 1), "closed");
    assertRefused(IllegalStateException.class, () -> trainer.evaluate(classData(10)), "closed");
    assertRefused(IllegalStateException.class, () -> trainer.step(values(40), 0, labels(10, 3), 0, 10), "closed");
    assertRefused(IllegalStateException.class, () -> trainer.step(values(40), 0, new float[30], 0, 10), "closed");
    Bits.assertSame(before, mlp.parameters());
    mlp.predict(values(40), 0, 10, new float[30], 0);
    assertSame(Loss.CROSS_ENTROPY, trainer.loss());
  }

  @Test
  void aTrainerClosedByItsListenerMakesNoFurtherStep() {
    Mlp mlp = classifier();
    Trainer trainer = settings(mlp).batchSize(4).build();
    List<float[]> after = new ArrayList<>();
    TrainingListener closes = Samples.afterSteps((epoch, rowsDone, batchLoss) -> {
      after.add(mlp.parameters());
      trainer.close();
      return true;
    });
    assertRefused(IllegalStateException.class, () -> trainer.fit(classData(10), 1, null, closes), "closed");
    assertEquals(1, after.size(), "steps");
    Bits.assertSame(after.get(0), mlp.parameters());
  }

  // Arguments

  @Test
  void theDefaultLossDependsOnTheOutput() {
    assertSame(Loss.CROSS_ENTROPY, Trainer.builder(net(Activation.SOFTMAX)).build().loss());
    assertSame(Loss.BINARY_CROSS_ENTROPY, Trainer.builder(net(Activation.SIGMOID)).build().loss());
    for (Activation output : List.of(Activation.IDENTITY, Activation.TANH, Activation.RELU)) {
      assertSame(Loss.SQUARED_ERROR, Trainer.builder(net(output)).build().loss());
    }
  }

  @Test
  void refusesBadSettings() {
    TrainerBuilder builder = Trainer.builder(classifier());
    assertRefused(NullPointerException.class, () -> Trainer.builder(null), "mlp");
    assertRefused(NullPointerException.class, () -> builder.optimizer(null), "optimizer");
    assertRefused(NullPointerException.class, () -> builder.loss(null), "loss");
    assertRefused(IllegalArgumentException.class, () -> builder.loss(Loss.BINARY_CROSS_ENTROPY),
        "loss = binary_cross_entropy", "softmax", "cross_entropy");
    assertRefused(IllegalArgumentException.class,
        () -> Trainer.builder(net(Activation.TANH)).loss(Loss.CROSS_ENTROPY), "loss = cross_entropy", "tanh");
    assertRefused(IllegalArgumentException.class, () -> builder.batchSize(0), "batchSize = 0");
    assertRefused(IllegalArgumentException.class, () -> builder.batchSize(-3), "batchSize = -3");
    assertRefused(IllegalArgumentException.class, () -> builder.threads(0), "threads = 0");
    assertRefused(IllegalArgumentException.class, () -> builder.threads(-2), "threads = -2");
    for (float bad : new float[] {-1e-9f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertRefused(IllegalArgumentException.class, () -> builder.weightDecay(bad), "weightDecay = " + bad);
      assertRefused(IllegalArgumentException.class, () -> builder.l1(bad), "l1 = " + bad);
      assertRefused(IllegalArgumentException.class, () -> builder.clipValue(bad), "clipValue = " + bad);
      assertRefused(IllegalArgumentException.class, () -> builder.clipNorm(bad), "clipNorm = " + bad);
    }
    for (float bad : new float[] {0f, -0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertRefused(IllegalArgumentException.class, () -> Optimizer.sgd(bad), "learningRate = " + bad);
    }
    assertEquals(0.1f, Optimizer.sgd(0.1f).learningRate());
  }

  @Test
  void fitRefusesDataThatDoNotFit() {
    Mlp mlp = classifier();
    float[] before = mlp.parameters();
    Trainer trainer = settings(mlp).build();
    Dataset good = classData(10);
    assertRefused(NullPointerException.class, () -> trainer.fit(null, 1), "train");
    assertRefused(IllegalArgumentException.class, () -> trainer.fit(good, 0), "epochs = 0");
    assertRefused(IllegalArgumentException.class, () -> trainer.fit(good, -1), "epochs = -1");
    Dataset narrow = Dataset.ofClasses(values(6), 3, new int[2], 3);
    assertRefused(IllegalArgumentException.class, () -> trainer.fit(narrow, 1), "train has rows of 3", "expected 4");
    assertRefused(IllegalArgumentException.class, () -> trainer.fit(good, 1, narrow, null), "validation has rows of 3");
    Dataset manyClasses = Dataset.ofClasses(values(8), 4, new int[2], 4);
    assertRefused(IllegalArgumentException.class, () -> trainer.fit(manyClasses, 1), "train has 4 classes",
        "at most 3");
    assertRefused(IllegalArgumentException.class, () -> trainer.evaluate(manyClasses), "data has 4 classes");
    Dataset wide = Dataset.ofTargets(values(8), 4, new float[8], 4);
    assertRefused(IllegalArgumentException.class, () -> trainer.fit(wide, 1), "train has target rows of 4",
        "expected 3");
    assertRefused(NullPointerException.class, () -> trainer.evaluate(null), "data");
    Bits.assertSame(before, mlp.parameters());

    Trainer single = settings(Mlp.builder(4).dense(1, Activation.SIGMOID).build()).build();
    assertRefused(IllegalArgumentException.class, () -> single.fit(good, 1), "train has 3 classes", "at most 2");
  }

  @ParameterizedTest
  @CsvSource({
    "SOFTMAX, 0.5, 0.25, 0.5, row 1 add up to 1.25",
    "SOFTMAX, 0.5, 0.25, 0, row 1 add up to 0.75",
    "SOFTMAX, 1.5, -0.5, 0, target 0 of row 1 = 1.5",
    "SIGMOID, 0, -0.25, 1, target 1 of row 1 = -0.25",
    "SIGMOID, 0, 1, 1.25, target 2 of row 1 = 1.25",
    "SIGMOID, NaN, 1, 1, target 0 of row 1 = NaN"
  })
  void refusesTargetsThatAreNoProbabilities(String outputName, float a, float b, float c, String inMessage) {
    Activation output = Activation.parse(outputName);
    Mlp mlp = net(output);
    float[] before = mlp.parameters();
    Trainer trainer = settings(mlp).build();
    float[] y = {1, 0, 0, a, b, c};
    String loss = Loss.defaultFor(output).name();
    assertRefused(IllegalArgumentException.class, () -> trainer.step(values(8), 0, y, 0, 2), inMessage, loss);
    if (!Float.isNaN(a)) {
      Dataset data = Dataset.ofTargets(values(8), 4, y, 3);
      assertRefused(IllegalArgumentException.class, () -> trainer.fit(data, 1), inMessage);
      assertRefused(IllegalArgumentException.class, () -> trainer.evaluate(data), inMessage);
    }
    Bits.assertSame(before, mlp.parameters());
    settings(net(output)).loss(Loss.SQUARED_ERROR).build().step(values(8), 0, new float[] {5, -5, 0, 1, 2, 3}, 0, 2);
  }

  @Test
  void stepRefusesArgumentsThatDoNotFit() {
    Mlp mlp = classifier();
    float[] before = mlp.parameters();
    Trainer trainer = settings(mlp).build();
    float[] x = values(12);
    int[] labels = {0, 1, 2};
    float[] y = oneHot(labels, 3);
    assertRefused(IllegalArgumentException.class, () -> trainer.step(x, 0, labels, 0, 0), "rows = 0");
    assertRefused(IllegalArgumentException.class, () -> trainer.step(x, 0, y, 0, -1), "rows = -1");
    assertRefused(IndexOutOfBoundsException.class, () -> trainer.step(x, 0, labels, 0, 4), "x has 12", "16");
    assertRefused(IndexOutOfBoundsException.class, () -> trainer.step(x, 1, labels, 0, 3), "x has 12", "offset 1");
    assertRefused(IndexOutOfBoundsException.class, () -> trainer.step(x, -1, labels, 0, 1), "x has 12", "offset -1");
    assertRefused(IndexOutOfBoundsException.class, () -> trainer.step(x, 0, labels, 1, 3), "classes has 3", "offset 1");
    assertRefused(IndexOutOfBoundsException.class, () -> trainer.step(x, 0, labels, -1, 1), "classes has 3");
    assertRefused(IndexOutOfBoundsException.class, () -> trainer.step(x, 0, y, 1, 3), "targets has 9", "offset 1");
    assertRefused(IndexOutOfBoundsException.class, () -> trainer.step(x, 0, y, -1, 1), "targets has 9");
    assertRefused(IndexOutOfBoundsException.class,
        () -> trainer.step(x, 0, labels, 0, Integer.MAX_VALUE), "x has 12", "2147483647 rows");
    assertRefused(IllegalArgumentException.class, () -> trainer.step(x, 0, new int[] {9, 3}, 1, 1), "classes[1] = 3",
        "0 to 2");
    assertRefused(IllegalArgumentException.class, () -> trainer.step(x, 0, new int[] {0, -1}, 0, 2), "classes[1] = -1");
    Bits.assertSame(before, mlp.parameters());

    Trainer single = settings(Mlp.builder(4).dense(1, Activation.SIGMOID).build()).build();
    assertRefused(IllegalArgumentException.class, () -> single.step(x, 0, new int[] {2}, 0, 1), "classes[0] = 2",
        "0 to 1");
  }
}

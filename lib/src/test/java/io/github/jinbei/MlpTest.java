package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors.Tensor;
import io.github.jinbei.format.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MlpTest {

  private static final long SEED = 20260105;
  private static final float GUARD = -777.25f;

  private static Mlp net() {
    return Mlp.builder(5).dense(17, Activation.TANH).dense(3, Activation.SOFTMAX).initializer(Initializer.NORMAL)
        .seed(SEED).build();
  }

  private static float[] values(int length) {
    Random random = new Random(SEED);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private static void assertRefused(Class<? extends RuntimeException> kind, Executable call, String... inMessage) {
    String message = assertThrows(kind, call).getMessage();
    for (String part : inMessage) {
      assertTrue(message.contains(part), message + " does not tell of " + part);
    }
  }

  @Test
  void returnsItsShape() {
    Mlp mlp = net();
    assertEquals("5-17-3", mlp.toString());
    assertEquals(5, mlp.inputs());
    assertEquals(3, mlp.outputs());
    assertEquals(2, mlp.layers());
    assertEquals(17, mlp.units(0));
    assertEquals(3, mlp.units(1));
    assertSame(Activation.TANH, mlp.activation(0));
    assertSame(Activation.SOFTMAX, mlp.activation(1));
    assertEquals(5 * 17 + 17 + 17 * 3 + 3, mlp.parameterCount());
    assertEquals(mlp.parameterCount(), mlp.parameters().length);
    assertEquals(List.of(), mlp.labels());
    assertEquals(1f, mlp.inputScale());
    assertThrows(IndexOutOfBoundsException.class, () -> mlp.units(2));
    assertThrows(IndexOutOfBoundsException.class, () -> mlp.activation(-1));
  }

  @Test
  void refusesBadShapes() {
    assertRefused(IllegalArgumentException.class, () -> Mlp.builder(0), "inputs = 0", "at least 1");
    assertRefused(IllegalArgumentException.class, () -> Mlp.builder(-4), "inputs = -4");
    MlpBuilder builder = Mlp.builder(4);
    assertRefused(IllegalArgumentException.class, () -> builder.dense(0, Activation.RELU), "units = 0", "at least 1");
    assertRefused(IllegalArgumentException.class, () -> builder.dense(-1, Activation.RELU), "units = -1");
    assertRefused(NullPointerException.class, () -> builder.dense(1, null), "activation");
    assertRefused(IllegalArgumentException.class, builder::build, "layers = 0");
    builder.dense(3, Activation.SOFTMAX).dense(2, Activation.SOFTMAX);
    assertRefused(IllegalArgumentException.class, builder::build, "softmax", "layer 0");
  }

  @Test
  void refusesParametersThatFitInNoArray() {
    assertRefused(IllegalArgumentException.class, Mlp.builder(65536).dense(65536, Activation.RELU)::build,
        "65536-65536", "4295032832");
    assertRefused(IllegalArgumentException.class,
        Mlp.builder(Integer.MAX_VALUE).dense(Integer.MAX_VALUE, Activation.RELU)::build, "parameters");
    assertRefused(IllegalArgumentException.class,
        Mlp.builder(2).dense(700_000_000, Activation.RELU).dense(1, Activation.TANH)::build, "parameters");
  }

  @Test
  void refusesBadSettings() {
    MlpBuilder builder = Mlp.builder(4).dense(2, Activation.SIGMOID);
    assertRefused(NullPointerException.class, () -> builder.initializer(null), "initializer");
    for (float bad : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertRefused(IllegalArgumentException.class, () -> builder.inputScale(bad), "factor = " + bad);
    }
    assertRefused(IllegalArgumentException.class, () -> builder.labels(List.of("a", "b\nc")), "outputNames");
    assertRefused(IllegalArgumentException.class, builder.labels(List.of("a", "b", "c"))::build, "labels",
        "expected 2");
    assertEquals(List.of("no", "yes"), builder.labels(List.of("no", "yes")).build().labels());
  }

  @Test
  void normAndDropoutAreThoseOfTheLayerAddedLast() {
    Mlp mlp = Mlp.builder(4).dense(3, Activation.PRELU).norm(Norm.LAYER).dropout(0.25f).dense(5, Activation.RELU)
        .norm(Norm.BATCH).dense(2, Activation.SOFTMAX).build();
    assertEquals(List.of(Norm.LAYER, Norm.BATCH, Norm.NONE), List.of(mlp.norm(0), mlp.norm(1), mlp.norm(2)));
    assertEquals(List.of(0.25f, 0f, 0f), List.of(mlp.dropout(0), mlp.dropout(1), mlp.dropout(2)));
    assertEquals(12 + 3 + 3 + 3 + 3 + 15 + 5 + 5 + 5 + 10 + 2, mlp.parameterCount());
    // The first values: biases and beta 0, gamma 1, alpha 0.25.
    float[] p = mlp.parameters();
    float[] expected = {0, 0, 0, 1, 1, 1, 0, 0, 0, 0.25f, 0.25f, 0.25f};
    Bits.assertSame(expected, Arrays.copyOfRange(p, 12, 24));
    MlpBuilder builder = Mlp.builder(4);
    assertRefused(IllegalStateException.class, () -> builder.norm(Norm.LAYER), "norm before the first layer");
    assertRefused(IllegalStateException.class, () -> builder.dropout(0.1f), "dropout before the first layer");
    builder.dense(3, Activation.RELU);
    assertRefused(NullPointerException.class, () -> builder.norm(null), "norm");
    for (float bad : new float[] {-0.1f, 1f, Float.NaN}) {
      assertRefused(IllegalArgumentException.class, () -> builder.dropout(bad), "share = " + bad);
    }
    assertRefused(IllegalArgumentException.class, builder.norm(Norm.BATCH)::build, "layer 0 of 1", "norm");
    assertRefused(IllegalArgumentException.class, builder.norm(Norm.NONE).dropout(0.5f)::build, "layer 0 of 1", "dropout");
  }

  @Test
  void drawsItsParametersFromTheSeed() {
    MlpBuilder builder = Mlp.builder(4).dense(3, Activation.RELU).dense(2, Activation.TANH);
    float[] first = builder.seed(7).build().parameters();
    Bits.assertSame(first, builder.seed(7).build().parameters());
    assertFalse(Arrays.equals(first, builder.seed(8).build().parameters()), "seeds 7 and 8 alike");
  }

  @Test
  void choosesTheInitializerByTheActivation() {
    float[] mixed = Mlp.builder(40).dense(30, Activation.RELU).dense(20, Activation.TANH).seed(7).build().parameters();
    float[] he = Mlp.builder(40).dense(30, Activation.RELU).dense(20, Activation.TANH).seed(7)
        .initializer(Initializer.HE).build().parameters();
    float[] glorot = Mlp.builder(40).dense(30, Activation.RELU).dense(20, Activation.TANH).seed(7)
        .initializer(Initializer.GLOROT).build().parameters();
    int second = 40 * 30 + 30;
    Bits.assertSame(Arrays.copyOf(he, second), Arrays.copyOf(mixed, second));
    Bits.assertSame(Arrays.copyOfRange(glorot, second, mixed.length),
        Arrays.copyOfRange(mixed, second, mixed.length));
    assertSame(Initializer.HE, Initializer.defaultFor(Activation.RELU));
    assertSame(Initializer.GLOROT, Initializer.defaultFor(Activation.SIGMOID));
  }

  @Test
  void returnsACopyOfItsParameters() {
    Mlp mlp = net();
    float[] before = mlp.parameters().clone();
    Arrays.fill(mlp.parameters(), 9f);
    Bits.assertSame(before, mlp.parameters());
  }

  @Test
  void copiesParametersIn() {
    Mlp mlp = net();
    float[] values = values(mlp.parameterCount());
    mlp.setParameters(values);
    Bits.assertSame(values, mlp.parameters());
    values[0] = 99f;
    assertFalse(mlp.parameters()[0] == 99f, "shares the array");
    assertRefused(IllegalArgumentException.class, () -> mlp.setParameters(new float[3]), "values has 3",
        "expected 156");
  }

  /** The layout of the flat parameters: W, b, then a norm and PReLU, layer after layer. */
  @Test
  void returnsCopiesOfTheWeightsAndBiasesOfALayer() {
    Mlp mlp = Samples.normed(Norm.LAYER, 0f);
    float[] values = values(mlp.parameterCount());
    mlp.setParameters(values);
    int at = 0;
    int in = mlp.inputs();
    for (int l = 0; l < mlp.layers(); l++) {
      int out = mlp.units(l);
      Bits.assertSame(Arrays.copyOfRange(values, at, at + in * out), mlp.weights(l), "weights of layer " + l);
      Bits.assertSame(Arrays.copyOfRange(values, at + in * out, at + in * out + out), mlp.biases(l), "biases of layer " + l);
      Arrays.fill(mlp.weights(l), 9f);
      Arrays.fill(mlp.biases(l), 9f);
      at += in * out + out + (mlp.norm(l) == Norm.NONE ? 0 : 2 * out) + (mlp.activation(l) == Activation.PRELU ? out : 0);
      in = out;
    }
    assertEquals(values.length, at);
    Bits.assertSame(values, mlp.parameters());
    assertThrows(IndexOutOfBoundsException.class, () -> mlp.weights(3));
    assertThrows(IndexOutOfBoundsException.class, () -> mlp.biases(-1));
  }

  @Test
  void copiesWeightsAndBiasesOfALayerIn() {
    Mlp mlp = net();
    float[] expected = mlp.parameters();
    float[] weights = values(17 * 3);
    float[] biases = {1f, 2f, 3f};
    float[] before = predictions(mlp, 300);
    mlp.setWeights(1, weights);
    mlp.setBiases(1, biases);
    System.arraycopy(weights, 0, expected, 5 * 17 + 17, weights.length);
    System.arraycopy(biases, 0, expected, expected.length - 3, 3);
    Bits.assertSame(expected, mlp.parameters());
    weights[0] = 99f;
    Bits.assertSame(expected, mlp.parameters(), "the array is copied");
    assertFalse(Arrays.equals(before, predictions(mlp, 300)), "predictions with the former weights");

    assertRefused(IllegalArgumentException.class, () -> mlp.setWeights(0, new float[84]), "values has 84",
        "expected 85, the weights of layer 0 of 5-17-3");
    assertRefused(IllegalArgumentException.class, () -> mlp.setBiases(0, new float[3]), "values has 3",
        "expected 17, the biases of layer 0");
    assertThrows(IndexOutOfBoundsException.class, () -> mlp.setWeights(2, weights));
    assertThrows(IndexOutOfBoundsException.class, () -> mlp.setBiases(-1, biases));
    Bits.assertSame(expected, mlp.parameters());
  }

  /** With packed weights and folded batch norms, which are those of the last change. */
  @Test
  void predictsWithTheWeightsSetLast() {
    Mlp mlp = Mlp.builder(5).dense(700, Activation.RELU).norm(Norm.BATCH).dense(50, Activation.TANH)
        .dense(2, Activation.IDENTITY).seed(SEED).build();
    predictions(mlp, 300);
    for (int l = 0; l < 3; l++) {
      mlp.setWeights(l, values(mlp.weights(l).length));
      Bits.assertSame(predictions(mlp.copy(), 300), predictions(mlp, 300), "weights of layer " + l);
      mlp.setBiases(l, values(mlp.units(l)));
      Bits.assertSame(predictions(mlp.copy(), 300), predictions(mlp, 300), "biases of layer " + l);
    }
  }

  private static float[] predictions(Mlp mlp, int rows) {
    return mlp.predict(values(rows * mlp.inputs()));
  }

  @Test
  void evaluatesAsATrainerDoes() {
    for (Activation output : List.of(Activation.SOFTMAX, Activation.SIGMOID, Activation.IDENTITY)) {
      Mlp mlp = Samples.net(Activation.TANH, output);
      Dataset data = Samples.classData(300);
      try (Trainer trainer = Trainer.builder(mlp).weightDecay(0.1f).build()) {
        assertEquals(trainer.evaluate(data), mlp.evaluate(data), output + "");
        trainer.fit(data, 1);
        assertEquals(trainer.evaluate(data), mlp.evaluate(data), output + ", after an epoch");
      }
      try (Trainer trainer = Trainer.builder(mlp).loss(Loss.SQUARED_ERROR).build()) {
        assertEquals(trainer.evaluate(data), mlp.evaluate(data, Loss.SQUARED_ERROR), output + "");
      }
      float[] out = mlp.predict(Samples.values(300 * 4));
      int correct = 0;
      for (int r = 0; r < 300; r++) {
        correct += mlp.classOf(out, r * 3) == data.classOf(r) ? 1 : 0;
      }
      assertEquals(correct, mlp.evaluate(data).correct(), output + ": rows that are right");
    }
  }

  @Test
  void refusesToEvaluateWhatDoesNotSuitIt() {
    Mlp mlp = Samples.classifier();
    assertRefused(IllegalArgumentException.class, () -> mlp.evaluate(Samples.classData(5), Loss.BINARY_CROSS_ENTROPY),
        "loss = binary_cross_entropy on a softmax output", "cross_entropy");
    assertRefused(IllegalArgumentException.class, () -> mlp.evaluate(Samples.targetData(5)), "cross_entropy");
    assertRefused(IllegalArgumentException.class, () -> net().evaluate(Samples.classData(5)), "4 inputs", "expected 5");
    assertRefused(NullPointerException.class, () -> mlp.evaluate(null), "data");
    assertRefused(NullPointerException.class, () -> mlp.evaluate(Samples.classData(5), null), "loss");
  }

  /** A network with everything that a network can have: what a copy does not copy shows in predictions or in training. */
  @Test
  void aCopyIsEqualAndIndependent() {
    Mlp mlp = Mlp.builder(4).dense(6, Activation.PRELU).norm(Norm.BATCH).dropout(0.2f).dense(5, Activation.TANH)
        .norm(Norm.LAYER).dense(3, Activation.SOFTMAX).seed(SEED).labels(List.of("a", "b", "c")).inputScale(0.5f).build();
    Samples.settings(mlp).build().fit(Samples.classData(20), 5);
    Mlp copy = mlp.copy();
    float[] parameters = mlp.parameters();
    float[] statistics = mlp.statistics();
    Bits.assertSame(parameters, copy.parameters());
    Bits.assertSame(statistics, copy.statistics());
    assertEquals(mlp.toString(), copy.toString());
    assertEquals(mlp.labels(), copy.labels());
    assertEquals(mlp.inputScale(), copy.inputScale());
    for (int l = 0; l < 3; l++) {
      assertEquals(mlp.activation(l), copy.activation(l));
      assertEquals(mlp.norm(l), copy.norm(l));
      assertEquals(mlp.dropout(l), copy.dropout(l));
    }
    Bits.assertSame(predictions(mlp), predictions(copy));

    Samples.settings(copy).build().fit(Samples.classData(20), 2);
    assertFalse(Arrays.equals(parameters, copy.parameters()), "the copy learns");
    Bits.assertSame(parameters, mlp.parameters(), "of its own");
    Bits.assertSame(statistics, mlp.statistics(), "of its own");
    Samples.settings(mlp).build().fit(Samples.classData(20), 2);
    Bits.assertSame(mlp.parameters(), copy.parameters(), "trained alike");
    Bits.assertSame(mlp.statistics(), copy.statistics(), "trained alike");
    Bits.assertSame(predictions(mlp), predictions(copy), "trained alike");
  }

  private static float[] predictions(Mlp mlp) {
    float[] out = new float[5 * mlp.outputs()];
    mlp.predict(Samples.values(5 * mlp.inputs()), 0, 5, out, 0);
    return out;
  }

  @Test
  void predictsWithTheParametersItWasGiven() {
    Mlp mlp = Mlp.builder(2).dense(1, Activation.IDENTITY).build();
    float[] out = new float[1];
    for (float w : new float[] {1f, 4f}) {
      mlp.setParameters(new float[] {w, -2f, 0.5f});
      mlp.predict(new float[] {3f, 0.25f}, 0, 1, out, 0);
      assertEquals(3 * w - 0.5f + 0.5f, out[0]);
    }
  }

  /** 128 rows go through the layers at once. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 13, 127, 128, 129, 300})
  void predictsManyRowsLikeOne(int rows) {
    Mlp mlp = net();
    float[] in = values(5 * 300 + 7);
    float[] expected = new float[3 * rows];
    for (int r = 0; r < rows; r++) {
      mlp.predict(in, 7 + 5 * r, 1, expected, 3 * r);
    }
    float[] inBefore = in.clone();
    float[] out = new float[4 + 3 * rows + 6];
    Arrays.fill(out, GUARD);
    mlp.predict(in, 7, rows, out, 4);
    float[] expectedOut = new float[out.length];
    Arrays.fill(expectedOut, GUARD);
    System.arraycopy(expected, 0, expectedOut, 4, 3 * rows);
    Bits.assertSame(expectedOut, out, rows + " rows, seed " + SEED);
    Bits.assertSame(inBefore, in);
  }

  @Test
  void predictsFromOneEndOfAnArrayToTheOther() {
    Mlp mlp = net();
    float[] both = Arrays.copyOf(values(10), 16);
    float[] expected = new float[6];
    mlp.predict(both, 0, 2, expected, 0);
    mlp.predict(both, 0, 2, both, 10);
    Bits.assertSame(expected, Arrays.copyOfRange(both, 10, 16));
  }

  @Test
  void refusesToPredictOntoItsInput() {
    Mlp mlp = net();
    float[] both = values(30);
    float[] before = both.clone();
    for (int[] offsets : new int[][] {{0, 0}, {0, 9}, {5, 0}, {10, 15}}) {
      assertRefused(IllegalArgumentException.class, () -> mlp.predict(both, offsets[0], 2, both, offsets[1]),
          "out overlaps in", "outOff = " + offsets[1]);
    }
    Bits.assertSame(before, both);
    mlp.predict(both, 6, 2, both, 0);
    mlp.predict(both, 0, 0, both, 0);
  }

  @Test
  void refusesRowsOutsideOfTheArray() {
    Mlp mlp = net();
    float[] in = new float[10];
    float[] out = new float[6];
    assertRefused(IllegalArgumentException.class, () -> mlp.predict(in, 0, -1, out, 0), "rows = -1");
    assertRefused(IndexOutOfBoundsException.class, () -> mlp.predict(in, 0, 3, new float[99], 0), "in has 10", "15");
    assertRefused(IndexOutOfBoundsException.class, () -> mlp.predict(in, 1, 2, out, 0), "in has 10", "offset 1");
    assertRefused(IndexOutOfBoundsException.class, () -> mlp.predict(in, -1, 1, out, 0), "in has 10", "offset -1");
    assertRefused(IndexOutOfBoundsException.class, () -> mlp.predict(in, 0, 2, out, 1), "out has 6", "offset 1");
    assertRefused(IndexOutOfBoundsException.class, () -> mlp.predict(in, 0, 2, out, -2), "out has 6", "offset -2");
    assertRefused(IndexOutOfBoundsException.class,
        () -> mlp.predict(in, 0, Integer.MAX_VALUE, out, 0), "in has 10", "2147483647 rows");
    Bits.assertSame(new float[6], out);
  }

  /** What {@link Mlp#save} writes, and what {@link Mlp#load} accepts and refuses. */
  @Nested
  class File {

    @TempDir
    private Path folder;

    /** A small network like 784-30-10, with an identity layer added. */
    private static Mlp classic() {
      return Mlp.builder(7).dense(4, Activation.SIGMOID).dense(3, Activation.IDENTITY).dense(2, Activation.SOFTMAX)
          .initializer(Initializer.NORMAL).seed(3).labels(List.of("cat", "dog")).inputScale(1 / 255f).build();
    }

    private SafeTensors saved(Mlp mlp) throws IOException {
      Path file = folder.resolve("net.safetensors");
      mlp.save(file);
      return SafeTensors.read(file);
    }

    private void assertFileRefused(Map<String, String> metadata, List<Tensor> tensors, String... inMessage)
        throws IOException {
      Path file = folder.resolve("bad.safetensors");
      new SafeTensors(metadata, tensors).write(file);
      String message = assertThrows(FileFormatException.class, () -> Mlp.load(file)).getMessage();
      assertTrue(message.startsWith(file.toString()), message + " does not begin with the file");
      for (String part : inMessage) {
        assertTrue(message.contains(part), message + " does not tell of " + part);
      }
    }

    /** The metadata of {@link #classic} with one entry changed, or removed if the value is null. */
    private Map<String, String> metadataWith(String key, String value) throws IOException {
      Map<String, String> metadata = new TreeMap<>(saved(classic()).metadata());
      metadata.remove(key);
      if (value != null) {
        metadata.put(key, value);
      }
      return metadata;
    }

    private void assertMetadataRefused(String key, String value, String... inMessage) throws IOException {
      assertFileRefused(metadataWith(key, value), saved(classic()).tensors(), inMessage);
    }

    @Test
    void numbersTensorsAsPyTorchNumbersModules() throws IOException {
      SafeTensors classic = saved(
          Mlp.builder(784).dense(30, Activation.SIGMOID).dense(10, Activation.SOFTMAX).build());
      assertEquals(List.of("0.weight", "0.bias", "2.weight", "2.bias"),
          classic.tensors().stream().map(Tensor::name).toList());
      assertArrayEquals(new long[] {30, 784}, classic.tensor("0.weight").shape());
      assertArrayEquals(new long[] {30}, classic.tensor("0.bias").shape());
      assertArrayEquals(new long[] {10, 30}, classic.tensor("2.weight").shape());

      assertEquals(List.of("0.weight", "0.bias", "2.weight", "2.bias", "3.weight", "3.bias"),
          saved(classic()).tensors().stream().map(Tensor::name).toList(), "an identity takes no number");
    }

    @Test
    void writesWeightsByOutputThenInput() throws IOException {
      Mlp mlp = Mlp.builder(3).dense(2, Activation.TANH).build();
      mlp.setParameters(new float[] {1, 2, 3, 4, 5, 6, 7, 8});
      SafeTensors file = saved(mlp);
      Bits.assertSame(new float[] {1, 3, 5, 2, 4, 6}, file.tensor("0.weight").data());
      Bits.assertSame(new float[] {7, 8}, file.tensor("0.bias").data());
    }

    @Test
    void describesTheModelInItsMetadata() throws IOException {
      assertEquals(Map.of("format", "jinbei/1", "architecture", "7-4-3-2", "activations", "sigmoid identity softmax",
          "input_scale", "0.003921569", "labels", "cat\ndog"), saved(classic()).metadata());
      Mlp plain = Mlp.builder(2).dense(1, Activation.RELU).build();
      assertEquals(Map.of("format", "jinbei/1", "architecture", "2-1", "activations", "relu", "input_scale", "1.0"),
          saved(plain).metadata());
    }

    @Test
    void savesAndLoadsEverything() throws IOException {
      Mlp mlp = classic();
      float[] parameters = mlp.parameters();
      float[] odd = {-0f, Float.MIN_VALUE, -Float.MAX_VALUE, 0.1f, Float.POSITIVE_INFINITY, Float.NaN};
      System.arraycopy(odd, 0, parameters, 3, odd.length);
      mlp.setParameters(parameters);
      Path file = folder.resolve("net.safetensors");
      mlp.save(file);
      Mlp loaded = Mlp.load(file);
      Bits.assertSame(parameters, loaded.parameters());
      assertEquals(mlp.toString(), loaded.toString());
      assertEquals(mlp.labels(), loaded.labels());
      assertEquals(mlp.inputScale(), loaded.inputScale());
      Path again = folder.resolve("again.safetensors");
      loaded.save(again);
      assertEquals(-1, Files.mismatch(file, again), "first byte that differs when saved again");
    }

    static List<Activation> activations() {
      List<Activation> activations = new ArrayList<>(Activation.all());
      activations.addAll(List.of(Activation.leakyRelu(0.01f), Activation.elu(1.3f), Activation.prelu(-0.5f)));
      return activations;
    }

    @ParameterizedTest
    @MethodSource("activations")
    void savesAndLoadsEveryActivation(Activation activation) throws IOException {
      Mlp mlp = Mlp.builder(3).dense(2, activation).labels(List.of("", "ü,\"")).build();
      Path file = folder.resolve("net.safetensors");
      mlp.save(file);
      Mlp loaded = Mlp.load(file);
      assertEquals(activation, loaded.activation(0));
      assertEquals(mlp.labels(), loaded.labels());
      Bits.assertSame(mlp.parameters(), loaded.parameters());
    }

    @Test
    void aLoadedModelCanBeTrained() throws IOException {
      float[] x = {1, 2, 3, 4, 5, 6, 7, 7, 6, 5, 4, 3, 2, 1};
      Mlp mlp = classic();
      Path file = folder.resolve("net.safetensors");
      mlp.save(file);
      Mlp loaded = Mlp.load(file);
      for (Mlp each : List.of(mlp, loaded)) {
        Trainer.builder(each).build().step(x, 0, new int[] {0, 1}, 0, 2);
      }
      Bits.assertSame(mlp.parameters(), loaded.parameters());
    }

    @Test
    void refusesOtherFiles() throws IOException {
      assertFileRefused(Map.of(), saved(classic()).tensors(), "format", "null", "jinbei/1");
      assertMetadataRefused("format", "jinbei/4", "is jinbei/4", "jinbei/3", "jinbei/2", "jinbei/1");
      assertMetadataRefused("format", "pt", "pt");
      Path text = folder.resolve("notes.txt");
      Files.writeString(text, "no model at all");
      String message = assertThrows(FileFormatException.class, () -> Mlp.load(text)).getMessage();
      assertTrue(message.startsWith(text.toString()), message);
    }

    @Test
    void refusesAFileCutShort() throws IOException {
      Path file = folder.resolve("net.safetensors");
      classic().save(file);
      byte[] bytes = Files.readAllBytes(file);
      for (int length : new int[] {0, 7, 8, 100, bytes.length - 1}) {
        Files.write(file, Arrays.copyOf(bytes, length));
        String message = assertThrows(FileFormatException.class, () -> Mlp.load(file), length + " bytes").getMessage();
        assertTrue(message.startsWith(file.toString()), message);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "architecture", "activations", "input_scale"})
    void refusesMissingEntries(String key) throws IOException {
      assertMetadataRefused(key, null, "\"" + key + "\"");
    }

    @ParameterizedTest
    @CsvSource({
      "7-4-3-2-1, 7-4-3-2-1", // more layers than activations
      "7-4-3, 7-4-3",
      "7, 7",
      "'', ''",
      "7-4-x-2, \"x\"",
      "7-4--2, \"\"",
      "7-4-3.0-2, \"3.0\"",
      "7-4-4000000000-2, \"4000000000\"", // beyond an int
      "7-4-0-2, 7-4-0-2",
      "7-65536-65536-2, 65536", // (7+1)*65536 + 65537*65536 parameters: beyond an array
      "2147483647-2147483647-2147483647-2147483647, 2147483647",
      "7-4-3-3, 3.weight", // valid, but not the widths of the tensors
      "8-4-3-2, 0.weight",
      "100000-10000-3-2, 0.weight" // 4 GB, if they were allocated
    })
    void refusesBadArchitectures(String architecture, String inMessage) throws IOException {
      assertMetadataRefused("architecture", architecture, inMessage);
    }

    @ParameterizedTest
    @CsvSource({
      "sigmoid swish softmax, swish",
      "sigmoid identity, 2 activations",
      "sigmoid identity softmax tanh, 4 activations",
      "softmax identity softmax, softmax",
      "sigmoid identity  softmax, unknown activation",
      "'', unknown activation",
      "sigmoid tanh softmax, 4.weight" // has a module number, which identity does not have
    })
    void refusesBadActivations(String activations, String inMessage) throws IOException {
      assertMetadataRefused("activations", activations, inMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "0", "-1", "NaN", "Infinity", "1e60"})
    void refusesBadInputScales(String scale) throws IOException {
      assertMetadataRefused("input_scale", scale, "input_scale");
    }

    @Test
    void refusesAnotherNumberOfLabelsThanOutputs() throws IOException {
      assertMetadataRefused("labels", "cat", "1 label,", "expected 2");
      assertMetadataRefused("labels", "cat\ndog\ncow", "3 labels", "expected 2");
      assertMetadataRefused("labels", "", "1 label,");
    }

    @Test
    void refusesTensorsOfOtherNamesOrShapes() throws IOException {
      SafeTensors good = saved(classic());
      List<Tensor> tensors = good.tensors();
      assertFileRefused(good.metadata(), List.of(),
          "does not have the tensors 0.weight, 0.bias, 2.weight, 2.bias, 3.weight, 3.bias; expected those of 7-4-3-2");
      assertFileRefused(good.metadata(), tensors.subList(0, 5), "does not have the tensors 3.bias; expected");

      List<Tensor> more = new ArrayList<>(tensors);
      more.add(new Tensor("9.weight", new long[] {1}, new float[1]));
      assertFileRefused(good.metadata(), more, "has the tensors 9.weight, which it should not have; expected");

      assertFileRefused(good.metadata(), replaced(tensors, 2, new Tensor("1.weight", new long[] {3, 4}, new float[12])),
          "does not have the tensors 2.weight and has the tensors 1.weight, which it should not have");
      assertFileRefused(good.metadata(), replaced(tensors, 0, new Tensor("0.weight", new long[] {7, 4}, new float[28])),
          "0.weight", "[7, 4]", "[4, 7]");
      assertFileRefused(good.metadata(), replaced(tensors, 0, new Tensor("0.weight", new long[] {28}, new float[28])),
          "0.weight", "[28]", "[4, 7]");
      assertFileRefused(good.metadata(), replaced(tensors, 5, new Tensor("3.bias", new long[] {1, 2}, new float[2])),
          "3.bias", "[1, 2]", "[2]");
      assertFileRefused(good.metadata(), replaced(tensors, 5, new Tensor("3.bias", new long[] {0}, new float[0])),
          "3.bias", "[0]", "[2]");
    }

    private static List<Tensor> replaced(List<Tensor> tensors, int index, Tensor with) {
      List<Tensor> changed = new ArrayList<>(tensors);
      changed.set(index, with);
      return changed;
    }

    @Test
    void refusesAMissingFile() {
      assertThrows(IOException.class, () -> Mlp.load(folder.resolve("absent.safetensors")));
      assertThrows(IOException.class, () -> classic().save(folder.resolve("absent").resolve("net.safetensors")));
    }
  }
}

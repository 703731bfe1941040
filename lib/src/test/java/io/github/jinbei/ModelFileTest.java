package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.format.SafeTensors.DoubleTensor;
import io.github.jinbei.format.SafeTensors.Tensor;
import io.github.jinbei.format.SafeTensorsBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entries of norms, PReLU, dropout and custom activations in the file, and the version that it names. */
@BitEquality
class ModelFileTest {

  @TempDir
  private Path folder;

  private static Activation own() {
    return Activation.custom("own", z -> z * z, z -> 2 * z);
  }

  /** 4-6-5-7-3 with norms, PReLU, dropout and a custom activation. */
  private static Mlp net(Activation third) {
    Mlp mlp = Mlp.builder(4).dense(6, Activation.PRELU).norm(Norm.BATCH).dropout(0.25f)
        .dense(5, Activation.IDENTITY).norm(Norm.LAYER)
        .dense(7, third).dropout(0.1f)
        .dense(3, Activation.SOFTMAX).seed(4).build();
    Samples.settings(mlp).batchSize(6).build().fit(Samples.classData(18), 3);
    return mlp;
  }

  private Path saved(Mlp mlp) throws IOException {
    Path file = folder.resolve("net.safetensors");
    mlp.save(file);
    return file;
  }

  private static float[] predictions(Mlp mlp) {
    float[] out = new float[30 * mlp.outputs()];
    mlp.predict(Samples.values(30 * mlp.inputs()), 0, 30, out, 0);
    return out;
  }

  @Test
  void numbersTensorsAsPyTorchNumbersModules() throws IOException {
    SafeTensors file = SafeTensors.read(saved(net(Activation.prelu(0.5f))));
    // Linear 0, batch norm 1, PReLU 2, dropout 3; Linear 4, layer norm 5; Linear 6, PReLU 7, dropout 8; Linear 9.
    assertEquals(List.of("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "2.weight",
        "4.weight", "4.bias", "5.weight", "5.bias", "6.weight", "6.bias", "7.weight", "9.weight", "9.bias"),
        file.tensors().stream().map(Tensor::name).toList());
    for (String name : List.of("1.weight", "1.running_var", "2.weight")) {
      assertArrayEquals(new long[] {6}, file.tensor(name).shape(), name);
    }
    assertEquals(Map.of("format", "jinbei/2", "architecture", "4-6-5-7-3", "activations",
        "prelu identity prelu(0.5) softmax", "norms", "batch layer none none", "dropout", "0.25 0.0 0.1 0.0",
        "input_scale", "1.0"), file.metadata());
  }

  @Test
  void everyVectorHasItsTensor() throws IOException {
    Mlp mlp = Mlp.builder(1).dense(2, Activation.PRELU).norm(Norm.BATCH).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13});
    mlp.setStatistics(new float[] {-1, -2, 21, 22});
    SafeTensors file = SafeTensors.read(saved(mlp));
    Object[][] expected = {{"0.weight", 1f, 2f}, {"0.bias", 3f, 4f}, {"1.weight", 5f, 6f}, {"1.bias", 7f, 8f},
        {"1.running_mean", -1f, -2f}, {"1.running_var", 21f, 22f}, {"2.weight", 9f, 10f}, {"3.weight", 11f, 12f}};
    for (Object[] e : expected) {
      Bits.assertSame(new float[] {(float) e[1], (float) e[2]}, file.tensor((String) e[0]).data(), (String) e[0]);
    }
  }

  @Test
  void savesAndLoadsEverything() throws IOException {
    for (Activation third : List.of(Activation.SILU, Activation.prelu(0.5f), Activation.elu(1.3f), own())) {
      Mlp mlp = net(third);
      Path file = saved(mlp);
      Mlp loaded = Mlp.load(file, third);
      Bits.assertSame(mlp.parameters(), loaded.parameters());
      Bits.assertSame(mlp.statistics(), loaded.statistics());
      assertFalse(mlp.statistics()[0] == 0f, "statistics that were learned");
      for (int l = 0; l < 4; l++) {
        assertEquals(mlp.activation(l), loaded.activation(l));
        assertEquals(mlp.norm(l), loaded.norm(l));
        assertEquals(mlp.dropout(l), loaded.dropout(l));
      }
      Bits.assertSame(predictions(mlp), predictions(loaded));
      Path again = folder.resolve("again.safetensors");
      loaded.save(again);
      assertEquals(-1, Files.mismatch(file, again), "first byte that differs when saved again");
      // Training continues from both with the same bits.
      for (Mlp each : List.of(mlp, loaded)) {
        Samples.settings(each).batchSize(6).build().fit(Samples.classData(18), 2);
      }
      Bits.assertSame(mlp.parameters(), loaded.parameters());
      Bits.assertSame(mlp.statistics(), loaded.statistics());
    }
  }

  @Test
  void savesAndLoadsInAnInterruptedThread() throws IOException {
    Mlp mlp = net(Activation.TANH);
    Path file = folder.resolve("net.safetensors");
    Thread.currentThread().interrupt();
    mlp.save(file);
    Mlp loaded = Mlp.load(file);
    assertTrue(Thread.interrupted(), "flag");
    Bits.assertSame(mlp.parameters(), loaded.parameters());
    Bits.assertSame(mlp.statistics(), loaded.statistics());
  }

  @Test
  void customActivationsMustBePassedToLoad() throws IOException {
    Activation own = own();
    Path file = saved(net(own));
    for (Activation[] given : new Activation[][] {{}, {Activation.custom("other", z -> z, z -> 1)}}) {
      String message = assertThrows(FileFormatException.class, () -> Mlp.load(file, given)).getMessage();
      for (String part : List.of(file.toString(), "\"own\"", "load(file, activation)")) {
        assertTrue(message.contains(part), message + " does not tell of " + part);
      }
    }
    assertSame(own, Mlp.load(file, Activation.custom("other", z -> z, z -> 1), own).activation(2));
  }

  private void assertRefused(String key, String value, String... inMessage) throws IOException {
    SafeTensors good = SafeTensors.read(saved(net(Activation.TANH)));
    Map<String, String> metadata = new TreeMap<>(good.metadata());
    metadata.remove(key);
    if (value != null) {
      metadata.put(key, value);
    }
    assertRefused(metadata, good.tensors(), inMessage);
  }

  private void assertRefused(Map<String, String> metadata, List<Tensor> tensors, String... inMessage) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    new SafeTensors(metadata, tensors).write(file);
    String message = assertThrows(FileFormatException.class, () -> Mlp.load(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    for (String part : inMessage) {
      assertTrue(message.contains(part), message + " does not tell of " + part);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "norms, , norms",
    "norms, batch layer none, 4 words",
    "norms, batch layer none none none, 4 words",
    "norms, '', 4 words",
    "norms, batch group none none, group",
    "norms, BATCH layer none none, BATCH",
    "norms, batch layer none batch, norm",
    "norms, layer layer none none, tensors",
    "norms, none layer none none, tensors",
    "norms, batch batch none none, tensors",
    "dropout, , dropout",
    "dropout, 0.25 0.0 0.1, 4 words",
    "dropout, 0.25 0.0 x 0.0, x",
    "dropout, 1.0 0.0 0.1 0.0, dropout = 1.0",
    "dropout, 0.25 -0.5 0.1 0.0, dropout = -0.5",
    "dropout, NaN 0.0 0.1 0.0, NaN",
    "dropout, 0.25 0.0 0.1 0.5, dropout",
    "dropout, 0.0 0.0 0.1 0.0, 3.weight", // has no module number then
    "activations, prelu identity prelu softmax, tensors",
    "activations, prelu identity elu softmax, elu",
    "activations, prelu identity elu(-1) softmax, elu(-1)",
    "format, jinbei/1, tensors" // has neither norms nor dropout
  })
  void refusesBadDescriptions(String key, String value, String inMessage) throws IOException {
    assertRefused(key, value, inMessage);
  }

  @Test
  void refusesBadTensors() throws IOException {
    SafeTensors good = SafeTensors.read(saved(net(Activation.TANH)));
    for (int i = 0; i < good.tensors().size(); i++) {
      Tensor t = good.tensors().get(i);
      List<Tensor> fewer = new ArrayList<>(good.tensors());
      fewer.remove(i);
      assertRefused(good.metadata(), fewer, "does not have the tensors " + t.name() + "; expected those of 4-6-5-7-3");
      List<Tensor> renamed = new ArrayList<>(good.tensors());
      renamed.set(i, new Tensor("99.weight", t.shape(), t.data()));
      assertRefused(good.metadata(), renamed,
          "does not have the tensors " + t.name() + " and has the tensors 99.weight, which it should not have; "
              + "expected those of 4-6-5-7-3");
      List<Tensor> flat = new ArrayList<>(good.tensors());
      long[] wide = new long[] {1, t.data().length};
      flat.set(i, new Tensor(t.name(), wide, t.data()));
      assertRefused(good.metadata(), flat, t.name(), "[1, " + t.data().length + "]");
      if (t.name().endsWith("running_var")) {
        for (float bad : new float[] {-1f, Float.NaN}) {
          float[] data = t.data().clone();
          data[2] = bad;
          List<Tensor> negative = new ArrayList<>(good.tensors());
          negative.set(i, new Tensor(t.name(), t.shape(), data));
          assertRefused(good.metadata(), negative, "" + bad, "variance");
        }
      }
    }
  }

  /**
   * The bytes of PyTorch's {@code save_file(model.state_dict(), metadata=ours)} for Linear(1, 2), BatchNorm1d(2), ReLU,
   * Linear(2, 1), BatchNorm1d(1), ReLU, Linear(1, 1): dtypes from the widest on, within a dtype names in order.
   */
  @Test
  void loadsAStateDictOfPyTorch() throws IOException {
    Path file = folder.resolve("pytorch.safetensors");
    Files.write(file, SafeTensorsBytes.file(pyTorchHeader("1.num_batches_tracked"), pyTorchData()));
    Mlp mlp = Mlp.load(file);
    assertEquals("1-2-1-1", mlp.toString());
    Bits.assertSame(new float[] {3, 4, 1, 2, 7, 8, 5, 6, 12, 13, 11, 15, 14, 19, 18}, mlp.parameters());
    Bits.assertSame(new float[] {9, 10, 0.25f, 0.5f, 16, 17}, mlp.statistics());
  }

  @Test
  void refusesParametersThatAreIntegers() throws IOException {
    Path file = folder.resolve("pytorch.safetensors");
    // A counter with the name of a bias.
    Files.write(file, SafeTensorsBytes.file(pyTorchHeader("4.bias").replace("\"4.bias\":{\"dtype\":\"F32\"",
        "\"4.beta\":{\"dtype\":\"F32\""), pyTorchData()));
    assertEquals(file + ": tensor 4.bias has the dtype I64; expected F32",
        assertThrows(FileFormatException.class, () -> Mlp.load(file)).getMessage());
  }

  private static String pyTorchHeader(String counter) {
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"jinbei/2\",\"architecture\":\"1-2-1-1\","
        + "\"activations\":\"relu relu identity\",\"norms\":\"batch batch none\",\"dropout\":\"0.0 0.0 0.0\","
        + "\"input_scale\":\"1.0\"},"
        + "\"" + counter + "\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
        + "\"4.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]}");
    int at = 16;
    for (String entry : List.of("0.bias [2]", "0.weight [2,1]", "1.bias [2]", "1.running_mean [2]", "1.running_var [2]",
        "1.weight [2]", "3.bias [1]", "3.weight [1,2]", "4.bias [1]", "4.running_mean [1]", "4.running_var [1]",
        "4.weight [1]", "6.bias [1]", "6.weight [1,1]")) {
      String[] words = entry.split(" ");
      int end = at + (words[1].contains("2") ? 8 : 4);
      header.append(",\"" + words[0] + "\":{\"dtype\":\"F32\",\"shape\":" + words[1] + ",\"data_offsets\":[" + at + "," + end
          + "]}");
      at = end;
    }
    return header.append("}  ").toString();
  }

  /** The bytes: counters of 41 and 2^62, then the floats. */
  private static byte[] pyTorchData() {
    byte[] data = SafeTensorsBytes.floats(0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 9, 10, 0.25f, 0.5f, 7, 8, 11, 12, 13, 14, 16, 17, 15,
        18, 19);
    data[0] = 41;
    data[15] = 64;
    return data;
  }

  /** Dropout or an activation with parameters alone needs jinbei/2; norms do in the other tests. */
  @Test
  void namesTheLowestVersion() throws IOException {
    for (Activation plain : List.of(Activation.RELU, Activation.elu(1.3f), own())) {
      Mlp mlp = Mlp.builder(2).dense(3, plain).regression(1).build();
      Map<String, String> metadata = SafeTensors.read(saved(mlp)).metadata();
      assertEquals("jinbei/1", metadata.get("format"), plain.name());
      assertFalse(metadata.containsKey("norms") || metadata.containsKey("dropout"), metadata.toString());
      assertEquals(0f, Mlp.load(saved(mlp), plain).dropout(0));
    }
    for (Mlp mlp : List.of(Mlp.builder(2).dense(3, Activation.RELU).dropout(0.5f).regression(1).build(),
        Mlp.builder(2).dense(3, Activation.PRELU).regression(1).build(),
        Mlp.builder(2).dense(3, Activation.RELU).norm(Norm.LAYER).regression(1).build())) {
      assertEquals("jinbei/2", SafeTensors.read(saved(mlp)).metadata().get("format"));
    }
  }

  /** 2-3-1 with factors 0.5, whose products are exact, and 0.1, whose products are not. */
  private static Mlp factored() {
    Mlp mlp = Mlp.builder(2).inputFactors().dense(3, Activation.PRELU).norm(Norm.BATCH).regression(1).seed(8).build();
    mlp.setInputFactors(new float[] {0.5f, 0.1f});
    mlp.setWeights(0, new float[] {1, -2, 3, 0.7f, -0f, Float.MIN_VALUE});
    return mlp;
  }

  /** The tensors are those of PyTorch's Linear, BatchNorm1d, PReLU, Linear: factors are multiplied into the weights. */
  @Test
  void foldsInputFactorsIntoTheFirstWeights() throws IOException {
    SafeTensors file = SafeTensors.read(saved(factored()));
    assertEquals("jinbei/3", file.metadata().get("format"));
    assertEquals("0x1.0p-1 0x1.99999ap-4", file.metadata().get("input_factors"));
    assertEquals("0x1.0p0 -0x1.0p1 0x1.8p1 0x1.666666p-1 -0x0.0p0 0x0.000002p-126", file.metadata().get("input_weights"));
    assertEquals(List.of("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "2.weight",
        "3.weight", "3.bias"), file.tensors().stream().map(Tensor::name).toList());
    assertArrayEquals(new long[] {3, 2}, file.tensor("0.weight").shape());
    Bits.assertSame(new float[] {0.5f, 0.7f * 0.1f, -1f, -0f, 1.5f, 0f}, file.tensor("0.weight").data());
  }

  @Test
  void loadsInputFactorsToTheSameBits() throws IOException {
    Mlp mlp = factored();
    Path file = saved(mlp);
    Mlp loaded = Mlp.load(file);
    assertTrue(loaded.hasInputFactors());
    Bits.assertSame(mlp.parameters(), loaded.parameters());
    Bits.assertSame(predictions(mlp), predictions(loaded));
    Path again = folder.resolve("again.safetensors");
    loaded.save(again);
    assertEquals(-1, Files.mismatch(file, again), "first byte that differs when saved again");
    for (Mlp each : List.of(mlp, loaded)) {
      Samples.settings(each).build().fit(Dataset.ofTargets(Samples.values(20), 2, Samples.values(10), 1), 2);
    }
    Bits.assertSame(mlp.parameters(), loaded.parameters(), "trained");
  }

  @ParameterizedTest
  @CsvSource({
    "input_factors, 0x1.0p-1, has 1 number; expected 2",
    "input_factors, 0x1.0p-1 0x1.99999ap-4 0x1.0p0, has 3 numbers; expected 2",
    "input_factors, 0x1.0p-1 0.1, the word \"0.1\"; expected a hexadecimal float",
    "input_factors, 0x1.0p-1 0x1.99999ap-4f, 0x1.99999ap-4f",
    "input_factors, 0x1.0p-1 zero, zero",
    "input_factors, 0x1.0p-1  0x1.99999ap-4, 3 numbers",
    "input_factors, 0x1.0p-2 0x1.99999ap-4, 'tensor 0.weight has 0.5 at [0, 0]; expected 0.25, the product'",
    "input_factors, , input_factors",
    "input_weights, , input_weights",
    "input_weights, 0x1.0p0, has 1 number; expected 6",
    "input_weights, 0x1.0p0 -0x1.0p1 0x1.8p1 0x1.666666p-1 0x0.0p0 0x0.000002p-126, 'at [1, 1]; expected 0.0'"
  })
  void refusesBadInputFactors(String key, String value, String inMessage) throws IOException {
    SafeTensors good = SafeTensors.read(saved(factored()));
    Map<String, String> metadata = new TreeMap<>(good.metadata());
    metadata.remove(key);
    if (value != null) {
      metadata.put(key, value);
    }
    assertRefused(metadata, good.tensors(), inMessage);
  }

  @Test
  void refusesDoubles() throws IOException {
    SafeTensors good = SafeTensors.read(saved(net(Activation.TANH)));
    List<Tensor> fewer = good.tensors().stream().filter(tensor -> !tensor.name().equals("0.bias")).toList();
    Path file = folder.resolve("doubles.safetensors");
    new SafeTensors(good.metadata(), fewer, List.of(new DoubleTensor("0.bias", new long[] {6}, new double[6]))).write(file);
    assertEquals(file + ": tensor 0.bias has the dtype F64; expected F32",
        assertThrows(FileFormatException.class, () -> Mlp.load(file)).getMessage());
    new SafeTensors(good.metadata(), good.tensors(), List.of(new DoubleTensor("more", new long[] {1}, new double[1])))
        .write(file);
    assertEquals(file + ": has the tensors more, which it should not have; expected those of 4-6-5-7-3",
        assertThrows(FileFormatException.class, () -> Mlp.load(file)).getMessage());
  }
}

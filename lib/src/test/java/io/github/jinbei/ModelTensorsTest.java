package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.format.SafeTensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several networks in one file. {@link ModelFileTest} has the entries of one. */
@BitEquality
class ModelTensorsTest {

  @TempDir
  private Path folder;

  private static Mlp net(int units, long seed) {
    return Mlp.builder(3).dense(units, Activation.PRELU).norm(Norm.BATCH).dropout(0.25f).dense(2, Activation.SOFTMAX)
        .labels(List.of("a" + seed, "b")).inputScale(0.5f + seed).seed(seed).build();
  }

  /** Prefixes of which one begins another, and entries of somebody else. */
  private static SafeTensors several(Map<String, Mlp> networks) {
    Map<String, String> metadata = new HashMap<>(Map.of("format", "jinbei/3", "labels", "x\ny\nz"));
    List<Tensor> tensors = new ArrayList<>(List.of(new Tensor("0.weight", new long[] {1}, new float[1])));
    networks.forEach((prefix, mlp) -> {
      metadata.putAll(ModelTensors.metadata(mlp, prefix));
      tensors.addAll(ModelTensors.tensors(mlp, prefix));
    });
    return new SafeTensors(metadata, tensors);
  }

  @Test
  void readsEachOfSeveralNetworks() throws IOException {
    Map<String, Mlp> networks = Map.of("1.", net(4, 1), "11.", net(5, 2), "net ", net(6, 3));
    Path file = folder.resolve("several.safetensors");
    several(networks).write(file);
    SafeTensors content = SafeTensors.read(file);
    networks.forEach((prefix, mlp) -> {
      Mlp read = ModelTensors.read(content, prefix);
      assertEquals(mlp.toString(), read.toString());
      Bits.assertSame(mlp.parameters(), read.parameters(), prefix);
      Bits.assertSame(mlp.statistics(), read.statistics(), prefix);
      assertEquals(mlp.labels(), read.labels());
      assertEquals(mlp.inputScale(), read.inputScale());
      assertEquals(mlp.norm(0), read.norm(0));
      assertEquals(mlp.dropout(0), read.dropout(0));
    });
  }

  @Test
  void returnsCopiesOfTheValues() {
    Mlp mlp = net(4, 1);
    float[] before = mlp.parameters();
    ModelTensors.tensors(mlp, "").forEach(tensor -> tensor.data()[0] = 77);
    Bits.assertSame(before, mlp.parameters());
  }

  @Test
  void namesWhatIsMissingWithItsPrefix() {
    SafeTensors file = several(Map.of("1.", net(4, 1)));
    assertRefused("the metadata have no entry \"2.activations\"", file.metadata(), file.tensors(), "2.");
    assertRefused("does not have the tensors 1.0.bias;", file.metadata(),
        file.tensors().stream().filter(t -> !t.name().equals("1.0.bias")).toList(), "1.");
    List<Tensor> more = new ArrayList<>(file.tensors());
    more.add(new Tensor("1.9.bias", new long[] {1}, new float[1]));
    assertRefused("has the tensors 1.9.bias, which it should not have", file.metadata(), more, "1.");
    Map<String, String> metadata = new HashMap<>(file.metadata());
    metadata.put("1.norms", "batch");
    assertRefused("the metadata entry \"format\" is other/3; expected one of jinbei/1, jinbei/2, jinbei/3",
        Map.of("format", "other/3"), List.of(), "1.");
    assertRefused("the metadata entry \"1.norms\" is \"batch\"; expected 2 words", metadata, file.tensors(), "1.");
  }

  private static void assertRefused(String inMessage, Map<String, String> metadata, List<Tensor> tensors, String prefix) {
    SafeTensors file = new SafeTensors(metadata, tensors);
    String message = assertThrows(IllegalArgumentException.class, () -> ModelTensors.read(file, prefix)).getMessage();
    assertTrue(message.contains(inMessage), message);
  }

  @ParameterizedTest
  @CsvSource({"classifier, MlpClassifier.load", "regressor, MlpRegressor.load"})
  void theFileOfAnEstimatorIsNoNetwork(String kind, String reader) throws IOException {
    Path file = folder.resolve("estimator.safetensors");
    new SafeTensors(Map.of("format", "jinbei/3", "kind", kind), List.of()).write(file);
    assertEquals(file + ": holds a " + kind + " of tables; expected a network; " + reader + " reads it",
        assertThrows(FileFormatException.class, () -> Mlp.load(file)).getMessage());
  }
}

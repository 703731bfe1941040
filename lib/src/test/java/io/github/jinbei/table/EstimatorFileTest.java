package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.Samples;
import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.format.SafeTensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of estimators: what is saved is loaded with the same bits, and wrong files are refused. */
class EstimatorFileTest {

  private static final Table TABLE = EstimatorSamples.table(40, 9);

  private static MlpClassifier classifier;
  private static MlpRegressor regressor;
  private static SafeTensors ofClassifier;
  private static SafeTensors ofRegressor;

  @TempDir
  private Path folder;

  @BeforeAll
  static void train(@TempDir Path folder) throws IOException {
    classifier = EstimatorSamples.classifier();
    regressor = EstimatorSamples.regressor();
    Path file = folder.resolve("model.safetensors");
    classifier.save(file);
    ofClassifier = SafeTensors.read(file);
    regressor.save(file);
    ofRegressor = SafeTensors.read(file);
  }

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  private static void assertSame(MlpEstimator expected, MlpEstimator actual) {
    assertEquals(expected.target(), actual.target());
    assertEquals(expected.rows(), actual.rows());
    assertEquals(expected.seed(), actual.seed());
    assertEquals(expected.networks(), actual.networks());
    for (int i = 0; i < expected.networks(); i++) {
      assertArrayEquals(expected.network(i).parameters(), actual.network(i).parameters(), "network " + i);
      assertEquals(expected.network(i).toString(), actual.network(i).toString());
    }
    assertEquals(expected.features().names(), actual.features().names());
    assertArrayEquals(expected.features().transform(TABLE), actual.features().transform(TABLE));
  }

  @Test
  void aClassifierIsLoadedAsItWas() throws IOException {
    classifier.save(file());
    MlpClassifier loaded = MlpClassifier.load(file());
    assertSame(classifier, loaded);
    assertEquals(List.of(EstimatorSamples.LABELS), loaded.classes());
    assertArrayEquals(classifier.predict(TABLE), loaded.predict(TABLE));
    assertTrue(Arrays.deepEquals(classifier.probabilities(TABLE), loaded.probabilities(TABLE)));
    assertEquals(classifier.score(TABLE), loaded.score(TABLE));
  }

  @Test
  void aRegressorIsLoadedAsItWas() throws IOException {
    regressor.save(file());
    MlpRegressor loaded = MlpRegressor.load(file());
    assertSame(regressor, loaded);
    assertArrayEquals(regressor.predict(TABLE), loaded.predict(TABLE));
    assertEquals(regressor.score(TABLE), loaded.score(TABLE));
  }

  @Test
  void whatIsLoadedIsSavedWithTheSameBytes() throws IOException {
    Path again = folder.resolve("again.safetensors");
    for (MlpEstimator estimator : List.of(classifier, regressor)) {
      estimator.save(file());
      MlpEstimator loaded = MlpEstimator.read(SafeTensors.read(file()));
      assertEquals(estimator.getClass(), loaded.getClass());
      loaded.save(again);
      assertArrayEquals(Files.readAllBytes(file()), Files.readAllBytes(again));
    }
  }

  /** The tensors alone, computed in double as PyTorch computes {@code nn.Sequential}, give the probabilities. */
  @Test
  void theTensorsAreThoseOfSequentialModules() {
    SafeTensors content = ofClassifier;
    float[] x = classifier.features().transform(TABLE);
    int inputs = classifier.features().inputs();
    double[][] expected = classifier.probabilities(TABLE);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < classifier.networks(); i++) {
      for (int module : new int[] {0, 2, 4}) {
        names.add(i + "." + module + ".weight");
        names.add(i + "." + module + ".bias");
      }
    }
    assertEquals(names, content.tensors().stream().map(Tensor::name).toList());
    for (int row = 0; row < TABLE.rows(); row++) {
      double[] mean = new double[3];
      for (int i = 0; i < classifier.networks(); i++) {
        double[] h = new double[inputs];
        for (int j = 0; j < inputs; j++) {
          h[j] = x[row * inputs + j];
        }
        h = selu(linear(content, i + ".0", h));
        h = selu(linear(content, i + ".2", h));
        h = linear(content, i + ".4", h);
        double sum = Arrays.stream(h).map(Math::exp).sum();
        for (int k = 0; k < 3; k++) {
          mean[k] += Math.exp(h[k]) / sum / classifier.networks();
        }
      }
      assertArrayEquals(expected[row], mean, 1e-5, "row " + row);
    }
  }

  private static double[] linear(SafeTensors content, String module, double[] x) {
    Tensor weight = content.tensor(module + ".weight");
    float[] bias = content.tensor(module + ".bias").data();
    assertArrayEquals(new long[] {bias.length, x.length}, weight.shape(), module);
    double[] z = new double[bias.length];
    for (int o = 0; o < z.length; o++) {
      z[o] = bias[o];
      for (int i = 0; i < x.length; i++) {
        z[o] += weight.data()[o * x.length + i] * x[i];
      }
    }
    return z;
  }

  private static double[] selu(double[] z) {
    return Arrays.stream(z).map(v -> 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v))).toArray();
  }

  private static void assertRefused(SafeTensors content, Consumer<Map<String, String>> change, String message) {
    Map<String, String> metadata = new TreeMap<>(content.metadata());
    change.accept(metadata);
    SafeTensors changed = new SafeTensors(metadata, content.tensors());
    Samples.assertRefused(IllegalArgumentException.class, () -> MlpEstimator.read(changed), message);
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '\'', value = {
    "format, jinbei/4, 'are jinbei/4 and classifier; expected jinbei/3 and classifier or regressor'",
    "kind, ranker, 'are jinbei/3 and ranker; expected'",
    "networks, 0, '\"networks\" is 0; expected 1 to'",
    "networks, 1, 'has the tensor 1.0.weight; expected those of 1 network'",
    "networks, 3, '2.'",
    "networks, many, '\"networks\" is \"many\"; expected a number'",
    "networks, 99999999999, '\"networks\" is 99999999999; expected 1 to'",
    "rows, -1, '\"rows\" is -1; expected 1 to'",
    "seed, x, '\"seed\" is \"x\"; expected a number'",
    "target, 'a\\', '\"target\" has'",
    "classes, '~', 'has 1 class; expected at least 2'",
    "classes, 'a~a~b~', '\"classes\" has \"a\" twice'",
    "classes, 'a~b~', 'and 2 outputs of softmax'",
    "weight_factors, '1 -1 2', '\"weight_factors\" is [1.0, -1.0, 2.0]; expected finite numbers of at least 0, 3 of them or 1'",
    "weight_factors, '1 2', 'expected finite numbers of at least 0, 3 of them or 1'",
    "weight_factors, Infinity, 'expected finite numbers'",
    "weights, w, 'no entry \"weight_factors\"'",
    "columns, 'a~b~', 'expected 3 inputs, as the columns give'",
  })
  void wrongEntriesAreRefused(String key, String value, String message) {
    assertRefused(ofClassifier, metadata -> metadata.put(key, value.replace('~', '\n')), message);
  }

  /** Without an entry of factors, a network has none, and its tensors are the same. */
  @Test
  void eachEntryIsNeeded() {
    for (SafeTensors content : List.of(ofClassifier, ofRegressor)) {
      for (String key : content.metadata().keySet()) {
        if (!key.equals("format") && !key.equals("kind") && !key.endsWith(".input_factors")) {
          assertRefused(content, metadata -> metadata.remove(key), "\"" + key + "\"");
        }
      }
    }
    assertRefused(ofRegressor, metadata -> metadata.put("target_mean", "Infinity"), "\"target_mean\" is infinite");
    assertRefused(ofRegressor, metadata -> metadata.put("target_deviation", "-1"), "\"target_deviation\" is -1.0");
    assertRefused(ofRegressor, metadata -> metadata.put("weight_factors", "1 2"), "expected finite numbers of at least 0, 1");
    assertRefused(ofRegressor, metadata -> metadata.remove("format"), "are null and regressor");
  }

  @Test
  void theExceptionNamesTheFile() throws IOException {
    Map<String, String> metadata = new TreeMap<>(ofClassifier.metadata());
    metadata.remove("classes");
    new SafeTensors(metadata, ofClassifier.tensors()).write(file());
    Samples.assertRefused(FileFormatException.class, () -> MlpClassifier.load(file()), file().toString(), "\"classes\"");
  }

  @Test
  void anEstimatorOfTheOtherKindIsRefused() throws IOException {
    classifier.save(file());
    Samples.assertRefused(FileFormatException.class, () -> MlpRegressor.load(file()), file().toString(),
        "is a classifier; expected a regressor. MlpClassifier.load reads it");
    regressor.save(file());
    Samples.assertRefused(FileFormatException.class, () -> MlpClassifier.load(file()), file().toString(),
        "is a regressor; expected a classifier. MlpRegressor.load reads it");
  }

  @Test
  void networksAndEstimatorsAreToldApart() throws IOException {
    for (MlpEstimator estimator : List.of(classifier, regressor)) {
      estimator.save(file());
      Samples.assertRefused(FileFormatException.class, () -> Mlp.load(file()),
          estimator.getClass().getSimpleName() + ".load");
    }
    for (Mlp mlp : List.of(Mlp.builder(3).dense(2, Activation.SOFTMAX).build(), classifier.network(0))) {
      mlp.save(file());
      Samples.assertRefused(FileFormatException.class, () -> MlpClassifier.load(file()), "is a network alone", "Mlp.load");
      Samples.assertRefused(FileFormatException.class, () -> MlpRegressor.load(file()), "is a network alone", "Mlp.load");
    }
  }

  @Test
  void wrongTensorsAreRefused() {
    List<Tensor> tensors = new ArrayList<>(ofRegressor.tensors());
    Tensor missing = tensors.remove(2);
    Samples.assertRefused(IllegalArgumentException.class,
        () -> MlpEstimator.read(new SafeTensors(ofRegressor.metadata(), tensors)), missing.name());
    for (String name : List.of("3.0.weight", "weight", "00.0.weight", "-1.0.weight", "99999999999.0.weight", "1.9.weight")) {
      List<Tensor> more = new ArrayList<>(ofRegressor.tensors());
      more.add(new Tensor(name, new long[] {1}, new float[1]));
      Samples.assertRefused(IllegalArgumentException.class,
          () -> MlpEstimator.read(new SafeTensors(ofRegressor.metadata(), more)), name);
    }
  }

  @Test
  void aFailureLeavesTheOldFile() throws IOException {
    classifier.save(file());
    byte[] bytes = Files.readAllBytes(file());
    assertThrows(IOException.class, () -> regressor.save(folder));
    assertThrows(IOException.class, () -> regressor.save(folder.resolve("none").resolve("model.safetensors")));
    assertArrayEquals(bytes, Files.readAllBytes(file()));
    Files.write(file(), Arrays.copyOf(bytes, bytes.length - 1));
    assertThrows(FileFormatException.class, () -> MlpClassifier.load(file()));
  }
}

package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.jinbei.BitEquality;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.internal.text.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files of estimators, written by a library of their time, with the parameters and predictions that they had then. They are
 * never written again. If a hash changes, a model that somebody has saved no longer gives its results.
 */
@BitEquality
@Tag("pinned")
@Tag("small")
class FrozenEstimatorsTest {

  private static final Table TABLE = EstimatorSamples.table(20, 5);

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "jinbei-3-classifier, 60, -7, 2, 9e2f991ad28e62e0004e82b49d62d8998f16ac2abae261985a43895f94598da6, "
        + "2b5fcdeb7fbeb4ea72d136053b9bbc28b674ef2a72c4584d321c07bf7f09363d",
    "jinbei-3-regressor, 50, 8, 3, 4a0c2c5d4d9220a64afc4fe1db45a43900cfa567c8316712bfc2d5af54e1c48b, "
        + "5dc4c846b2489aab6c9bcbe6dcb3e4d33e3d7751e1925af6ae19a7c340eee55a"
  })
  void givesTheResultsOfItsTime(String name, int rows, long seed, int networks, String parameters, String predictions)
      throws IOException {
    Path file = folder.resolve("frozen.safetensors");
    try (InputStream in = FrozenEstimatorsTest.class.getResourceAsStream(name + ".safetensors")) {
      assertNotNull(in, name);
      Files.write(file, in.readAllBytes());
    }
    MlpEstimator estimator = MlpEstimator.read(SafeTensors.read(file));
    assertEquals(name, "jinbei-3-" + SafeTensors.read(file).metadata().get("kind"));
    assertEquals(rows, estimator.rows());
    assertEquals(seed, estimator.seed());
    assertEquals(networks, estimator.networks());
    assertEquals(List.of("plain", "gaps\n\"", "pair", "", "constant"), estimator.features().columns());
    assertEquals(parameters, parametersOf(estimator), "parameters");
    assertEquals(predictions, predictionsOf(estimator), "predictions");
    Path again = folder.resolve("again.safetensors");
    estimator.save(again);
    assertEquals(predictions, predictionsOf(MlpEstimator.read(SafeTensors.read(again))), "saved by the library of now");
  }

  private static String parametersOf(MlpEstimator estimator) {
    Digest digest = new Digest();
    for (int i = 0; i < estimator.networks(); i++) {
      digest.add(estimator.network(i).parameters());
    }
    return digest.hex();
  }

  private static String predictionsOf(MlpEstimator estimator) {
    Digest digest = new Digest();
    if (estimator instanceof MlpClassifier classifier) {
      assertEquals(List.of(EstimatorSamples.LABELS), classifier.classes());
      for (double[] row : classifier.probabilities(TABLE)) {
        digest.add(row);
      }
    } else {
      digest.add(((MlpRegressor) estimator).predict(TABLE));
    }
    return digest.hex();
  }
}

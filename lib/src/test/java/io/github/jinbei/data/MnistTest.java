package io.github.jinbei.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads MNIST itself from the folder in the system property {@code jinbei.mnist}. Without the property, all are skipped. */
class MnistTest {

  private Path folder;

  @BeforeEach
  void findFolder() {
    String property = System.getProperty("jinbei.mnist", "");
    Assumptions.assumeFalse(property.isBlank(), "skipped: -Djinbei.mnist=<folder of the MNIST files> is not set");
    folder = Path.of(property);
  }

  @Test
  void readsTheTrainingSet() throws IOException {
    assertMnist(Idx.readTrain(folder, Idx.MNIST_DIVISOR), 60_000, 5, 0, 4, 1, 9);
  }

  @Test
  void readsTheTestSet() throws IOException {
    assertMnist(Idx.readTest(folder, Idx.MNIST_DIVISOR), 10_000, 7, 2, 1, 0, 4);
  }

  private static void assertMnist(Dataset data, int rows, int... firstLabels) {
    assertEquals(rows, data.rows());
    assertEquals(784, data.inputs());
    assertEquals(10, data.classCount());
    int[] labels = new int[firstLabels.length];
    data.copyClasses(0, labels.length, labels, 0);
    assertArrayEquals(firstLabels, labels);

    float[] inputs = new float[rows * 784];
    data.copyInputs(0, rows, inputs, 0);
    BitSet seen = new BitSet();
    for (float input : inputs) {
      int pixel = Math.round(input * 255);
      assertTrue(input == pixel / 255f, () -> input + " is not a byte divided by 255");
      seen.set(pixel);
    }
    assertEquals(256, seen.cardinality(), "pixel values that occur");
  }
}

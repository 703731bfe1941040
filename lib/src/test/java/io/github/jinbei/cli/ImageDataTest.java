package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import org.junit.jupiter.api.Test;

class ImageDataTest {

  @Test
  void theDivisorIsTheReciprocalOfTheModelsScale() {
    for (int divisor = 1; divisor <= 65536; divisor++) {
      assertEquals(divisor, ImageData.divisor(1f / divisor));
    }
    assertEquals(255f, ImageData.divisor((float) (1 / 255.0)));
    assertEquals(0.25f, ImageData.divisor(4f));
    assertTrue(Math.abs(ImageData.divisor(0.3f) - 1 / 0.3) <= 1e-6, "the reciprocal of 0.3");
  }

  /** The sample's pixels are 0 to 16. A model with the input scale 1 reads them unscaled. */
  @Test
  void theSampleIsScaledForTheModel() throws Exception {
    float[] sixteenth = firstRow(1 / 16f);
    float[] raw = firstRow(1f);
    float[] byteScaled = firstRow(1 / 255f);
    for (int i = 0; i < raw.length; i++) {
      assertEquals(Math.rint(raw[i]), raw[i], "pixel " + i);
      assertEquals(raw[i] / 16f, sixteenth[i], "pixel " + i);
      assertEquals(raw[i] / 255f, byteScaled[i], "pixel " + i);
    }
  }

  private static float[] firstRow(float scale) throws Exception {
    Mlp mlp = Mlp.builder(64).dense(10, Activation.SOFTMAX).inputScale(scale).build();
    Dataset test = ImageData.forTesting(null, mlp).test();
    float[] row = new float[64];
    test.copyInputs(0, 1, row, 0);
    return row;
  }
}

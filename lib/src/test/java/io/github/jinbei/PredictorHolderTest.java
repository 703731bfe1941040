package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PredictorHolderTest {

  private static Predictor seeded(long seed) {
    return Mlp.builder(4).dense(6, Activation.TANH).dense(3, Activation.SOFTMAX).seed(seed).build().predictor();
  }

  @Test
  void predictsWithTheCurrentPredictor() {
    Predictor first = seeded(1);
    PredictorHolder holder = new PredictorHolder(first);
    assertUses(first, holder);
    Predictor second = seeded(2);
    assertSame(first, holder.swap(second), "the former");
    assertUses(second, holder);
    assertSame(second, holder.swap(second), "the former, which is also the next");
  }

  private static void assertUses(Predictor predictor, PredictorHolder holder) {
    float[] x = Samples.values(5 * 4);
    float[] expected = predictor.predict(x);
    float[] out = new float[5 * 3];
    holder.predict(x, 0, 5, out, 0);
    assertSame(predictor, holder.get());
    Bits.assertSame(expected, out);
    Bits.assertSame(expected, holder.predict(x));
    assertArrayEquals(predictor.predictClasses(x, 0, 5), holder.predictClasses(x, 0, 5));
    assertEquals(predictor.predictClass(new float[] {1, -1, 2, 0}), holder.predictClass(new float[] {1, -1, 2, 0}));
  }

  @Test
  void refusesAPredictorOfAnotherShape() {
    Predictor first = seeded(1);
    PredictorHolder holder = new PredictorHolder(first);
    Predictor wider = Mlp.builder(5).dense(3, Activation.SOFTMAX).build().predictor();
    Predictor fewer = Mlp.builder(4).dense(2, Activation.SOFTMAX).build().predictor();
    Samples.assertRefused(IllegalArgumentException.class, () -> holder.swap(wider), "next = 5-3", "4 inputs", "3 outputs",
        "4-6-3");
    Samples.assertRefused(IllegalArgumentException.class, () -> holder.swap(fewer), "next = 4-2", "3 outputs");
    Samples.assertRefused(NullPointerException.class, () -> holder.swap(null), "next");
    Samples.assertRefused(NullPointerException.class, () -> new PredictorHolder(null), "first");
    assertSame(first, holder.get());
  }
}

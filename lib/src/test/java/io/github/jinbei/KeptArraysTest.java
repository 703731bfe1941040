package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Idle buffers of a predictor do not refer to the arrays of the last call, so these can be garbage collected. */
class KeptArraysTest {

  private static final int COLLECTIONS = 100;

  /** Networks in which the first layer is the output layer, and is not. */
  @Test
  void noArrayOfACallerIsKeptAlive() {
    assertKeepsNone(Mlp.builder(3).dense(1, Activation.SIGMOID).seed(1).build().predictor());
    assertKeepsNone(Mlp.builder(40).dense(900, Activation.RELU).dense(11, Activation.SOFTMAX).seed(1).build().predictor());
  }

  private static void assertKeepsNone(Predictor predictor) {
    try (ParallelPredictor parallel = predictor.parallel(3)) {
      List<WeakReference<float[]>> arrays = predictNewArrays(predictor, parallel);
      for (int i = 0; i < COLLECTIONS && arrays.stream().anyMatch(array -> array.get() != null); i++) {
        System.gc();
      }
      assertEquals(List.of(), arrays.stream().filter(array -> array.get() != null).map(arrays::indexOf).toList(),
          "kept arrays of " + predictor);
    }
  }

  /** A method of its own, so that the caller's stack does not refer to the arrays. */
  private static List<WeakReference<float[]>> predictNewArrays(Predictor predictor, ParallelPredictor parallel) {
    float[] one = new float[predictor.inputs()];
    float[] ofOne = predictor.predict(one);
    predictor.predictClass(one);
    float[] two = new float[2 * predictor.inputs()];
    float[] ofTwo = predictor.predict(two);
    float[] many = new float[300 * predictor.inputs()];
    float[] ofMany = parallel.predict(many);
    return Stream.of(one, ofOne, two, ofTwo, many, ofMany).map(WeakReference::new).toList();
  }
}

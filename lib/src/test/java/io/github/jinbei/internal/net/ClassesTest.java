package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.Bits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The class of a row, by the number of outputs and their activation. */
class ClassesTest {

  private static int choice(int units, float[] row, int offset) {
    return new Classes(units, ActivationFunction.SOFTMAX).choice(row, offset);
  }

  @Test
  void choosesTheLargestAndOfEqualsTheFirst() {
    float[] a = {9f, 1f, 3f, 3f, 2f, 3f, 8f};
    assertEquals(1, choice(5, a, 1));
    assertEquals(0, choice(7, a, 0));
    assertEquals(5, choice(6, a, 1));
    assertEquals(0, choice(2, new float[] {0f, 0f}, 0));
    assertEquals(0, choice(2, new float[] {-0f, 0f}, 0));
    assertEquals(1, choice(2, new float[] {Float.NEGATIVE_INFINITY, -3f}, 0));
  }

  @ParameterizedTest
  @EnumSource(Elementwise.class)
  void aSingleOutputIsClass1AboveOneHalf(Elementwise function) {
    Classes classes = new Classes(1, function);
    assertEquals(2, classes.count());
    float[] a = {0.5f, Math.nextUp(0.5f), 0f, 1f, Float.NaN};
    int[] expected = {0, 1, 0, 1, 0};
    for (int i = 0; i < a.length; i++) {
      assertEquals(expected[i], classes.choice(a, i), "of " + a[i]);
    }
    float[] row = {7f, 7f, 0.25f};
    classes.write(1, row, 0);
    classes.write(0, row, 1);
    Bits.assertSame(new float[] {1f, 0f, 0.25f}, row);
    assertEquals(0.75f, classes.output(row, 2, 0));
    assertEquals(0.25f, classes.output(row, 2, 1));
  }

  @Test
  void aSingleOutputOfSoftmaxHasOneClass() {
    Classes classes = new Classes(1, ActivationFunction.SOFTMAX);
    assertEquals(1, classes.count());
    assertEquals(0, classes.choice(new float[] {1f}, 0));
    assertEquals(1f, classes.output(new float[] {1f}, 0, 0));
    float[] row = {7f, 7f};
    classes.write(0, row, 1);
    Bits.assertSame(new float[] {7f, 1f}, row);
  }

  @Test
  void severalOutputsAreAClassEach() {
    for (ActivationFunction function : List.of(Elementwise.SIGMOID, Elementwise.IDENTITY, ActivationFunction.SOFTMAX)) {
      Classes classes = new Classes(3, function);
      assertEquals(3, classes.count());
      float[] row = {7f, 7f, 7f, 7f};
      classes.write(2, row, 1);
      Bits.assertSame(new float[] {7f, 0f, 0f, 1f}, row);
      assertEquals(2, classes.choice(row, 1), function.toString());
      assertEquals(1f, classes.output(row, 1, 2));
    }
  }
}

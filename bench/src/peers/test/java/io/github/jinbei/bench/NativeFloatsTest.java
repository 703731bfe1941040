package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeFloatsTest {

  /** Sizes around a cache line's 16 floats, and one that an allocator maps instead of taking it from its heap. */
  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1_000_003})
  void floatsAreCopiedToACacheLineBoundary(int length) {
    float[] values = RandomInputs.uniform(length, 1);
    try (NativeFloats floats = new NativeFloats(values)) {
      assertEquals(0, floats.pointer().address() % 64);
      assertArrayEquals(values, floats.copy(), "seed " + RandomInputs.SEED);
    }
  }
}

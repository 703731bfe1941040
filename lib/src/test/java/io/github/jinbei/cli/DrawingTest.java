package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DrawingTest {

  @Test
  void inkRunsFromZeroToTheLargestValue() {
    assertEquals("  @@\n==\n", Drawing.of(new float[] {0f, 0.9f, 0.4f, 0f}, 80));
  }

  @Test
  void negativesAndEmptyImagesHaveNoInk() {
    assertEquals("\n@@\n", Drawing.of(new float[] {-5f, 0f, 1f, -1f}, 80));
    assertEquals("\n\n", Drawing.of(new float[4], 80));
    assertEquals("\n", Drawing.of(new float[] {-1f}, 80));
  }

  @Test
  void anImageThatIsNotSquareIsEmpty() {
    assertEquals("", Drawing.of(new float[6], 80));
    assertEquals("", Drawing.of(new float[63], 80));
  }
}

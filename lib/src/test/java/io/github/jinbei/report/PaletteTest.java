package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaletteTest {

  /** Returns the relative luminance of WCAG 2, which is visible also without colour vision. */
  private static double luminance(int colour) {
    double sum = 0;
    double[] weights = {0.0722, 0.7152, 0.2126};
    for (int i = 0; i < 3; i++) {
      double part = (colour >> 8 * i & 255) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static void assertColours(int[] palette, int first, int last) {
    assertEquals(256, palette.length);
    assertEquals(Integer.toHexString(first), Integer.toHexString(palette[0]));
    assertEquals(Integer.toHexString(last), Integer.toHexString(palette[255]));
    for (int i = 1; i < 256; i++) {
      assertEquals(0, palette[i] >> 24, "colour " + i);
      for (int shift = 0; shift < 24; shift += 8) {
        int step = Math.abs((palette[i] >> shift & 255) - (palette[i - 1] >> shift & 255));
        assertTrue(step <= 4, "a step of " + step + " to colour " + i + ", " + Integer.toHexString(palette[i]));
      }
    }
  }

  @Test
  void palettesHaveNoSteps() {
    assertColours(Palette.HEIGHT, 0x440154, 0xfde725);
    assertColours(Palette.BALANCE, 0x3f7cc0, 0xd4762b);
    assertColours(Palette.INK, 0xffffff, 0);
    for (int i = 0; i < 256; i++) {
      assertEquals(0x010101 * (255 - i), Palette.INK[i], "ink " + i);
    }
  }

  /** The lightness of viridis increases, so the order of heights is visible also without colour vision. */
  @Test
  void heightsGetLighter() {
    for (int i = 1; i < 256; i++) {
      double before = luminance(Palette.HEIGHT[i - 1]);
      double here = luminance(Palette.HEIGHT[i]);
      // The components of a colour are rounded to integers, so neighbours may be equally light within 1/255.
      assertTrue(here >= before - 1 / 255.0, "colour " + i + " has " + here + " after " + before);
      assertTrue(i < 8 || here > luminance(Palette.HEIGHT[i - 8]), "colour " + i + " is no lighter than 8 before");
    }
  }

  @Test
  void balanceIsLightestInTheMiddle() {
    for (int i = 8; i < 256; i++) {
      boolean rises = luminance(Palette.BALANCE[i]) > luminance(Palette.BALANCE[i - 8]);
      if (i <= 127) {
        assertTrue(rises, "colour " + i);
      } else if (i >= 136) {
        assertFalse(rises, "colour " + i);
      }
    }
  }
}

package io.github.jinbei.cli;

/** A row of pixels, drawn in letters. */
final class Drawing {

  /** From nothing to full ink. */
  private static final String INKS = " .:-=+*#%@";

  private Drawing() {}

  /**
   * The drawing of a square image, row-major; a pixel is two letters wide, as letters are about twice as high as wide, or one
   * where so many columns have no room for two.
   * Ink runs from 0 to the greatest value. Empty where the count of pixels is not a square.
   */
  static String of(float[] pixels, int columns) {
    int side = (int) Math.round(Math.sqrt(pixels.length));
    if (side * side != pixels.length) {
      return "";
    }
    int letters = 2 * side <= columns ? 2 : 1;
    float most = 0f;
    for (float pixel : pixels) {
      most = Math.max(most, pixel);
    }
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < side; y++) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < side; x++) {
        line.append(String.valueOf(ink(pixels[y * side + x], most)).repeat(letters));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static char ink(float pixel, float most) {
    float share = most > 0f ? Math.max(0f, pixel / most) : 0f;
    return INKS.charAt(Math.round(share * (INKS.length() - 1)));
  }
}

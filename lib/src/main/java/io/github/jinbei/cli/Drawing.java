package io.github.jinbei.cli;

/** Draws an image with characters. */
final class Drawing {

  /** Characters from no ink to full ink. */
  private static final String INKS = " .:-=+*#%@";

  private Drawing() {}

  /**
   * Returns the drawing of a square image, row-major, or an empty text if the number of pixels is not a square. The ink of a
   * pixel is its share of the largest value. A pixel is two characters wide, since a character is about twice as high as wide,
   * or one character if the columns have no room for two.
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

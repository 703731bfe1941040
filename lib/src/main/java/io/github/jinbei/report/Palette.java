package io.github.jinbei.report;

/** Palettes of images: 256 colours, each 0xRRGGBB, interpolated linearly between anchors. */
final class Palette {

  /** Dark blue, green, yellow (viridis of matplotlib). The lightness increases, so the order is visible without colours. */
  static final int[] HEIGHT = between(0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30,
      0xfde725);

  /** Blue, light grey, orange: for values around 0, or the probability of one of two classes. */
  static final int[] BALANCE = between(0x3f7cc0, 0x97bfe2, 0xf0f0ee, 0xf3bd85, 0xd4762b);

  /** White to black. */
  static final int[] INK = between(0xffffff, 0x000000);

  /** The number of colours of each class in {@link #CLASSES}. */
  static final int CLASS_SHADES = 42;

  /** For each of six classes, light grey to a light form of the colour of its marks. */
  static final int[] CLASSES = classes(0x6f9fe8, 0xf0a45e, 0x6fd3ab, 0xe08bc6, 0xe2d465, 0x9d938e);

  private Palette() {}

  private static int[] classes(int... colours) {
    int[] shades = new int[CLASS_SHADES * colours.length];
    for (int k = 0; k < colours.length; k++) {
      int[] all = between(0xf0f0ee, colours[k]);
      for (int i = 0; i < CLASS_SHADES; i++) {
        shades[k * CLASS_SHADES + i] = all[i * 255 / (CLASS_SHADES - 1)];
      }
    }
    return shades;
  }

  private static int[] between(int... anchors) {
    int[] colours = new int[256];
    for (int i = 0; i < colours.length; i++) {
      int place = i * (anchors.length - 1);
      int left = anchors[place / 255];
      int right = anchors[Math.min(anchors.length - 1, place / 255 + 1)];
      for (int shift = 0; shift < 24; shift += 8) {
        int from = left >> shift & 255;
        int to = right >> shift & 255;
        colours[i] |= (from * (255 - place % 255) + to * (place % 255) + 127) / 255 << shift;
      }
    }
    return colours;
  }
}

package io.github.jinbei.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** IDX files of small images whose first pixel depends on the label, by less than the noise. */
final class IdxData {

  private IdxData() {}

  /** Writes images of 2x2 bytes and these labels, as {@code train} or {@code t10k}. */
  static void write(Path folder, String set, int... labels) throws IOException {
    int rows = labels.length;
    Random random = new Random(rows);
    ByteBuffer images = ByteBuffer.allocate(16 + 4 * rows).putInt(0x803).putInt(rows).putInt(2).putInt(2);
    ByteBuffer names = ByteBuffer.allocate(8 + rows).putInt(0x801).putInt(rows);
    for (int label : labels) {
      for (int pixel = 0; pixel < 4; pixel++) {
        images.put((byte) (random.nextInt(156) + (pixel == 0 ? Math.min(90 * label, 99) : 0)));
      }
      names.put((byte) label);
    }
    Files.write(folder.resolve(set + "-images-idx3-ubyte"), images.array());
    Files.write(folder.resolve(set + "-labels-idx1-ubyte"), names.array());
  }

  /** Returns random labels of classes from 0 up. */
  static int[] labels(int rows, int classes) {
    return new Random(rows).ints(rows, 0, classes).toArray();
  }
}

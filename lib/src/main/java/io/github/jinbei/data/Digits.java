package io.github.jinbei.data;

import io.github.jinbei.internal.file.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The sample data of the library: 1,797 handwritten digits in ten classes, as images of 8x8 pixels. The pixel values 0 to
 * 16 of the source are divided by {@link #DIVISOR}.
 *
 * <p>Source: "Optical Recognition of Handwritten Digits", test part, E. Alpaydin, C. Kaynak, UCI Machine Learning
 * Repository, 1998; CC BY 4.0.
 */
public final class Digits {

  /** The divisor of pixel values: maps 0..16 to 0..1. */
  public static final float DIVISOR = 16f;

  /** One byte for each value: the first pixel of all digits, then the second of all, and so on, then the classes. */
  private static final String RESOURCE = "digits.gz";

  private static final int PIXELS = 64;
  private static final int MAX_PIXEL = 16;
  private static final int CLASSES = 10;

  /** One row of this many, the last, is held out of training. */
  private static final int HELD_OUT_EVERY = 5;

  /** Null before the first call of {@link #all}. */
  private static Dataset all;

  private Digits() {}

  /**
   * Returns all digits. They are read once and kept.
   *
   * @return 1,797 rows of 64 inputs, in 10 classes
   * @throws IllegalStateException if the resource with the digits is missing or damaged
   */
  public static synchronized Dataset all() {
    if (all == null) {
      all = load(RESOURCE);
    }
    return all;
  }

  /**
   * Returns the digits for training: those whose index in {@link #all} is not 4 modulo 5.
   *
   * @return 1,438 rows
   * @throws IllegalStateException if the resource with the digits is missing or damaged
   */
  public static Dataset train() {
    return all().where(row -> !isHeldOut(row));
  }

  /**
   * Returns the digits for evaluation: those whose index in {@link #all} is 4 modulo 5.
   *
   * @return 359 rows
   * @throws IllegalStateException if the resource with the digits is missing or damaged
   */
  public static Dataset heldOut() {
    return all().where(Digits::isHeldOut);
  }

  private static boolean isHeldOut(int row) {
    return row % HELD_OUT_EVERY == HELD_OUT_EVERY - 1;
  }

  /** Reads a resource beside this class. */
  static Dataset load(String resource) {
    byte[] compressed = Resource.bytes(Digits.class, resource);
    try (InputStream values = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return dataset(values.readAllBytes());
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("cannot read the resource " + resource + ", expected " + PIXELS
          + " pixels from 0 to " + MAX_PIXEL + " and a digit for each image", e);
    }
  }

  /** Decodes the uncompressed bytes of the resource. */
  static Dataset dataset(byte[] values) {
    int rows = values.length / (PIXELS + 1);
    if (rows == 0 || values.length % (PIXELS + 1) > 0) {
      throw new IllegalArgumentException(values.length + " bytes; expected " + (PIXELS + 1) + " for each image");
    }
    float[] inputs = new float[rows * PIXELS];
    int[] classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        int value = values[pixel * rows + row];
        if (value < 0 || value > MAX_PIXEL) {
          throw new IllegalArgumentException("pixel " + pixel + " of image " + row + " is " + value + "; expected 0 to "
              + MAX_PIXEL);
        }
        inputs[row * PIXELS + pixel] = value / DIVISOR;
      }
      classes[row] = values[PIXELS * rows + row];
    }
    return Dataset.ofClasses(inputs, PIXELS, classes, CLASSES);
  }
}

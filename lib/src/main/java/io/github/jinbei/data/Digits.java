package io.github.jinbei.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The sample that comes with the library: 1,797 handwritten digits as images of 8x8 pixels with values 0 to 16, here
 * divided by {@link #DIVISOR}; ten classes.
 *
 * <p>Source: "Optical Recognition of Handwritten Digits", test part, E. Alpaydin, C. Kaynak, UCI Machine Learning
 * Repository, 1998; CC BY 4.0.
 */
public final class Digits {

  /** Brings the pixels from 0 to 16 to 0 to 1. */
  public static final float DIVISOR = 16f;

  /** A line for each digit: its pixels, row by row, then the digit, with commas between. */
  private static final String RESOURCE = "digits.csv.gz";

  private static final int PIXELS = 64;
  private static final int CLASSES = 10;

  /** The row kept from training is the last of every so many. */
  private static final int HELD_OUT_EVERY = 5;

  /** Null until asked for. */
  private static Dataset all;

  private Digits() {}

  /**
   * All digits, read once.
   *
   * @throws IllegalStateException if the library's file of digits is missing or damaged
   */
  public static synchronized Dataset all() {
    if (all == null) {
      all = load(RESOURCE);
    }
    return all;
  }

  /** The digits to train on: those whose index in {@link #all} is not 4 modulo 5. */
  public static Dataset train() {
    return all().where(row -> !isHeldOut(row));
  }

  /** The digits to evaluate on: those whose index in {@link #all} is 4 modulo 5. */
  public static Dataset heldOut() {
    return all().where(Digits::isHeldOut);
  }

  private static boolean isHeldOut(int row) {
    return row % HELD_OUT_EVERY == HELD_OUT_EVERY - 1;
  }

  /** Reads a resource beside this class. */
  static Dataset load(String resource) {
    InputStream compressed = Digits.class.getResourceAsStream(resource);
    if (compressed == null) {
      throw new IllegalStateException("found no resource " + resource + " beside " + Digits.class.getName()
          + "; expected it in the library's jar");
    }
    try (compressed; InputStream text = new GZIPInputStream(compressed)) {
      return parse(new BufferedReader(new InputStreamReader(text, StandardCharsets.US_ASCII)).lines().toList());
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException("cannot read the resource " + resource + ", expected lines of " + PIXELS
          + " pixels and a digit", e);
    }
  }

  private static Dataset parse(List<String> lines) {
    float[] inputs = new float[lines.size() * PIXELS];
    int[] classes = new int[lines.size()];
    for (int row = 0; row < classes.length; row++) {
      String[] fields = lines.get(row).split(",");
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        inputs[row * PIXELS + pixel] = Integer.parseInt(fields[pixel]) / DIVISOR;
      }
      classes[row] = Integer.parseInt(fields[PIXELS]);
    }
    return Dataset.ofClasses(inputs, PIXELS, classes, CLASSES);
  }
}

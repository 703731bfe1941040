package io.github.jinbei.data;

import io.github.jinbei.format.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads labelled images from pairs of IDX files, the format of MNIST: unsigned bytes, raw or gzipped (told apart by
 * content, not by name). Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
 */
public final class Idx {

  /** Brings the bytes of MNIST's pixels to 0 to 1. */
  public static final float MNIST_DIVISOR = 255f;

  private static final int MAX_BYTE = 255;

  private Idx() {}

  /**
   * Reads images and their labels. Each image becomes a row: its bytes, 0 to 255, divided in {@code float} by the
   * divisor. The labels become classes, the largest label + 1 in number.
   *
   * @param images  at least 2 dimensions, the first one the number of images
   * @param labels  1 dimension, as many labels as images
   * @param divisor above 0, finite, and large enough for 255 / divisor to be finite
   * @throws FileFormatException if a file is damaged, not of the format, or does not fit the other one
   * @throws IOException         if a file is missing or cannot be read
   */
  public static Dataset read(Path images, Path labels, float divisor) throws IOException {
    if (!(divisor > 0 && Float.isFinite(divisor) && Float.isFinite(MAX_BYTE / divisor))) {
      throw new IllegalArgumentException("divisor = " + divisor
          + "; expected a finite number above 0 for which 255 / divisor is finite");
    }
    Objects.requireNonNull(images, "images");
    IdxFile labelFile = IdxFile.read(Objects.requireNonNull(labels, "labels"));
    if (labelFile.dimensions().length != 1) {
      throw dimensionsProblem(labelFile, "1 for labels");
    }
    IdxFile imageFile = IdxFile.read(images);
    if (imageFile.dimensions().length < 2) {
      throw dimensionsProblem(imageFile, "at least 2 for images");
    }
    if (labelFile.rows() != imageFile.rows()) {
      throw new FileFormatException(labels, "found " + labelFile.rows() + " labels, expected " + imageFile.rows()
          + ", one for each image in " + images);
    }
    int[] classes = classes(labelFile.values());
    int classCount = Arrays.stream(classes).max().getAsInt() + 1;
    return Dataset.ofClasses(quotients(imageFile.values(), divisor), imageFile.width(), classes, classCount);
  }

  /**
   * Reads MNIST's training set, {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}, from a folder. The
   * names may end in {@code .gz} and may have a dot in the place of the hyphen before {@code idx}.
   *
   * @throws NoSuchFileException if one of the two is missing under every name; the message lists the names
   * @throws IOException         as {@link #read}
   */
  public static Dataset readTrain(Path folder, float divisor) throws IOException {
    return readPair(folder, "train", divisor);
  }

  /** Reads MNIST's test set, {@code t10k-...}; else as {@link #readTrain}. */
  public static Dataset readTest(Path folder, float divisor) throws IOException {
    return readPair(folder, "t10k", divisor);
  }

  private static Dataset readPair(Path folder, String set, float divisor) throws IOException {
    return read(find(folder, set + "-images", "idx3-ubyte"), find(folder, set + "-labels", "idx1-ubyte"), divisor);
  }

  private static Path find(Path folder, String name, String type) throws NoSuchFileException {
    List<Path> candidates = Stream.of("-" + type, "-" + type + ".gz", "." + type, "." + type + ".gz")
        .map(ending -> folder.resolve(name + ending))
        .toList();
    return candidates.stream().filter(Files::exists).findFirst()
        .orElseThrow(() -> new NoSuchFileException(folder.toString(), null, "found none of " + candidates));
  }

  /** {@code (b & 255) / divisor} for every byte b; a table saves the divisions. */
  private static float[] quotients(byte[] values, float divisor) {
    float[] table = new float[MAX_BYTE + 1];
    for (int value = 0; value <= MAX_BYTE; value++) {
      table[value] = value / divisor;
    }
    float[] quotients = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      quotients[i] = table[values[i] & MAX_BYTE];
    }
    return quotients;
  }

  private static int[] classes(byte[] labels) {
    int[] classes = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      classes[i] = Byte.toUnsignedInt(labels[i]);
    }
    return classes;
  }

  private static FileFormatException dimensionsProblem(IdxFile file, String expected) {
    return new FileFormatException(file.path(), "found " + file.dimensions().length + " dimensions, expected "
        + expected);
  }
}

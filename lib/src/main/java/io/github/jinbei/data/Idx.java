package io.github.jinbei.data;

import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.internal.file.Uninterrupted;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A reader of labelled images in pairs of IDX files, the format of MNIST. A file may be gzipped, which its content shows,
 * not its name. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
 */
public final class Idx {

  /** The divisor for MNIST's pixels: maps the bytes 0..255 to 0..1. */
  public static final float MNIST_DIVISOR = 255f;

  private static final int MAX_BYTE = 255;

  private Idx() {}

  /**
   * The names of the IDX files in a folder, and the column of their labels. MNIST's files have no prefix and one column of
   * labels. EMNIST's have a prefix such as {@code emnist-letters-}. QMNIST's have the prefix {@code qmnist-} and eight
   * columns of labels, of which the first is the digit.
   *
   * @param prefix      the part of the file names before {@code train-images}; may be empty
   * @param labelColumn the column that holds the classes, from 0; empty if there is only one column
   */
  public record Layout(String prefix, OptionalInt labelColumn) {

    /** No prefix, one column of labels. */
    public static final Layout MNIST = new Layout("", OptionalInt.empty());

    /**
     * Checks the arguments.
     *
     * @param prefix the part of the file names before {@code train-images}
     * @param labelColumn the column that holds the classes, or empty
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if labelColumn is negative
     */
    public Layout {
      Objects.requireNonNull(prefix, "prefix");
      Objects.requireNonNull(labelColumn, "labelColumn").ifPresent(Idx::checkColumn);
    }
  }

  /**
   * Reads images and their labels. Each image becomes a row: its bytes, 0 to 255, divided in {@code float} by the
   * divisor. The labels become classes; the number of classes is the largest label + 1.
   *
   * @param images  unsigned bytes of at least 2 dimensions, the first one the number of images
   * @param labels  unsigned bytes or ints, as many labels as images, in one column; each 0 or more
   * @param divisor above 0, finite, and large enough for 255 / divisor to be finite
   * @return the images as rows, with their classes
   * @throws FileFormatException if a file is damaged or not in IDX format, or if the two files do not fit together
   * @throws IOException         if a file is missing or cannot be read
   * @throws IllegalArgumentException if divisor is outside of its range
   * @throws NullPointerException if images or labels is null
   */
  public static Dataset read(Path images, Path labels, float divisor) throws IOException {
    return read(images, labels, OptionalInt.empty(), divisor);
  }

  /**
   * Reads images and labels as {@link #read(Path, Path, float)} does; the labels have one dimension or two, rows x columns.
   *
   * @param images as for {@link #read(Path, Path, float)}
   * @param labels unsigned bytes or ints, one row for each image
   * @param labelColumn the column whose values are the labels, from 0
   * @param divisor above 0, finite, and large enough for 255 / divisor to be finite
   * @return the images as rows, with their classes
   * @throws FileFormatException if a file is damaged or not in IDX format, or if the two files do not fit together
   * @throws IOException if a file is missing or cannot be read
   * @throws IllegalArgumentException if labelColumn or divisor is outside of its range
   * @throws NullPointerException if images or labels is null
   */
  public static Dataset read(Path images, Path labels, int labelColumn, float divisor) throws IOException {
    checkColumn(labelColumn);
    return read(images, labels, OptionalInt.of(labelColumn), divisor);
  }

  private static Dataset read(Path images, Path labels, OptionalInt labelColumn, float divisor) throws IOException {
    if (!(divisor > 0 && Float.isFinite(divisor) && Float.isFinite(MAX_BYTE / divisor))) {
      throw new IllegalArgumentException("divisor = " + divisor
          + "; expected a finite number above 0 for which 255 / divisor is finite");
    }
    Objects.requireNonNull(images, "images");
    IdxFile labelFile = IdxFile.read(Objects.requireNonNull(labels, "labels"));
    int[] classes = classes(labelFile, labelColumn);
    IdxFile imageFile = IdxFile.read(images);
    if (imageFile.type() != IdxFile.UNSIGNED_BYTE) {
      throw new FileFormatException(images, "found ints, expected unsigned bytes for images");
    }
    if (imageFile.dimensions().length < 2) {
      throw dimensionsProblem(imageFile, "at least 2 for images");
    }
    if (labelFile.rows() != imageFile.rows()) {
      throw new FileFormatException(labels, "found " + Count.of(labelFile.rows(), "label") + ", expected " + imageFile.rows()
          + ", one for each image in " + images);
    }
    int classCount = Arrays.stream(classes).max().getAsInt() + 1;
    return Dataset.ofClasses(quotients(imageFile.values(), divisor), imageFile.width(), classes, classCount);
  }

  /**
   * Reads MNIST's training set, {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}, from a folder. The
   * names may end in {@code .gz}, may have a dot in place of the hyphen before {@code idx}, and labels may be
   * {@code idx2-int}. If such a name is that of a folder, the file may be in that folder, under any of these names.
   *
   * @param folder the folder of the files
   * @param divisor above 0, finite, and large enough for 255 / divisor to be finite
   * @return the images as rows, with their classes
   * @throws NoSuchFileException if one of the two is missing under every name; the message lists the names
   * @throws IOException         as {@link #read}
   * @throws IllegalArgumentException if divisor is outside of its range
   */
  public static Dataset readTrain(Path folder, float divisor) throws IOException {
    return readTrain(folder, Layout.MNIST, divisor);
  }

  /**
   * Reads a training set as {@link #readTrain(Path, float)} does, from files with other names or label columns.
   *
   * @param folder the folder of the files
   * @param layout the names of the files and the column of their labels
   * @param divisor above 0, finite, and large enough for 255 / divisor to be finite
   * @return the images as rows, with their classes
   * @throws FileFormatException if a file is damaged or not in IDX format, or if the two files do not fit together
   * @throws NoSuchFileException if one of the two is missing under every name; the message lists the names
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if divisor is outside of its range
   */
  public static Dataset readTrain(Path folder, Layout layout, float divisor) throws IOException {
    return Uninterrupted.call(() -> readPair(folder, List.of("train"), layout, divisor));
  }

  /**
   * Reads MNIST's test set. The file names begin with {@code t10k-} or {@code test-}; otherwise they are as in
   * {@link #readTrain(Path, float)}.
   *
   * @param folder the folder of the files
   * @param divisor above 0, finite, and large enough for 255 / divisor to be finite
   * @return the images as rows, with their classes
   * @throws FileFormatException if a file is damaged or not in IDX format, or if the two files do not fit together
   * @throws NoSuchFileException if one of the two is missing under every name; the message lists the names
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if divisor is outside of its range
   */
  public static Dataset readTest(Path folder, float divisor) throws IOException {
    return readTest(folder, Layout.MNIST, divisor);
  }

  /**
   * Reads a test set as {@link #readTest(Path, float)} does, from files with other names or label columns.
   *
   * @param folder the folder of the files
   * @param layout the names of the files and the column of their labels
   * @param divisor above 0, finite, and large enough for 255 / divisor to be finite
   * @return the images as rows, with their classes
   * @throws FileFormatException if a file is damaged or not in IDX format, or if the two files do not fit together
   * @throws NoSuchFileException if one of the two is missing under every name; the message lists the names
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if divisor is outside of its range
   */
  public static Dataset readTest(Path folder, Layout layout, float divisor) throws IOException {
    return Uninterrupted.call(() -> readPair(folder, List.of("t10k", "test"), layout, divisor));
  }

  private static Dataset readPair(Path folder, List<String> sets, Layout layout, float divisor) throws IOException {
    List<String> allImages = new ArrayList<>();
    for (String set : sets) {
      List<String> names = names(layout.prefix() + set + "-images", List.of("idx3-ubyte"));
      Path images = find(folder, names);
      if (images != null) {
        List<String> labelNames = names(layout.prefix() + set + "-labels", List.of("idx1-ubyte", "idx2-int"));
        Path labels = find(folder, labelNames);
        if (labels == null) {
          throw missing(folder, labelNames);
        }
        return read(images, labels, layout.labelColumn(), divisor);
      }
      allImages.addAll(names);
    }
    throw missing(folder, allImages);
  }

  private static List<String> names(String start, List<String> types) {
    return types.stream()
        .flatMap(type -> Stream.of("-" + type, "-" + type + ".gz", "." + type, "." + type + ".gz"))
        .map(ending -> start + ending)
        .toList();
  }

  /** Returns the first of the files that exists, else the first in a folder of such a name; null if there is none. */
  private static Path find(Path folder, List<String> names) {
    Stream<Path> inside = names.stream().flatMap(name -> names.stream().map(inner -> folder.resolve(name).resolve(inner)));
    return Stream.concat(names.stream().map(folder::resolve), inside)
        .filter(path -> Files.exists(path) && !Files.isDirectory(path))
        .findFirst().orElse(null);
  }

  private static NoSuchFileException missing(Path folder, List<String> names) {
    return new NoSuchFileException(folder.toString(), null, "found none of "
        + names.stream().map(folder::resolve).toList() + ", nor any of them in a folder of such a name");
  }

  /** Returns {@code (b & 255) / divisor} for every byte b, from a table of 256 quotients. */
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

  private static int[] classes(IdxFile file, OptionalInt labelColumn) throws FileFormatException {
    if (file.dimensions().length > 2) {
      throw dimensionsProblem(file, "1 for labels");
    }
    String columns = "0 to " + (file.width() - 1);
    if (labelColumn.isEmpty() && file.width() > 1) {
      throw new FileFormatException(file.path(), "found " + file.width()
          + " columns of labels, expected one, or a label column chosen from " + columns);
    }
    int column = labelColumn.orElse(0);
    if (column >= file.width()) {
      throw new FileFormatException(file.path(), "has no label column " + column + ", expected " + columns);
    }
    int[] classes = file.column(column);
    for (int row = 0; row < classes.length; row++) {
      if (classes[row] < 0 || classes[row] == Integer.MAX_VALUE) {
        throw new FileFormatException(file.path(), "found label " + classes[row] + " in row " + row
            + ", expected 0 to " + (Integer.MAX_VALUE - 1));
      }
    }
    return classes;
  }

  private static void checkColumn(int labelColumn) {
    if (labelColumn < 0) {
      throw new IllegalArgumentException("labelColumn = " + labelColumn + "; expected 0 or more");
    }
  }

  private static FileFormatException dimensionsProblem(IdxFile file, String expected) {
    return new FileFormatException(file.path(), "found " + Count.of(file.dimensions().length, "dimension") + ", expected "
        + expected);
  }
}

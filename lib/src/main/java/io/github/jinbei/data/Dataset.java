package io.github.jinbei.data;

import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A data set for training or evaluation: rows of inputs, and for each row either its class or its target values.
 *
 * <p>The rows are stored one after the other in flat arrays, as the network reads them. The arrays are used, not copied,
 * and must not be changed afterwards. Under that condition a data set is immutable and threads may share it. It always
 * has at least one row, finite values, and classes within their range.
 *
 * <p>Rows may also have weights, which multiply their losses in training.
 */
public final class Dataset {

  private final float[] inputs;
  private final int inputWidth;
  /** Null if the rows have targets. */
  private final int[] classes;
  private final int classCount;
  /** Null if the rows have classes. */
  private final float[] targets;
  private final int targetWidth;
  /** Null if every row has the weight 1. */
  private final float[] weights;
  /** The row of the arrays that is row 0 of this set. */
  private final int firstRow;
  private final int rows;

  /** Creates a data set of the given rows of arrays that the caller has checked. */
  private Dataset(float[] inputs, int inputWidth, int[] classes, int classCount, float[] targets, int targetWidth,
      float[] weights, int firstRow, int rows) {
    this.inputs = inputs;
    this.inputWidth = inputWidth;
    this.classes = classes;
    this.classCount = classCount;
    this.targets = targets;
    this.targetWidth = targetWidth;
    this.weights = weights;
    this.firstRow = firstRow;
    this.rows = rows;
  }

  /**
   * Creates a data set whose rows have one class each.
   *
   * @param inputs     rows x inputWidth, row-major, finite
   * @param inputWidth values in a row, at least 1
   * @param classes    the class of each row, 0 to classCount-1
   * @param classCount at least 1
   * @return the data set
   * @throws IllegalArgumentException if a value is out of its range, the lengths do not agree, or there is no row
   * @throws NullPointerException if an array is null
   */
  public static Dataset ofClasses(float[] inputs, int inputWidth, int[] classes, int classCount) {
    int rows = Values.checkedRows("inputs", inputs, "inputWidth", inputWidth);
    Objects.requireNonNull(classes, "classes");
    if (classes.length != rows) {
      throw new IllegalArgumentException("classes.length = " + classes.length + "; expected " + rows
          + ", one for each row of inputs");
    }
    Values.requireAtLeastOne("classCount", classCount);
    for (int row = 0; row < rows; row++) {
      if (classes[row] < 0 || classes[row] >= classCount) {
        throw new IllegalArgumentException("classes: row " + row + " has class " + classes[row] + "; expected 0 to "
            + (classCount - 1));
      }
    }
    return new Dataset(inputs, inputWidth, classes, classCount, null, classCount, null, 0, rows);
  }

  /**
   * Creates a data set whose rows have target values.
   *
   * @param inputs      rows x inputWidth, row-major, finite
   * @param inputWidth  input values in a row, at least 1
   * @param targets     rows x targetWidth, row-major, finite
   * @param targetWidth target values in a row, at least 1
   * @return the data set
   * @throws IllegalArgumentException if a value is out of its range, the lengths do not agree, or there is no row
   * @throws NullPointerException if an array is null
   */
  public static Dataset ofTargets(float[] inputs, int inputWidth, float[] targets, int targetWidth) {
    int rows = Values.checkedRows("inputs", inputs, "inputWidth", inputWidth);
    int targetRows = Values.checkedRows("targets", targets, "targetWidth", targetWidth);
    if (targetRows != rows) {
      throw new IllegalArgumentException("targets = " + Count.of(targetRows, "row") + " of " + targetWidth + "; expected "
          + Count.of(rows, "row") + ", as many as inputs");
    }
    return new Dataset(inputs, inputWidth, null, 0, targets, targetWidth, null, 0, rows);
  }

  /**
   * Returns the number of rows, at least 1.
   *
   * @return the number of rows
   */
  public int rows() {
    return rows;
  }

  /**
   * Returns the number of input values in a row.
   *
   * @return the number of inputs
   */
  public int inputs() {
    return inputWidth;
  }

  /**
   * Returns whether the rows have classes; if not, they have targets.
   *
   * @return whether the rows have classes
   */
  public boolean hasClasses() {
    return classes != null;
  }

  /**
   * Returns the number of classes, including those that do not occur in a row; 0 if the rows have targets.
   *
   * @return the number of classes
   */
  public int classCount() {
    return classCount;
  }

  /**
   * Returns the number of target values in a row; if the rows have classes, the number of classes (one-hot targets).
   *
   * @return the number of targets
   */
  public int targetWidth() {
    return targetWidth;
  }

  /**
   * Returns rows {@code fromRow} to {@code toRow}, exclusive, as a data set that shares the arrays with this one.
   *
   * @param fromRow the first row
   * @param toRow the row after the last one
   * @return the data set
   * @throws IndexOutOfBoundsException if not 0 ≤ fromRow ≤ toRow ≤ rows
   * @throws IllegalArgumentException  if fromRow = toRow
   */
  public Dataset slice(int fromRow, int toRow) {
    if (fromRow < 0 || fromRow > toRow || toRow > rows) {
      throw new IndexOutOfBoundsException("fromRow = " + fromRow + ", toRow = " + toRow
          + "; expected 0 <= fromRow < toRow <= " + rows);
    }
    if (fromRow == toRow) {
      throw new IllegalArgumentException("fromRow = toRow = " + fromRow + "; expected at least one row between them");
    }
    return new Dataset(inputs, inputWidth, classes, classCount, targets, targetWidth, weights, firstRow + fromRow,
        toRow - fromRow);
  }

  /**
   * Copies the rows for whose index in this set the predicate is true, in the same order, to a new data set.
   *
   * @param rowIndex returns whether the row of an index is chosen
   * @return a data set with arrays of its own
   * @throws IllegalArgumentException if the predicate is true for no row
   * @throws NullPointerException if rowIndex is null
   */
  public Dataset where(IntPredicate rowIndex) {
    Objects.requireNonNull(rowIndex, "rowIndex");
    int[] chosen = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (rowIndex.test(row)) {
        chosen[count++] = firstRow + row;
      }
    }
    chosen = Arrays.copyOf(chosen, count);
    if (count == 0) {
      throw new IllegalArgumentException("rowIndex: is true for none of " + Count.of(rows, "row") + "; expected at least one");
    }
    int[] itsClasses = hasClasses() ? new int[count] : null;
    if (hasClasses()) {
      for (int i = 0; i < count; i++) {
        itsClasses[i] = classes[chosen[i]];
      }
    }
    float[] itsTargets = hasClasses() ? null : gather(targets, targetWidth, chosen);
    float[] itsWeights = hasWeights() ? gather(weights, 1, chosen) : null;
    return new Dataset(gather(inputs, inputWidth, chosen), inputWidth, itsClasses, classCount, itsTargets, targetWidth,
        itsWeights, 0, chosen.length);
  }

  /**
   * The two parts of a data set: rows for training and rows for validation.
   *
   * @param train rows for training
   * @param validation rows for validation
   */
  public record Split(Dataset train, Dataset validation) {}

  /**
   * Divides the rows at random into two parts. Each part has arrays of its own and keeps the order of the rows. The
   * division depends on the seed, the fraction and the classes of the rows alone.
   *
   * <p>The part for validation has {@code fraction} times the number of rows, rounded to the nearest integer. If the rows
   * have classes, the division is stratified: {@code fraction} of each class is for validation, rounded up or down so that
   * the sum is that number. The classes that lose most by rounding down are rounded up. At least one row of each class
   * stays in training: where rounding up would take the last one, other classes give more rows, as far as they have them.
   *
   * @param fraction the fraction of the rows that is for validation, above 0 and below 1
   * @param seed any number
   * @return both parts
   * @throws IllegalArgumentException if the fraction is out of its range, or if a part would have no row, for example
   *     because each class that occurs has a single row
   */
  public Split split(double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("fraction = " + fraction + "; expected above 0 and below 1");
    }
    int validating = (int) Math.round(fraction * rows);
    if (validating == 0 || validating == rows) {
      throw new IllegalArgumentException("fraction = " + fraction + ": of " + Count.of(rows, "row") + ", " + (rows - validating)
          + " for training and " + validating + " for validation; expected at least one of each");
    }
    boolean[] validates = hasClasses()
        ? RowChoice.of(rows, row -> classes[firstRow + row], classCount, fraction, validating, seed)
        : RowChoice.of(rows, row -> 0, 1, fraction, validating, seed);
    if (IntStream.range(0, rows).noneMatch(row -> validates[row])) {
      throw new IllegalArgumentException("fraction = " + fraction + ": each of " + Count.of(rows, "row")
          + " is the only one of its class, so all are for training; expected a class of at least 2 rows");
    }
    return new Split(where(row -> !validates[row]), where(row -> validates[row]));
  }

  /**
   * Returns a data set of the same rows with the given weights, which replace earlier ones. In training, the loss of a row
   * is multiplied by its weight; the sum is divided by the number of rows, not by the sum of the weights. An evaluation uses
   * no weights, unless a setting of the trainer says so for validation data. The other arrays are shared with this set.
   *
   * @param weights one for each row, finite, at least 0
   * @return the data set
   * @throws IllegalArgumentException if the number of weights or a weight is wrong
   * @throws NullPointerException if weights is null
   */
  public Dataset withWeights(float[] weights) {
    Objects.requireNonNull(weights, "weights");
    if (weights.length != rows) {
      throw new IllegalArgumentException("weights.length = " + weights.length + "; expected " + rows + ", one for each row");
    }
    for (int row = 0; row < rows; row++) {
      if (!(weights[row] >= 0 && weights[row] <= Float.MAX_VALUE)) {
        throw new IllegalArgumentException("weights: row " + row + " has " + weights[row]
            + "; expected a finite number of at least 0");
      }
    }
    return new Dataset(inputs, inputWidth, classes, classCount, targets, targetWidth, fromFirstRow(weights), firstRow, rows);
  }

  /** Returns an array that has each weight at the index that its row has in the other arrays. */
  private float[] fromFirstRow(float[] weights) {
    if (firstRow == 0) {
      return weights;
    }
    float[] moved = new float[firstRow + rows];
    System.arraycopy(weights, 0, moved, firstRow, rows);
    return moved;
  }

  /**
   * Returns whether the rows have weights.
   *
   * @return whether the rows have weights
   */
  public boolean hasWeights() {
    return weights != null;
  }

  /**
   * Returns the factor of the row's loss in training; 1 if the rows have no weights.
   *
   * @param row the row, from 0
   * @return the factor
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public float weightOf(int row) {
    checkRow(row);
    return hasWeights() ? weights[firstRow + row] : 1f;
  }

  /**
   * Copies the inputs of {@code count} rows from {@code row} on to {@code to[toOff..]}: count x inputs(), row-major.
   *
   * @param row the first row
   * @param count the number of rows
   * @param to receives the inputs
   * @param toOff index of the first input in to
   * @throws IndexOutOfBoundsException if there are no such rows, or {@code to} is too short
   * @throws NullPointerException if to is null
   */
  public void copyInputs(int row, int count, float[] to, int toOff) {
    checkCopy(row, count, inputWidth, Objects.requireNonNull(to, "to").length, toOff);
    System.arraycopy(inputs, (firstRow + row) * inputWidth, to, toOff, count * inputWidth);
  }

  /**
   * Copies the classes of {@code count} rows from {@code row} on to {@code to[toOff..]}.
   *
   * @param row the first row
   * @param count the number of rows
   * @param to receives the classes
   * @param toOff index of the first class in to
   * @throws IndexOutOfBoundsException if there are no such rows, or {@code to} is too short
   * @throws IllegalStateException     if the rows have no classes
   * @throws NullPointerException if to is null
   */
  public void copyClasses(int row, int count, int[] to, int toOff) {
    requireClasses();
    checkCopy(row, count, 1, Objects.requireNonNull(to, "to").length, toOff);
    System.arraycopy(classes, firstRow + row, to, toOff, count);
  }

  /**
   * Copies the targets of {@code count} rows from {@code row} on to {@code to[toOff..]}: count x targetWidth(),
   * row-major. Classes are copied as one-hot targets: 1 at the index of the class, else 0.
   *
   * @param row the first row
   * @param count the number of rows
   * @param to receives the targets
   * @param toOff index of the first target in to
   * @throws IndexOutOfBoundsException if there are no such rows, or {@code to} is too short
   * @throws NullPointerException if to is null
   */
  public void copyTargets(int row, int count, float[] to, int toOff) {
    checkCopy(row, count, targetWidth, Objects.requireNonNull(to, "to").length, toOff);
    if (hasClasses()) {
      Arrays.fill(to, toOff, toOff + count * targetWidth, 0f);
      for (int i = 0; i < count; i++) {
        to[toOff + i * targetWidth + classes[firstRow + row + i]] = 1f;
      }
    } else {
      System.arraycopy(targets, (firstRow + row) * targetWidth, to, toOff, count * targetWidth);
    }
  }

  /**
   * Returns the class of a row.
   *
   * @param row the row, from 0
   * @return its class
   * @throws IndexOutOfBoundsException if there is no such row
   * @throws IllegalStateException     if the rows have no classes
   */
  public int classOf(int row) {
    requireClasses();
    checkRow(row);
    return classes[firstRow + row];
  }

  @Override
  public String toString() {
    return Count.of(rows, "row") + " of " + Count.of(inputWidth, "input") + ", "
        + (hasClasses() ? Count.of(classCount, "class", "classes") : Count.of(targetWidth, "target"))
        + (hasWeights() ? ", weighted" : "");
  }

  private void requireClasses() {
    if (!hasClasses()) {
      throw new IllegalStateException("this data set has targets; expected one with classes");
    }
  }

  private void checkRow(int row) {
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException("row = " + row + "; expected 0 to " + (rows - 1));
    }
  }

  /** Checks that {@code count} rows from {@code row} on exist, and that the array has room for {@code width} values of each. */
  private void checkCopy(int row, int count, int width, int toLength, int toOff) {
    if (row < 0 || count < 0 || row > rows - count) {
      throw new IndexOutOfBoundsException("row = " + row + ", count = " + count + "; expected rows within the " + rows
          + " there are");
    }
    if (toOff < 0 || toOff + (long) count * width > toLength) {
      throw new IndexOutOfBoundsException("to.length = " + toLength + "; expected " + Count.of(count, "row") + " of " + width
          + " to fit from toOff = " + toOff + " on");
    }
  }

  private static float[] gather(float[] values, int width, int[] rows) {
    float[] gathered = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, gathered, i * width, width);
    }
    return gathered;
  }
}

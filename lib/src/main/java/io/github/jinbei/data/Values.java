package io.github.jinbei.data;

import io.github.jinbei.internal.text.Count;
import java.util.Objects;

/** Checks of the arrays and widths of a data set. */
final class Values {

  private Values() {}

  /** Checks that the array holds whole rows of finite values. Returns the number of rows, at least 1. */
  static int checkedRows(String name, float[] values, String widthName, int width) {
    Objects.requireNonNull(values, name);
    requireAtLeastOne(widthName, width);
    if (values.length == 0 || values.length % width != 0) {
      throw new IllegalArgumentException(name + ".length = " + values.length + "; expected at least one row of "
          + widthName + " = " + Count.of(width, "value") + ", and no part of a row");
    }
    int index = firstNotFinite(values);
    if (index >= 0) {
      throw new IllegalArgumentException(name + ": row " + index / width + ", column " + index % width + " is "
          + values[index] + "; expected a finite number");
    }
    return values.length / width;
  }

  /** Returns the index of the first value that is NaN or infinite; -1 if there is none. */
  private static int firstNotFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " = " + value + "; expected at least 1");
    }
  }
}

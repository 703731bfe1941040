package io.github.jinbei.table;

/**
 * The scaling of inputs. What it needs of a column, such as the median, is learned from the rows that are trained on, after
 * missing values have been replaced. It also applies to the inputs that stand for categories and for missing values.
 */
public enum Scaling {

  /**
   * Robust: x ← (x − median)·s with s = 1/(q75 − q25), the quartiles by linear interpolation; s = 2/(max − min) if the
   * quartiles are equal; s = 0 for a constant. Then x ← x/√(1 + (x/3)²), which lies between -3 and 3.
   */
  ROBUST,

  /** Standard: x ← (x − mean)/deviation, whose variance is divided by the number of rows; 0 for a constant. */
  STANDARD,

  /** None: the values as they are. */
  NONE
}

package io.github.jinbei.internal.vector;

/**
 * The value with which the separators of tiles compare an index. A separator is a branch that C2 cannot remove and that is
 * never taken.
 *
 * <p>A tile of six rows by two vectors needs 12 registers for its accumulators, two for B and one for A: 15 of 16. C2 may
 * reorder loads in code without branches, and here it loads three or more values of A early. So an accumulator is spilled to
 * the stack and reloaded in each term: 0.43 to 0.54 of the FMA peak (Zen 5, 256 bits), 0.98 with separators. Loads do not move
 * above a branch. So after every two rows of such a tile there is {@code if (index == never) break;}: one compare and jump,
 * which the processor fuses.
 *
 * <p>Each part of this form matters. {@code break} keeps all accumulators alive at that point, so the fma before it stay
 * before it; with {@code throw} C2 moves them behind it. {@code ==} stays, while {@code <} is removed as a check of a range.
 * Two separators of a tile compare different indices, else the second is removed. And the value is read from a field that is
 * not final: a constant is compared at compile time.
 */
final class Separator {

  /** No index has this value. Read once into a local variable before a loop; never written. */
  static int never = -1;

  private Separator() {}
}

package io.github.jinbei.internal.vector;

/**
 * What the separators of tiles compare with: a branch that C2 cannot remove and that is never taken.
 *
 * <p>A tile of six rows by two vectors needs 12 registers for its accumulators, two for B and one for A: 15 of 16. C2 loads
 * values in no promised order within a stretch of code without branches, here three or more values of A early, so an
 * accumulator goes to the stack and back in each term: 0.43 to 0.54 of the FMA peak (Zen 5, 256 bits), 0.98 with separators.
 * Loads do not move above a branch. So after each two rows of such a tile stands {@code if (index == never) break;}: one
 * compare and jump, which the processor fuses.
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

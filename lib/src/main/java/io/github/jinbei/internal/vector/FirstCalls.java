package io.github.jinbei.internal.vector;

/**
 * Cuts the first products of a tile into short blocks of terms. Called with hundreds of terms, a tile is compiled first as a
 * loop entered half-way (200 ms of C2 for 12x2), which serves the call under way, and only many calls later as a method (60 to
 * 100 ms): until then nearly all of its work is done in boxes, while the compiler waits for a processor. Called often, it is
 * compiled as a method at once, and large products are at full speed 0.6 s sooner (Zen 4, `bench/NOTES.md`).
 *
 * <p>Counts are of no more use than that: threads may overwrite each other's.
 */
final class FirstCalls {

  /** Calls of one term, until C1 has compiled the tile: it is asked to at 200, and takes 30 ms, as 600 calls do. */
  private static final int INTERPRETED = 500;
  /** Calls until C2 has. */
  private static final int BOXED = 4000;
  /**
   * Terms of a call then: C2 is asked for the method after 900 calls, for the loop after 2,500. Fewer terms would make C2
   * believe that loops are short, and unroll those of small tiles less.
   */
  private static final int TERMS = 16;

  private final int[] calls;

  FirstCalls(int tiles) {
    this.calls = new int[tiles];
  }

  /** Whether the next call of a tile, of so many terms, is to be cut: not if it is short by itself. */
  boolean cut(int tile, int terms) {
    return terms > TERMS && calls[tile] < BOXED;
  }

  /** Counts the next call of a tile: its most terms. */
  int terms(int tile) {
    return ++calls[tile] > INTERPRETED ? TERMS : 1;
  }
}

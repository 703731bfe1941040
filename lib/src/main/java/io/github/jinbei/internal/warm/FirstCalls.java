package io.github.jinbei.internal.warm;

/**
 * The number of calls of each tile, by which its first products are cut into calls of few terms.
 *
 * <p>If a tile is called with hundreds of terms, C2 first compiles its loop by on-stack replacement (OSR; 200 ms for 12x2).
 * That code serves only the call that is running. C2 compiles the method many calls later (60 to 100 ms). Until then nearly
 * all vectors are boxed, while the compiler waits for a processor. If the tile is called often, C2 compiles the method at
 * once, and large products reach full speed 0.6 s sooner (Zen 4, `bench/NOTES.md`).
 *
 * <p>The counts need not be exact: threads may overwrite each other's.
 */
public final class FirstCalls {

  /** Calls of one term: until C1 has compiled the tile. It starts at 200 calls and takes 30 ms, as long as 600 calls. */
  private static final int INTERPRETED = 500;
  /** Calls until C2 has compiled the tile. */
  private static final int BOXED = 4000;
  /**
   * Terms of a call after {@link #INTERPRETED}: C2 then starts on the method after 900 calls, and on its loop after 2,500.
   * With fewer terms, C2's profile would show short loops, and C2 would unroll those of small tiles less.
   */
  private static final int TERMS = 16;

  private final int[] calls;

  /** Counts of {@code tiles} tiles, all 0. */
  public FirstCalls(int tiles) {
    this.calls = new int[tiles];
  }

  /** Returns whether the next call of a tile must be cut: it has more terms than a cut call, and the tile is cold. */
  public boolean cut(int tile, int terms) {
    return terms > TERMS && !warm(tile);
  }

  /** Returns whether the calls of a tile are no longer cut. */
  public boolean warm(int tile) {
    return calls[tile] >= BOXED;
  }

  /** Counts a call of a tile and returns the largest number of terms for it. */
  public int terms(int tile) {
    return ++calls[tile] > INTERPRETED ? TERMS : 1;
  }
}

package io.github.jinbei.bench.compare;

/**
 * The rounds after which an interleaved run is tested, and the share of the run's error that each look spends. There are four
 * looks, after two fifths of the rounds and after each further fifth. Earlier the exact test could hardly give a p-value
 * small enough, and each further look reduces the share of the others. All shares are equal and add up to 1, so the error
 * bound holds wherever the run stops.
 *
 * @param rounds the largest number of rounds, at least 1
 */
public record Looks(int rounds) {

  private static final int FIRST_FIFTH = 2;
  private static final int FIFTHS = 5;

  /** With fewer rounds than this there is one look, at the end. */
  private static final int LEAST_ROUNDS = 8;

  /** Returns whether there is a look after this round, counted from 1. */
  public boolean after(int round) {
    if (rounds < LEAST_ROUNDS) {
      return round == rounds;
    }
    for (int fifth = FIRST_FIFTH; fifth <= FIFTHS; fifth++) {
      if (round == (rounds * fifth + FIFTHS - 1) / FIFTHS) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the share that the looks up to this round have not spent. A run that is stopped there may spend it in one last
   * look.
   */
  public double left(int round) {
    int spent = 0;
    for (int done = 1; done <= round; done++) {
      spent += after(done) ? 1 : 0;
    }
    return 1 - spent * share();
  }

  /** Returns the share of each look. */
  public double share() {
    return rounds < LEAST_ROUNDS ? 1 : 1.0 / (FIFTHS - FIRST_FIFTH + 1);
  }
}

package io.github.jinbei.bench.compare;

/**
 * After which rounds an interleaved run is looked at, and what each look may spend of the error that the whole run is
 * allowed. Four looks, after two fifths of the rounds and each fifth from there on: earlier the exact test could hardly
 * give a p-value small enough, and each further look takes from the others. All shares are the same; they add up to 1,
 * so that the error is kept whenever the run stops.
 *
 * @param rounds the most rounds, at least 1
 */
public record Looks(int rounds) {

  private static final int FIRST_FIFTH = 2;
  private static final int FIFTHS = 5;

  /** With fewer rounds than this there is one look, at the end. */
  private static final int LEAST_ROUNDS = 8;

  /** Whether there is a look after so many rounds, counted from 1. */
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
   * Returns what the looks after the first {@code round} rounds have not spent. A run that is stopped there may spend it in
   * one more look, the last.
   */
  public double left(int round) {
    int spent = 0;
    for (int done = 1; done <= round; done++) {
      spent += after(done) ? 1 : 0;
    }
    return 1 - spent * share();
  }

  /** What each look spends. */
  public double share() {
    return rounds < LEAST_ROUNDS ? 1 : 1.0 / (FIFTHS - FIRST_FIFTH + 1);
  }
}

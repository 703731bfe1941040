package io.github.jinbei.table;

import io.github.jinbei.internal.net.CounterRandom;

/**
 * A division of rows for several networks. Network i is validated by the rows of fold i, and trained on all others. The folds
 * are as equal in size as possible, and have equal shares of each class. A class of a single row is in no fold, so that all
 * networks are trained on it.
 */
final class Folds {

  /** The fold of rows that all networks are trained on. */
  private static final int NONE = -1;

  /** The number of folds from which one is taken for a single network. */
  private static final int OF_ONE = 5;

  /** Class k is shuffled by the random stream {@code STREAMS + k} of the seed. */
  private static final long STREAMS = 1L << 41;

  /** The same for a cross-validation, whose folds do not depend on those of the networks inside. */
  private static final long STREAMS_OF_ALL = 1L << 43;

  private final int networks;
  private final int[] foldOf;
  private final boolean validated;

  private Folds(int networks, int[] foldOf, boolean validated) {
    this.networks = networks;
    this.foldOf = foldOf;
    this.validated = validated;
  }

  /** Divides rows without classes. */
  static Folds ofRows(int rows, int folds, long seed) {
    return ofClasses(new int[rows], 1, folds, seed);
  }

  /**
   * Divides rows by class. The rows of each class are shuffled. Then all rows, class after class, are dealt to the folds in
   * turn.
   *
   * @param classes the class of each row
   * @param folds the number of networks; 1 for one that is validated by a fifth of the rows. If fewer rows can be dealt, there
   *     are as many folds as these.
   */
  static Folds ofClasses(int[] classes, int classCount, int folds, long seed) {
    return deal(classes, classCount, folds, seed, STREAMS, 2);
  }

  /**
   * Divides rows by class for a cross-validation, as {@link #ofClasses} does, but with other random numbers, and each row is in
   * a fold, also if it is the only one of its class.
   *
   * @param folds the number of folds, from 2 to the number of rows
   */
  static Folds ofAll(int[] classes, int classCount, int folds, long seed) {
    return deal(classes, classCount, folds, seed, STREAMS_OF_ALL, 1);
  }

  /**
   * Deals the rows of all classes to the folds.
   *
   * @param streams the random stream of class 0
   * @param least the fewest rows of a class that is dealt
   */
  private static Folds deal(int[] classes, int classCount, int folds, long seed, long streams, int least) {
    int[] counts = new int[classCount];
    for (int k : classes) {
      counts[k]++;
    }
    int dealt = 0;
    for (int count : counts) {
      dealt += count >= least ? count : 0;
    }
    int used = Math.max(1, Math.min(folds == 1 ? OF_ONE : folds, dealt));
    int[] foldOf = new int[classes.length];
    int[][] places = new int[classCount][];
    int[] first = new int[classCount];
    int before = 0;
    for (int k = 0; k < classCount; k++) {
      places[k] = new int[counts[k]];
      new CounterRandom(seed, streams + k).permute(places[k]);
      first[k] = before;
      before += counts[k] >= least ? counts[k] : 0;
    }
    int[] seen = new int[classCount];
    for (int row = 0; row < foldOf.length; row++) {
      int k = classes[row];
      foldOf[row] = counts[k] >= least ? (first[k] + places[k][seen[k]++]) % used : NONE;
    }
    return new Folds(folds == 1 ? 1 : used, foldOf, dealt > 0);
  }

  /** Returns the number of networks, at least 1. */
  int networks() {
    return networks;
  }

  /** Returns whether the networks are validated. They are not if each row is the only one of its class. */
  boolean validated() {
    return validated;
  }

  /** Returns whether a row validates a network. If not, the network is trained on it. */
  boolean validates(int network, int row) {
    return foldOf[row] == network;
  }

  /** Returns the fold of a row. */
  int foldOf(int row) {
    return foldOf[row];
  }

  /** Returns the number of rows. */
  int rows() {
    return foldOf.length;
  }
}

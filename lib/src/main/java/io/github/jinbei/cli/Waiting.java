package io.github.jinbei.cli;

/**
 * How long a loss may fail to improve.
 *
 * @param patience the number of epochs, at least 1
 * @param gain a loss improves if it falls by more than this, at least 0
 */
record Waiting(int patience, float gain) {

  static final String FORM = "PATIENCE[,GAIN]";
  static final String EXPECTED = "a number of epochs from 1 up and, optionally, a gain from 0 up";

  /** Parses {@link #FORM}. */
  static Waiting read(String text) {
    String[] parts = text.split(",", -1);
    Kind.checked(parts, parts.length <= 2);
    return new Waiting(Kind.count().reader().apply(parts[0].trim()),
        parts.length == 1 ? 0f : Kind.notNegative().reader().apply(parts[1].trim()));
  }
}

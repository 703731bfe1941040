package io.github.jinbei.cli;

/**
 * How long a loss may go without becoming better.
 *
 * @param patience epochs, at least 1
 * @param gain by how much it must fall to count as better, at least 0
 */
record Waiting(int patience, float gain) {

  static final String FORM = "PATIENCE[,GAIN]";
  static final String EXPECTED = "epochs to wait from 1 up and, if wanted, the gain that counts from 0 up";

  /** Reads {@link #FORM}. */
  static Waiting read(String text) {
    String[] parts = Kind.checked(text.split(",", -1), p -> p.length <= 2);
    return new Waiting(Kind.count().reader().apply(parts[0].trim()),
        parts.length == 1 ? 0f : Kind.notNegative().reader().apply(parts[1].trim()));
  }
}

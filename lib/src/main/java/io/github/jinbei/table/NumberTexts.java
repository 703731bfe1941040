package io.github.jinbei.table;

/**
 * The texts of a column of numbers, in order, each character in four bits. They are needed if the column turns out to be one of
 * texts: {@code 1.0} must stay {@code 1.0}. An empty text stands for a missing value.
 */
final class NumberTexts {

  private static final String SYMBOLS = "0123456789+-.eE";
  private static final int END = SYMBOLS.length();
  private static final int SYMBOLS_IN_WORD = 8;

  /** The index in {@link #SYMBOLS} of each of its characters. */
  private static final byte[] INDEX = new byte['e' + 1];

  static {
    for (int i = 0; i < END; i++) {
      INDEX[SYMBOLS.charAt(i)] = (byte) i;
    }
  }

  private final CodeChunks words = new CodeChunks();
  /** The symbols behind the last full word. */
  private int word;
  private int symbols;
  private int size;
  private int longest;

  /** Adds a text that {@link Numbers} has found to be a number, or an empty one. */
  void add(char[] text, int from, int to) {
    int packed = word;
    int count = symbols;
    for (int i = from; i <= to; i++) {
      packed = packed << 4 | (i < to ? INDEX[text[i]] : END);
      count++;
      if (count == SYMBOLS_IN_WORD) {
        words.add(packed);
        count = 0;
      }
    }
    word = packed;
    symbols = count;
    size++;
    longest = Math.max(longest, to - from);
  }

  /** Adds the codes of all texts to the list, in order. No text may be added after that. */
  void addTo(CodeChunks codes, TextPool pool) {
    if (symbols > 0) {
      words.add(word << 4 * (SYMBOLS_IN_WORD - symbols));
    }
    char[] text = new char[longest];
    long place = 0;
    for (int i = 0; i < size; i++) {
      int length = 0;
      int symbol;
      while ((symbol = symbol(place++)) != END) {
        text[length++] = SYMBOLS.charAt(symbol);
      }
      codes.add(length == 0 ? Column.NO_TEXT : pool.code(text, 0, length));
    }
  }

  private int symbol(long place) {
    int shift = 4 * (SYMBOLS_IN_WORD - 1 - (int) (place % SYMBOLS_IN_WORD));
    return words.get((int) (place / SYMBOLS_IN_WORD)) >>> shift & 0xF;
  }
}

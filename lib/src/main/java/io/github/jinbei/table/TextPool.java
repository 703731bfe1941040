package io.github.jinbei.table;

import java.util.Arrays;

/** A set of texts, each with a code: 0, 1, ... in the order in which they were added. Equal texts share one String. */
final class TextPool {

  private static final int FIRST = 16;

  private String[] texts = new String[FIRST];
  private int size;
  /** An open hash table: codes plus 1, at the first free slot from the hash of the text. 0: free. At most half is used. */
  private int[] slots = new int[4 * FIRST];

  /** Returns the code of a text. Adds the text if it is new. */
  int code(String text) {
    int slot = spread(text.hashCode()) & slots.length - 1;
    while (slots[slot] != 0) {
      if (texts[slots[slot] - 1].equals(text)) {
        return slots[slot] - 1;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return add(text, slot);
  }

  /** Returns the code of a text that is given by its characters. Makes a String only if the text is new. */
  int code(char[] chars, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + chars[i];
    }
    int slot = spread(hash) & slots.length - 1;
    while (slots[slot] != 0) {
      if (equal(texts[slots[slot] - 1], chars, from, to)) {
        return slots[slot] - 1;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return add(new String(chars, from, to - from), slot);
  }

  /** Returns the texts in the order of their codes. */
  String[] texts() {
    return Arrays.copyOf(texts, size);
  }

  private int add(String text, int slot) {
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
    }
    texts[size++] = text;
    slots[slot] = size;
    if (2 * size >= slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    for (int code = 0; code < size; code++) {
      int slot = spread(texts[code].hashCode()) & slots.length - 1;
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = code + 1;
    }
  }

  /** The table uses the low bits of a hash alone: this mixes the high ones into them. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B1;
    return mixed ^ mixed >>> 15;
  }

  /** Returns whether a text has the characters {@code from} to {@code to - 1}. */
  static boolean equal(String text, char[] chars, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i - from) != chars[i]) {
        return false;
      }
    }
    return true;
  }
}

package io.github.jinbei.table;

import java.util.ArrayList;
import java.util.List;

/** The texts that stand for a missing value. */
final class Markers {

  private static final int ASCII = 128;

  private final String[] markers;
  private final boolean empty;
  /** Whether a marker begins with the character; the last place is for all characters beyond ASCII. */
  private final boolean[] first = new boolean[ASCII + 1];

  Markers(List<String> markers) {
    List<String> texts = new ArrayList<>(markers);
    texts.removeAll(List.of(""));
    this.markers = texts.toArray(new String[0]);
    this.empty = markers.contains("");
    for (String marker : this.markers) {
      first[Math.min(ASCII, marker.charAt(0))] = true;
    }
  }

  /** Returns whether the characters {@code from} to {@code to - 1} are a marker. */
  boolean contain(char[] chars, int from, int to) {
    if (from == to) {
      return empty;
    }
    if (!first[Math.min(ASCII, chars[from])]) {
      return false;
    }
    for (String marker : markers) {
      if (TextPool.equal(marker, chars, from, to)) {
        return true;
      }
    }
    return false;
  }
}

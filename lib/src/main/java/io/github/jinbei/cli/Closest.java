package io.github.jinbei.cli;

import java.util.Comparator;
import java.util.List;

/** Finds the candidate nearest to a mistyped word. */
final class Closest {

  private Closest() {}

  /**
   * Returns the shortest candidate that begins with {@code word}, or else the one with the fewest edits from it. Returns null
   * if that one needs more than two edits and more than a third of the word's letters.
   */
  static String to(String word, List<String> candidates) {
    String best = word.isEmpty() ? null : candidates.stream().filter(candidate -> candidate.startsWith(word))
        .min(Comparator.comparing(String::length)).orElse(null);
    if (best != null) {
      return best;
    }
    int fewest = Math.max(2, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int edits = edits(word, candidate);
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return best;
  }

  /** Returns how many letters to insert, delete or replace to turn {@code a} into {@code b}: the Levenshtein distance. */
  static int edits(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}

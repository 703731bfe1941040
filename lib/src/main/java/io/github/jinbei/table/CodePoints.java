package io.github.jinbei.table;

import java.util.Comparator;

/** The order of texts by code point. {@link String#compareTo} differs: it sorts by UTF-16 unit. */
final class CodePoints {

  static final Comparator<String> ORDER = CodePoints::compare;

  private CodePoints() {}

  private static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // A surrogate begins or ends a code point above all others.
        boolean above = Character.isSurrogate(x);
        return above == Character.isSurrogate(y) ? x - y : above ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }
}

package io.github.jinbei.bench.report;

import io.github.jinbei.report.Svg;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text and figures in a page, escaped like {@link Svg#text}. */
final class Words {

  /** The length of the longest word that is never broken: such words fit between their neighbours. */
  private static final int LONGEST_WORD = 16;

  /** The length of the longest part of a word that is never broken: it fits on the narrowest screen, 320 pixels wide. */
  private static final int LONGEST_PART = 24;

  /** The number of characters that stay together in a long part without capital letters and hyphens, such as a hash. */
  private static final int PIECE = 8;

  private static final String BREAK = "<wbr/>";
  private static final Pattern BLANK = Pattern.compile(" ");

  /** Matches after the last of some joining characters, but not in a number, nor before the extension of a file name. */
  private static final Pattern JOINT = Pattern.compile("(?<=[./\\\\:=,;_$|&?])(?![./\\\\:=,;_$|&?])(?!(?<=[0-9].)[0-9])"
      + "(?!(?<=\\.)[a-z]{1,4}(?![A-Za-z0-9.]))");

  /** Matches before a capital letter, and after a hyphen. */
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z0-9]-)(?=[A-Za-z0-9])");

  private Words() {}

  /**
   * Returns {@link Svg#text} with possible line breaks inside long words: after a dot, a slash or the like. A long part without
   * these may be broken before a capital letter, after a hyphen, or after some letters.
   */
  static String breakable(String text) {
    return Arrays.stream(BLANK.split(text, -1)).map(word -> word.length() <= LONGEST_WORD ? Svg.text(word)
        : Arrays.stream(JOINT.split(word)).map(Words::part).collect(Collectors.joining(BREAK)))
        .collect(Collectors.joining(" "));
  }

  private static String part(String part) {
    return part.length() <= LONGEST_PART ? Svg.text(part) : Arrays.stream(HUMP.split(part))
        .map(hump -> hump.length() <= LONGEST_PART ? Svg.text(hump) : pieces(hump)).collect(Collectors.joining(BREAK));
  }

  private static String pieces(String letters) {
    StringBuilder pieces = new StringBuilder();
    for (int start = 0; start < letters.length();) {
      int end = letters.offsetByCodePoints(start, Math.min(PIECE, letters.codePointCount(start, letters.length())));
      pieces.append(start == 0 ? "" : BREAK).append(Svg.text(letters.substring(start, end)));
      start = end;
    }
    return pieces.toString();
  }

  /** Returns figures with the signs of a page ({@link Format#typographic}). */
  static String figures(String figures) {
    return Svg.text(Format.typographic(figures));
  }
}

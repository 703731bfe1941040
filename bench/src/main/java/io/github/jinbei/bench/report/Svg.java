package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.internal.text.Plain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pieces of SVG and HTML, written so that they are XML as well. Positions across are per cent of the width, positions
 * down are pixels: so drawings are as wide as there is room, with dots that stay round and letters that stay legible.
 */
final class Svg {

  /** Characters of a word that is never broken: such words fit between their neighbours. */
  private static final int LONGEST_WORD = 16;

  /** Characters of a part of a word that is never broken: they fit on the narrowest screen, 320 pixels wide. */
  private static final int LONGEST_PART = 24;

  /** Characters that stay together where nothing in a long part says where to break it, as in a hash. */
  private static final int PIECE = 8;

  /** Products below this are off by less than 1e-6. */
  private static final double EXACT = 1e9;

  private static final String BREAK = "<wbr/>";
  private static final Pattern BLANK = Pattern.compile(" ");

  /** Behind the last of some joints, but not in a number, nor before the ending of a file's name. */
  private static final Pattern JOINT = Pattern.compile("(?<=[./\\\\:=,;_$|&?])(?![./\\\\:=,;_$|&?])(?!(?<=[0-9].)[0-9])"
      + "(?!(?<=\\.)[a-z]{1,4}(?![A-Za-z0-9.]))");

  /** Before a capital letter, and behind a hyphen. */
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z0-9]-)(?=[A-Za-z0-9])");

  private Svg() {}

  /** Text, safe between tags and in attributes of either quotes. */
  static String text(String text) {
    String plain = Plain.text(text);
    StringBuilder escaped = new StringBuilder(plain.length() + 16);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /**
   * Returns {@link #text} that may be broken inside of long words too: behind a dot, a slash or the like, and where a part
   * has none, before a capital letter, behind a hyphen, or after some letters.
   */
  static String breakable(String text) {
    return Arrays.stream(BLANK.split(text, -1)).map(word -> word.length() <= LONGEST_WORD ? text(word)
        : Arrays.stream(JOINT.split(word)).map(Svg::part).collect(Collectors.joining(BREAK)))
        .collect(Collectors.joining(" "));
  }

  private static String part(String part) {
    return part.length() <= LONGEST_PART ? text(part) : Arrays.stream(HUMP.split(part))
        .map(hump -> hump.length() <= LONGEST_PART ? text(hump) : pieces(hump)).collect(Collectors.joining(BREAK));
  }

  private static String pieces(String letters) {
    StringBuilder pieces = new StringBuilder();
    for (int start = 0; start < letters.length();) {
      int end = letters.offsetByCodePoints(start, Math.min(PIECE, letters.codePointCount(start, letters.length())));
      pieces.append(start == 0 ? "" : BREAK).append(text(letters.substring(start, end)));
      start = end;
    }
    return pieces.toString();
  }

  /** Figures with the signs of a page, safe as {@link #text}. */
  static String figures(String figures) {
    return text(Format.typographic(figures));
  }

  /** A coordinate, to a hundredth, without needless noughts. */
  static String number(double value) {
    double hundredths = 100 * value;
    double nearest = Math.rint(hundredths);
    // Far from the middle between two hundredths the product decides; it is much faster than all of the value's digits.
    boolean plain = Math.abs(hundredths) < EXACT && Math.abs(hundredths - nearest) < 0.499;
    BigDecimal rounded = (plain ? BigDecimal.valueOf((long) nearest, 2)
        : new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /** A position across. */
  static String percent(double share) {
    return number(100 * share) + "%";
  }

  /** The beginning of a drawing as wide as there is room, with words for those who do not see it, or point at it. */
  static String open(String style, int height, String label) {
    return "<svg class=\"" + style + "\" width=\"100%\" height=\"" + height + "\" role=\"img\" aria-label=\""
        + text(label) + "\"><title>" + text(label) + "</title>";
  }

  /** A straight line; {@code x} are shares of the width. */
  static String line(String style, double x1, double y1, double x2, double y2) {
    return "<line class=\"" + style + "\" x1=\"" + percent(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + percent(x2)
        + "\" y2=\"" + number(y2) + "\"/>";
  }

  /** A filled box. */
  static String box(String style, double x1, double x2, double y, double height) {
    return "<rect class=\"" + style + "\" x=\"" + percent(x1) + "\" y=\"" + number(y) + "\" width=\""
        + percent(Math.max(0, x2 - x1)) + "\" height=\"" + number(height) + "\"/>";
  }

  /** A small shape around a point. */
  static String shape(String style, double x, double y, String path) {
    return "<svg class=\"at " + style + "\" x=\"" + percent(x) + "\" y=\"" + number(y) + "\"><path d=\"" + path
        + "\"/></svg>";
  }

  /** Words at a point. */
  static String label(String style, double x, double y, String words) {
    return "<text class=\"" + style + "\" x=\"" + percent(x) + "\" y=\"" + number(y) + "\">" + text(words) + "</text>";
  }

  /** The style of a verdict. */
  static String style(Verdict verdict) {
    return switch (verdict) {
      case REGRESSED -> "bad";
      case ERROR -> "bad line";
      case ENV_MISMATCH, MISSING, INCONCLUSIVE -> "open line";
      case IMPROVED -> "good";
      case NEW -> "good line";
      case EQUIVALENT -> "same";
    };
  }

  /** The shape of a verdict around a point, none like another: colour never tells alone. */
  static String path(Verdict verdict) {
    return switch (verdict) {
      case REGRESSED -> "M-5.5-4.5h11l-5.5 9.5z";
      case ERROR -> "M-4.5-4.5l9 9M4.5-4.5l-9 9";
      case ENV_MISMATCH -> "M-5.5-2.5h11M-5.5 2.5h11M3-6l-6 12";
      case MISSING -> "M-4.5-4.5h9v9h-9z";
      case INCONCLUSIVE -> "M0-6l5.5 6l-5.5 6l-5.5-6z";
      case IMPROVED -> "M-5.5 4.5h11l-5.5-9.5z";
      case NEW -> "M-5.5 0h11M0-5.5v11";
      case EQUIVALENT -> "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z";
    };
  }

  /** A verdict's shape among words that name it. */
  static String icon(Verdict verdict) {
    return "<svg class=\"icon " + style(verdict) + "\" width=\"14\" height=\"14\" viewBox=\"-7 -7 14 14\" "
        + "aria-hidden=\"true\"><path d=\"" + path(verdict) + "\"/></svg>";
  }
}

package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Verdict;

/** The signs of verdicts: their shapes, and the classes of the style sheet that colour them. */
final class Sign {

  private Sign() {}

  /** Returns the classes of the style sheet for a verdict. */
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

  /** Returns the shape of a verdict, as a path around a point. All shapes differ, because some readers cannot see colours. */
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

  /** Returns the sign of a verdict, for text beside the verdict's name. */
  static String icon(Verdict verdict) {
    return "<svg class=\"icon " + style(verdict) + "\" width=\"14\" height=\"14\" viewBox=\"-7 -7 14 14\" "
        + "aria-hidden=\"true\"><path d=\"" + path(verdict) + "\"/></svg>";
  }
}

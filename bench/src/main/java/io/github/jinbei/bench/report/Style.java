package io.github.jinbei.bench.report;

import io.github.jinbei.internal.file.Resource;

/** The style sheets of this package. */
final class Style {

  private Style() {}

  /** Returns the style sheets of these names, with an empty line before them. */
  static String of(String... names) {
    StringBuilder style = new StringBuilder("\n");
    for (String name : names) {
      style.append(Resource.text(Style.class, name));
    }
    return style.toString();
  }
}

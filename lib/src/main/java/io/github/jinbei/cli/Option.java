package io.github.jinbei.cli;

/**
 * One option: everything that parsing, defaults and help need to know of it.
 *
 * @param name with its hyphens, such as {@code --lr}
 * @param byDefault the text that holds where the option is not given; null means that there is none
 * @param help one line
 */
record Option<T>(String name, Kind<T> kind, String byDefault, String help) {

  /** The value of {@code text}. */
  T read(String text) {
    try {
      return kind.reader().apply(text);
    } catch (IllegalArgumentException e) {
      String example = byDefault == null ? "" : ", as in " + name + " " + byDefault;
      throw new UsageException(name + " takes " + kind.expected() + example + "; not '" + text + "'");
    }
  }
}

package io.github.jinbei.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheets of this package. */
final class Style {

  private Style() {}

  /** Returns the style sheets of these names, with an empty line before them. */
  static String of(String... names) {
    StringBuilder style = new StringBuilder("\n");
    for (String name : names) {
      style.append(resource(name));
    }
    return style.toString();
  }

  private static String resource(String name) {
    try (InputStream in = Style.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside " + Style.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.github.jinbei.bench.report;

import io.github.jinbei.report.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style of the pages. */
final class Style {

  private Style() {}

  /** Returns what all pages of the project share, and then style sheets of this package, by name. */
  static String of(String... names) {
    StringBuilder style = new StringBuilder(Page.sharedStyle()).append('\n');
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

package io.github.jinbei.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files that come with the program, beside a class in its jar. */
public final class Resource {

  private Resource() {}

  /**
   * Returns the content of a file.
   *
   * @throws IllegalStateException if there is none, or it cannot be read
   */
  public static byte[] bytes(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("found no resource " + name + " beside " + beside.getName()
            + "; expected it in the same jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the resource " + name + " beside " + beside.getName(), e);
    }
  }

  /** Returns the text of a file in UTF-8, whose lines end in a line feed alone. Throws as {@link #bytes}. */
  public static String text(Class<?> beside, String name) {
    return new String(bytes(beside, name), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}

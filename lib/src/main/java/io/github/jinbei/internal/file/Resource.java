package io.github.jinbei.internal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Access to resources: files in the jar, in the package of a class. */
public final class Resource {

  private Resource() {}

  /**
   * Returns the content of a resource in the package of the class.
   *
   * @throws IllegalStateException if the resource is missing or cannot be read
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

  /** Returns a resource in UTF-8 as text, with a single line feed at each line end. Throws the exceptions of {@link #bytes}. */
  public static String text(Class<?> beside, String name) {
    return new String(bytes(beside, name), StandardCharsets.UTF_8).replace("\r\n", "\n");
  }
}

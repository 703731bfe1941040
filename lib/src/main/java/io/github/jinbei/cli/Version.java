package io.github.jinbei.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version of the project. The build copies it from its own description into a resource. */
public final class Version {

  private static final String RESOURCE = "version.txt";

  private Version() {}

  /** Returns the version, such as {@code 1.2.0}. */
  public static String text() {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + RESOURCE + " cannot be read", e);
    }
  }
}

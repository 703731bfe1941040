package io.github.jinbei.cli;

import io.github.jinbei.internal.file.Resource;

/** The version of the project. The build copies it from its own description into a resource. */
public final class Version {

  private static final String RESOURCE = "version.txt";

  private Version() {}

  /** Returns the version, such as {@code 1.2.0}. */
  public static String text() {
    return Resource.text(Version.class, RESOURCE).strip();
  }
}

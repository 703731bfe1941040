package io.github.jinbei.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The owner, group and permissions of a file in a POSIX file system. */
record Ownership(PosixFileAttributes attributes) {

  /** The permissions of a file that its owner alone may read and write. */
  static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private static final Set<PosixFilePermission> WRITE = EnumSet.of(PosixFilePermission.OWNER_WRITE,
      PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** An operation on attributes. */
  @FunctionalInterface
  private interface Change {
    void make() throws IOException;
  }

  /** Returns the ownership of the file, links followed; null if the file system is not a POSIX one. */
  static Ownership of(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view == null ? null : new Ownership(view.readAttributes());
  }

  /** Returns whether no user has permission to write. (The superuser can still write.) */
  boolean isReadOnly() {
    return Collections.disjoint(attributes.permissions(), WRITE);
  }

  /** Sets the permissions of another file, and its owner and group if the system allows it. */
  void giveTo(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    PosixFileAttributes current = view.readAttributes();
    if (!current.group().equals(attributes.group())) {
      makeIfAllowed(() -> view.setGroup(attributes.group()));
    }
    if (!current.owner().equals(attributes.owner())) {
      makeIfAllowed(() -> view.setOwner(attributes.owner()));
    }
    if (!current.permissions().equals(attributes.permissions())) {
      view.setPermissions(attributes.permissions());
    }
  }

  private static void makeIfAllowed(Change change) {
    try {
      change.make();
    } catch (IOException notAllowed) {
      // Only the superuser may change the owner: the file keeps the user who writes it.
    }
  }
}

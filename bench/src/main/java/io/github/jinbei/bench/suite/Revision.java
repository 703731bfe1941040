package io.github.jinbei.bench.suite;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commit of the checkout that contains this program, from git. */
public final class Revision {

  private Revision() {}

  /** Returns the commit, followed by {@code -dirty} if files differ from it; empty without git or a checkout. */
  public static Optional<String> current() throws IOException {
    try {
      Path program = Path.of(Revision.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return of(Files.isDirectory(program) ? program : program.getParent());
    } catch (URISyntaxException e) {
      throw new IOException("the location of this program is unknown: " + e.getMessage(), e);
    }
  }

  static Optional<String> of(Path folder) throws IOException {
    Optional<String> commit = git(folder, "rev-parse", "HEAD");
    boolean dirty = !git(folder, "status", "--porcelain", "--untracked-files=no").orElse("").isEmpty();
    return commit.map(hash -> dirty ? hash + "-dirty" : hash);
  }

  private static Optional<String> git(Path folder, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(words));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return Optional.empty(); // there is no git
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Probe.waitFor(process) == 0 ? Optional.of(text.strip()) : Optional.empty();
  }
}

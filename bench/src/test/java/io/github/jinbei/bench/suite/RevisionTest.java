package io.github.jinbei.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTest {

  @TempDir
  Path folder;

  private boolean git(String... words) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString(), "-c", "user.name=n", "-c",
        "user.email=e@example.org", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(words));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
          .waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFolderOutsideACheckoutHasNoCommit() throws IOException {
    assertEquals(Optional.empty(), Revision.of(folder));
  }

  @Test
  void aCheckoutHasACommitMarkedDirtyIfFilesDiffer() throws IOException, InterruptedException {
    assumeTrue(git("init", "-q"), "there is no git");
    Path file = Files.writeString(folder.resolve("a.txt"), "1");
    assertTrue(git("add", "a.txt") && git("commit", "-q", "--no-verify", "-m", "a"));
    String commit = Revision.of(folder).orElse("none");
    assertTrue(commit.matches("[0-9a-f]{40,64}"), commit);
    Files.writeString(file, "22");
    assertEquals(Optional.of(commit + "-dirty"), Revision.of(folder));
  }
}

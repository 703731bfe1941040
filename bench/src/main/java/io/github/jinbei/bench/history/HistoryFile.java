package io.github.jinbei.bench.history;

import io.github.jinbei.bench.results.JsonText;
import io.github.jinbei.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The history: a file of JSON lines, one a commit, in the order in which they were appended. */
public final class HistoryFile {

  /** A change takes well below a second. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private HistoryFile() {}

  /**
   * Reads all of a history: UTF-8, or UTF-16 with its byte-order mark. Empty lines are passed over.
   *
   * @throws UnreadableHistoryException if the file is missing, or a line is no commit's, or a commit has two lines
   */
  public static List<Commit> read(Path file) throws UnreadableHistoryException {
    List<String> lines = lines(file);
    List<Commit> commits = new ArrayList<>();
    Map<String, Integer> lineOf = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      Commit commit;
      try {
        commit = CommitJson.read(lines.get(i));
      } catch (IllegalArgumentException e) {
        boolean damaged = !commits.isEmpty() || CommitJson.resembles(lines.get(i));
        throw new UnreadableHistoryException(
            file + (damaged ? ", line " : ": no history: line ") + (i + 1) + ": " + e.getMessage());
      }
      Integer first = lineOf.putIfAbsent(commit.hash(), i + 1);
      if (first != null) {
        throw new UnreadableHistoryException(file + ", line " + (i + 1) + ": commit " + commit.hash()
            + " has a line already, line " + first);
      }
      commits.add(commit);
    }
    return commits;
  }

  private static List<String> lines(Path file) throws UnreadableHistoryException {
    if (Files.isDirectory(file)) {
      throw new UnreadableHistoryException(file + ": no history: a folder, expected " + CommitJson.EXPECTED);
    }
    try {
      return JsonText.decode(Files.readAllBytes(file)).lines().toList();
    } catch (NoSuchFileException e) {
      throw new UnreadableHistoryException(file + ": no such file");
    } catch (CharacterCodingException e) {
      throw new UnreadableHistoryException(file + ": no history: not UTF-8, expected " + CommitJson.EXPECTED);
    } catch (IOException e) {
      throw new UnreadableHistoryException(file + ": cannot be read: " + e);
    }
  }

  /**
   * Adds a commit at the end. Of one that has a line the forks are added to that line, which keeps its place; nothing
   * is replaced. A missing file is an empty one. A reader finds the old file or the new one; of several
   * processes that append at the same time, each waits for the one before.
   *
   * @return the commit's line as it is now
   * @throws UnreadableHistoryException if the file is there and cannot be read, which leaves it as it is
   * @throws IllegalArgumentException if forks of the commit are in its line already, which leaves the file as it is
   * @throws IOException if the file cannot be written, or another process holds its lock for a minute, which leaves it as
   *     it is
   */
  public static Commit append(Path file, Commit commit) throws IOException {
    return append(file, commit, PATIENCE);
  }

  static Commit append(Path file, Commit commit, Duration patience) throws IOException {
    AtomicFile.check(file); // names the history, not its lock, where the folder is read-only
    Path real = AtomicFile.replaced(file)
        .orElseThrow(() -> new UnreadableHistoryException(file + ": a pipe or a device, expected a file"));
    return HistoryLock.holding(real, patience, () -> add(file, commit));
  }

  private static Commit add(Path file, Commit commit) throws IOException {
    List<Commit> commits = Files.exists(file) ? read(file) : new ArrayList<>();
    Commit whole = commit;
    int i = 0;
    while (i < commits.size() && !commits.get(i).hash().equals(commit.hash())) {
      i++;
    }
    if (i < commits.size()) {
      whole = commits.get(i).plus(commit);
      commits.set(i, whole);
    } else {
      commits.add(commit);
    }
    StringBuilder text = new StringBuilder();
    commits.forEach(each -> text.append(CommitJson.write(each)).append('\n'));
    AtomicFile.replace(file, text.toString());
    return whole;
  }
}

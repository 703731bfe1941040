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

/** A history: a file of JSON lines, one a commit, in the order in which they were appended. */
public final class HistoryFile {

  /** The longest time to wait for the lock; a change takes well below a second. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private HistoryFile() {}

  /**
   * Reads a history: UTF-8, or UTF-16 with a byte-order mark. Empty lines are ignored.
   *
   * @throws UnreadableHistoryException if the file is missing, a line is not that of a commit, or a commit has two lines
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
            file + (damaged ? ", line " : ": not a history: line ") + (i + 1) + ": " + e.getMessage());
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
      throw new UnreadableHistoryException(file + ": not a history: a folder, expected " + CommitJson.EXPECTED);
    }
    try {
      return JsonText.decode(Files.readAllBytes(file)).lines().toList();
    } catch (NoSuchFileException e) {
      throw new UnreadableHistoryException(file + ": no such file");
    } catch (CharacterCodingException e) {
      throw new UnreadableHistoryException(file + ": not a history: not UTF-8, expected " + CommitJson.EXPECTED);
    } catch (IOException e) {
      throw new UnreadableHistoryException(file + ": cannot be read: " + e);
    }
  }

  /**
   * Appends a commit. If the commit has a line, its forks are added to that line, which keeps its position; nothing is
   * replaced. A missing file counts as empty. Readers find either the old file or the new one. Several processes may append at
   * the same time: each waits for the others. If an exception is thrown, the file is unchanged.
   *
   * @return the commit with all of its forks
   * @throws UnreadableHistoryException if the file exists and cannot be read
   * @throws IllegalArgumentException if the commit's line contains these forks already
   * @throws IOException if the file cannot be written, or another process holds its lock for a minute
   */
  public static Commit append(Path file, Commit commit) throws IOException {
    return append(file, commit, PATIENCE);
  }

  static Commit append(Path file, Commit commit, Duration patience) throws IOException {
    AtomicFile.check(file); // so that the message names the history, not its lock, if the folder is read-only
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

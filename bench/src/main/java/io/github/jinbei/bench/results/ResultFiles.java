package io.github.jinbei.bench.results;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** Reads what JMH writes with {@code -rf json}. */
public final class ResultFiles {

  private ResultFiles() {}

  /**
   * One side of a comparison: the forks of a key that stands in several files, or several times in one, add up in the
   * order of the files.
   *
   * @param files at least one; beside each {@code NAME.json} there may be a sidecar {@code NAME.env.json}
   * @throws UnreadableResultsException if a file is missing, is no JSON, or is not of JMH's form
   */
  public static SortedMap<Key, Result> read(List<Path> files) throws UnreadableResultsException {
    throw new UnsupportedOperationException("not written yet: " + files);
  }
}

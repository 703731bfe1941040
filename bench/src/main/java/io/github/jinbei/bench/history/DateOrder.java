package io.github.jinbei.bench.history;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Commits in the order of their dates.
 *
 * @param commits the oldest first
 * @param changed whether sorting changed their order
 */
record DateOrder(List<Commit> commits, boolean changed) {

  private record Dated(Commit commit, Instant instant) {}

  /**
   * Sorts commits by date, whatever the offset from UTC. Commits of the same instant keep their order. A commit without a date
   * stays after the commit before it in the list.
   */
  static DateOrder of(List<Commit> commits) {
    List<Dated> dated = new ArrayList<>();
    Instant instant = Instant.MIN;
    boolean changed = false;
    for (Commit commit : commits) {
      if (!commit.date().isEmpty()) {
        Instant next = OffsetDateTime.parse(commit.date()).toInstant();
        changed |= next.isBefore(instant);
        instant = next;
      }
      dated.add(new Dated(commit, instant));
    }
    dated.sort(Comparator.comparing(Dated::instant));
    return new DateOrder(dated.stream().map(Dated::commit).toList(), changed);
  }
}

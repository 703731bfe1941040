package io.github.jinbei.bench.ab;

import io.github.jinbei.bench.compare.Comparer;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Looks;
import io.github.jinbei.bench.compare.Settings;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.bench.results.Sidecar;
import io.github.jinbei.bench.results.Subject;
import io.github.jinbei.bench.results.UnreadableResultsException;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A measurement of two sides in turns. A round is one fork of each side of every row, base first in odd rounds and last in
 * even ones. So over two rounds, A B B A, a steady drift of the machine adds the same to both sides. After some rounds
 * ({@link Looks}) the rows are compared. Decided rows are not measured again, and the run ends when all rows are decided.
 */
public final class InterleavedRun {

  private final Settings settings;
  private final int rounds;
  private final Forks base;
  private final Forks current;
  private final Map<String, String> baseEnvironment;
  private final Map<String, String> currentEnvironment;
  private final PrintWriter progress;
  private final Path folder;
  private final Comparer comparer;
  private final Looks looks;
  private int round;
  private int complete;

  /**
   * Creates a run.
   *
   * @param rounds the largest number of rounds, at least 1
   * @param folder an existing folder for the forks' files
   * @param environment the environment of the measurement, written beside the results together with each {@link Origin}
   * @param progress receives lines about the progress
   * @param stop whether the run should end as soon as possible; once true it stays true
   */
  public InterleavedRun(Side base, Side current, JmhArguments arguments, Settings settings, int rounds, Path folder,
      Map<String, String> environment, PrintWriter progress, BooleanSupplier stop) {
    this.settings = settings;
    this.rounds = rounds;
    this.base = new Forks(base, arguments, folder, stop);
    this.current = new Forks(current, arguments, folder, stop);
    String date = Subject.date(Instant.now());
    baseEnvironment = Origin.of(base, date, environment);
    currentEnvironment = Origin.of(current, date, environment);
    this.progress = progress;
    this.folder = folder;
    comparer = new Comparer(settings);
    looks = new Looks(rounds);
  }

  /**
   * Runs until every row is decided, or to the last round. A stopped run compares its complete rounds, and the comparison
   * mentions it.
   *
   * @param command the words of the command line that repeats the run
   * @return the comparison; empty if the run was stopped before the end of the first round
   * @throws IOException if neither side has a selected benchmark, or a side cannot be run
   */
  public Optional<Comparison> run(List<String> command) throws IOException, UnreadableResultsException {
    long start = System.nanoTime();
    String stopped = "";
    try {
      measure(start);
    } catch (InterruptedException e) {
      stopped = ", stopped in round " + round;
      sayStopped();
      if (complete == 0) {
        return Optional.empty();
      }
      look(looks.left(complete), true);
    }
    return Optional.of(comparer.comparison(command, String.format(Locale.ROOT, "%d of at most %s%s, %.1f minutes", complete,
        Count.of(rounds, "round"), stopped, minutes(System.nanoTime() - start))));
  }

  private void measure(long start) throws IOException, InterruptedException, UnreadableResultsException {
    Listing baseListing = base.listing();
    Listing currentListing = current.listing();
    Set<Unit> inBase = new LinkedHashSet<>(baseListing.units(currentListing));
    Set<Unit> inCurrent = new LinkedHashSet<>(currentListing.units(baseListing));
    Set<Unit> units = new LinkedHashSet<>(inBase);
    units.addAll(inCurrent);
    if (units.isEmpty()) {
      throw new IOException("neither base nor current has a benchmark that JMH's arguments choose");
    }
    announce(units);
    while (complete < rounds && !units.isEmpty()) {
      round++;
      for (Unit unit : units) {
        turn(unit, round, inBase.contains(unit), inCurrent.contains(unit));
      }
      base.endRound();
      current.endRound();
      if (round == 1) {
        checkFirst();
      }
      complete = round;
      // A row that only one side has, or whose fork failed, has nothing to decide: it is not measured again.
      units.removeIf(unit -> !inBase.contains(unit) || !inCurrent.contains(unit)
          || base.failures().containsKey(unit) || current.failures().containsKey(unit));
      tell(round, System.nanoTime() - start, units.size());
      if (looks.after(round) || units.isEmpty()) {
        look(looks.share(), round == rounds || units.isEmpty());
        keepUndecided(units);
      }
    }
  }

  private void announce(Set<Unit> units) {
    progress.println(Count.of(units.size(), "row") + ", at most " + Count.of(rounds, "round") + " of a fork a side");
    units.stream().filter(unit -> !unit.open().isEmpty()).map(unit -> unit.benchmark() + ": all values of "
        + String.join(", ", unit.open()) + " together, because JMH's -p cannot choose one of them")
        .distinct().forEach(progress::println);
    progress.flush();
  }

  private void sayStopped() {
    String where = round == 0 ? "Stopped before the first round" : "Stopped in round " + round + " of at most " + rounds;
    progress.println(where + (complete == 0 ? ": nothing to compare."
        : ": the comparison uses " + Count.of(complete, "complete round") + "."));
    progress.flush();
  }

  /**
   * Writes the results to base.json and current.json in the folder, and deletes the forks' own files. Writes nothing if there
   * is no result.
   *
   * @return whether there is a result
   * @throws IOException if the files cannot be written; the forks' own files remain then
   */
  public boolean keep() throws IOException, UnreadableResultsException {
    if (base.isEmpty() && current.isEmpty()) {
      return false;
    }
    try {
      keep(base, baseEnvironment);
      keep(current, currentEnvironment);
      return true;
    } catch (IOException e) {
      throw new IOException(e.getMessage() + "; the results remain in " + folder + ", one file for each fork", e);
    }
  }

  private void keep(Forks side, Map<String, String> environment) throws IOException, UnreadableResultsException {
    Path file = folder.resolve(side.name() + ".json");
    side.write(file);
    Sidecar.write(file, environment);
  }

  /** Deletes the forks' own files, and the folder. */
  public void discard() throws IOException {
    base.clean();
    current.clean();
    Files.deleteIfExists(folder);
  }

  /** Returns the last line of the first failure; JMH prints the cause there. */
  private String firstReason() {
    String output = Stream.of(base, current).flatMap(side -> side.failures().values().stream()).findFirst().orElse("");
    String last = output.lines().reduce("no output", (before, line) -> line).strip();
    return last.replaceFirst("^(Suppressed|Caused by): ", "");
  }

  /** Checks the results of the first round, and throws if no comparison is possible. */
  private void checkFirst() throws IOException, UnreadableResultsException {
    if (base.isEmpty() && current.isEmpty()) {
      throw new IOException("no fork of either side has a result; the first failed with: " + firstReason());
    }
    comparer.requireRows(base.results(current), current.results(base));
  }

  /** Measures one fork on each side that has the unit. */
  private void turn(Unit unit, int round, boolean inBase, boolean inCurrent) throws IOException, InterruptedException {
    boolean baseFirst = round % 2 == 1;
    for (int i = 0; i < 2; i++) {
      boolean first = i == 0;
      Forks side = baseFirst == first ? base : current;
      if (side == base ? inBase : inCurrent) {
        side.measure(unit);
        String failure = side.failures().get(unit);
        if (failure != null) {
          progress.println((side == base ? "base" : "current") + " failed: " + unit.key().text() + "\n" + failure);
        }
      }
    }
  }

  private void look(double share, boolean last) throws UnreadableResultsException {
    SortedMap<Key, Result> baseResults = base.results(current);
    SortedMap<Key, Result> currentResults = current.results(base);
    baseResults.replaceAll((key, result) -> with(baseEnvironment, result));
    currentResults.replaceAll((key, result) -> with(currentEnvironment, result));
    comparer.look(baseResults, currentResults, share, last);
  }

  private static Result with(Map<String, String> environment, Result result) {
    Map<String, String> all = new LinkedHashMap<>(result.environment());
    environment.forEach(all::putIfAbsent);
    return new Result(result.key(), result.score(), result.secondary(), all);
  }

  /** Removes decided units. Rulers stay as long as another unit is undecided. */
  private void keepUndecided(Set<Unit> units) {
    Set<Key> undecided = Set.copyOf(comparer.undecided());
    if (undecided.isEmpty()) {
      units.clear();
      return;
    }
    // Both sides have measured every remaining unit.
    units.removeIf(unit -> current.keys(unit).stream().noneMatch(key -> undecided.contains(key) || isRuler(key)));
  }

  private boolean isRuler(Key key) {
    return settings.ruler() != null && settings.ruler().matcher(key.text()).find();
  }

  private void tell(int round, long nanos, int rows) {
    progress.printf(Locale.ROOT, "round %d of at most %d: %s, %.1f minutes so far", round, rounds,
        Count.of(rows, "row"), minutes(nanos));
    if (round == 1) {
      progress.printf(Locale.ROOT, ", at most %.1f in all", minutes(nanos) * rounds);
    }
    progress.println();
    progress.flush();
  }

  private static double minutes(long nanos) {
    return nanos / 60e9;
  }
}

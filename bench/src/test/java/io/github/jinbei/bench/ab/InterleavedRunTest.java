package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.compare.Comparer;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Row;
import io.github.jinbei.bench.compare.Settings;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.bench.results.ResultFiles;
import io.github.jinbei.bench.results.Sidecar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests runs whose forks are {@link FakeJar}s, which follow a script. */
@Tag("interleaved")
class InterleavedRunTest {

  private static final Map<String, String> MACHINE = Map.of("cpu", "some");

  /** With so few forks no p-value would be small enough for the default alpha. */
  private static final double ALPHA = 0.5;

  @TempDir
  Path folder;

  private FakeJar jar;
  private Path out;
  private BooleanSupplier stop = () -> false;
  private final StringWriter progress = new StringWriter();

  @BeforeEach
  void prepare() throws IOException {
    jar = new FakeJar(folder.resolve("jar"));
    out = Files.createDirectory(folder.resolve("out"));
  }

  private static Settings settings(String ruler) {
    Settings usual = Settings.defaults();
    return new Settings(ALPHA, 1 - ALPHA, usual.minEffect(), usual.threshold(), usual.allocation(),
        List.of(), ruler == null ? null : Pattern.compile(ruler),
        ruler == null ? Settings.Gate.RAW : Settings.Gate.NORMALISED, null, null, false);
  }

  private InterleavedRun of(Side base, Side current, Settings settings, int rounds, String... jmh) {
    return new InterleavedRun(base, current, new JmhArguments(List.of(jmh)), settings, rounds, out, MACHINE,
        new PrintWriter(progress), () -> stop.getAsBoolean());
  }

  private static Comparison compare(InterleavedRun run) throws Exception {
    return run.run(List.of()).orElseThrow();
  }

  /** Returns the median of each fork of a benchmark in the {@code -rf json} file of a side. */
  private List<Double> medians(String file, String benchmark) throws Exception {
    return ResultFiles.read(List.of(out.resolve(file))).values().stream()
        .filter(result -> result.key().benchmark().equals(benchmark))
        .flatMap(result -> Stream.of(result.score().forks()).map(fork -> fork[fork.length / 2]))
        .collect(Collectors.toList());
  }

  private static Map<String, Verdict> verdicts(Comparison comparison) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    comparison.rows().forEach(row -> verdicts.put(row.key().text(), row.verdict()));
    return verdicts;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
    }
  }

  @Test
  void sidesTakeTurnsAndKeepWhatTheyMeasured() throws Exception {
    String listed = "a.B.c\n  param \"n\" = {1, 2}";
    Side base = jar.side("base", Map.of("a.B.c n=1", "100 101 102", "a.B.c n=2", "50"), listed);
    Side plain = jar.side("current", Map.of("a.B.c n=1", "103 104 105", "a.B.c n=2", "51"), listed);
    Side current = new Side("current", plain.classPath(), plain.java(), List.of("-jvmArgsPrepend", "-Dx=y"));
    InterleavedRun run = of(base, current, settings(null), 3, "a.B", "-i", "3", "-p", "n=1,2");
    Comparison comparison = run.run(List.of("again")).orElseThrow();
    run.keep();

    assertEquals(List.of("base a.B.c n=1", "current a.B.c n=1", "base a.B.c n=2", "current a.B.c n=2"),
        jar.forks().subList(0, 4), "the first round");
    assertEquals("base current current base base current", jar.turns("a.B.c n=1"));
    assertEquals("base current current base base current", jar.turns("a.B.c n=2"));
    assertEquals(List.of("-lp a.B -i 3 -p n=1,2", "-lp a.B -i 3 -p n=1,2 -jvmArgsPrepend -Dx=y"), jar.listArguments());
    String first = "^\\Qa.B.c\\E$ -p n=1 -i 3 -f 1 -foe true -rf json -rff " + out.resolve("base-1.json");
    assertEquals(first, jar.forkArguments().get(0));
    assertEquals(first.replace("base-1", "current-1") + " -jvmArgsPrepend -Dx=y", jar.forkArguments().get(1));

    assertEquals(List.of(100.0, 101.0, 102.0, 50.0, 50.0, 50.0), medians("base.json", "a.B.c"));
    assertEquals(List.of(103.0, 104.0, 105.0, 51.0, 51.0, 51.0), medians("current.json", "a.B.c"));
    for (String file : List.of("base.json", "current.json")) {
      for (Result result : ResultFiles.read(List.of(out.resolve(file))).values()) {
        assertEquals("some", result.environment().get("cpu"), file);
      }
    }
    assertEquals(List.of("again"), comparison.command());
    assertEquals("some", comparison.base().get("cpu"));
    assertTrue(comparison.rounds().matches("3 of at most 3 rounds, \\d+\\.\\d minutes"), comparison.rounds());
    List<String> lines = progress.toString().lines().collect(Collectors.toList());
    assertEquals(4, lines.size(), progress.toString());
    assertEquals("2 rows, at most 3 rounds", lines.get(0).substring(0, 24));
    assertTrue(lines.get(1).matches(
        "round 1 of at most 3: 2 rows, \\d+\\.\\d minutes so far, at most \\d+\\.\\d in all"), lines.get(1));
    assertTrue(lines.get(3).matches("round 3 of at most 3: 2 rows, \\d+\\.\\d minutes so far"), lines.get(3));

    assertEquals(List.of("base.env.json", "base.json", "current.env.json", "current.json"), files());
    SortedMap<Key, Result> read = ResultFiles.read(List.of(out.resolve("base.json")));
    Comparison same = Comparer.compare(read, read, settings(null), List.of());
    assertEquals(2, same.rows().size());
  }

  /** The report and the stored files have the same entries, and their differences are no other environment. */
  @Test
  void aSideIsNamedByItsJarAndDate() throws Exception {
    Side base = jar.side("base", Map.of("a.B.c", "100"), "a.B.c");
    Side current = jar.side("current", Map.of("a.B.c", "100"), "a.B.c");
    Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    InterleavedRun run = of(base, current, settings(null), 2);
    Comparison comparison = compare(run);
    run.keep();
    Instant date = Instant.parse(comparison.base().get("date"));
    assertFalse(date.isBefore(before) || date.isAfter(Instant.now()), () -> date + ", begun at " + before);
    assertEquals(date.toString(), comparison.current().get("date"));
    assertEquals(base.classPath(), comparison.base().get("jar"));
    assertEquals(current.classPath(), comparison.current().get("jar"));
    assertNotEquals(Verdict.ENV_MISMATCH, verdicts(comparison).get("B.c thrpt"));
    for (String side : List.of("base", "current")) {
      Map<String, String> told = side.equals("base") ? comparison.base() : comparison.current();
      Map<String, String> kept = Sidecar.read(out.resolve(side + ".json"));
      assertEquals(Set.of("cpu", "jar", "date"), kept.keySet());
      kept.forEach((name, value) -> assertEquals(value, told.get(name), side + ": " + name));
    }
  }

  /** With 8 rounds there are looks after 4, 5, 7 and 8. */
  @Test
  void decidedRowsAreNotMeasuredAgainButRulersAre() throws Exception {
    Map<String, String> base = Map.of("a.B.same", "100 100.01", "a.B.slow", "100 100.01",
        "a.B.noisy", "100 50 99 51 100 52 98 53", "a.Ruler.r", "7", "a.Ruler.r.modes", "avgt");
    Map<String, String> current = Map.of("a.B.same", "100.01 100", "a.B.slow", "80 80.01",
        "a.B.noisy", "51 100 50 99 52 100 53 98", "a.Ruler.r", "7", "a.Ruler.r.modes", "avgt");
    String[] names = {"a.B.same", "a.B.slow", "a.B.noisy", "a.Ruler.r"};
    // A key's text contains the mode, so a ruler need not have JMH's commonest mode.
    InterleavedRun run = of(jar.side("base", base, names), jar.side("current", current, names),
        settings("^Ruler.r avgt"), 8);
    Comparison comparison = compare(run);
    run.keep();
    assertEquals(Map.of("B.same thrpt", Verdict.EQUIVALENT, "B.slow thrpt", Verdict.REGRESSED, "B.noisy thrpt",
        Verdict.INCONCLUSIVE), verdicts(comparison));
    String round = "base current current base ";
    assertEquals((round + round).strip(), jar.turns("a.B.same"));
    assertEquals((round + round).strip(), jar.turns("a.B.slow"));
    assertEquals((round + round + round + round).strip(), jar.turns("a.B.noisy"));
    assertEquals((round + round + round + round).strip(), jar.turns("a.Ruler.r"));
    assertEquals(4, medians("base.json", "a.B.same").size());
    assertEquals(8, medians("current.json", "a.B.noisy").size());
    assertTrue(progress.toString().contains("round 4 of at most 8: 4 rows"), progress.toString());
    assertTrue(progress.toString().contains("round 5 of at most 8: 2 rows"), progress.toString());
    assertTrue(comparison.rounds().startsWith("8 of at most 8 rounds"), comparison.rounds());
    assertEquals("Ruler.r avgt", comparison.ruler());
  }

  @Test
  void theRunEndsWhenAllIsDecided() throws Exception {
    Map<String, String> scores = Map.of("a.B.same", "100 100.01", "a.Ruler.r", "7");
    String[] names = {"a.B.same", "a.Ruler.r"};
    Comparison comparison = compare(of(jar.side("base", scores, names), jar.side("current", scores, names),
        settings("Ruler"), 8));
    assertEquals(Map.of("B.same thrpt", Verdict.EQUIVALENT), verdicts(comparison));
    assertTrue(comparison.rounds().startsWith("4 of at most 8 rounds"), comparison.rounds());
    assertEquals(16, jar.forks().size());
  }

  /** The mode, which is in a key's text, is only known after a fork. */
  @Test
  void patternsThatMatchNothingEndTheRunAfterItsFirstRound() throws Exception {
    Map<String, String> scores = Map.of("a.B.one", "100", "a.B.two", "7", "a.B.two.modes", "avgt");
    String[] names = {"a.B.one", "a.B.two"};
    Settings usual = Settings.defaults();
    Settings settings = new Settings(ALPHA, 1 - ALPHA, usual.minEffect(), usual.threshold(),
        usual.allocation(), List.of(), null, Settings.Gate.RAW, Pattern.compile("two thrpt"), null, false);
    InterleavedRun run = of(jar.side("base", scores, names), jar.side("current", scores, names), settings, 8);
    assertEquals("--include two thrpt leaves none of 2 rows, such as B.one thrpt",
        assertThrows(IllegalArgumentException.class, () -> run.run(List.of())).getMessage());
    assertEquals(4, jar.forks().size(), "forks of one round");
  }

  /** Figures of a script with as many digits as real ones, and the same in each round. */
  @Test
  void forksMeasuredInThisRunAreNotCopies() throws Exception {
    Map<String, String> scores = Map.of("a.B.one", "100.0123456789");
    Comparison comparison = compare(of(jar.side("base", scores, "a.B.one"), jar.side("current", scores, "a.B.one"),
        settings(null), 3));
    assertEquals(3, comparison.rows().get(0).current().score().forks().length);
  }

  @Test
  void aFailedForkMakesItsRowAnErrorAndTheRunContinues() throws Exception {
    Map<String, String> base = Map.of("a.B.good", "100", "a.B.bad", "100", "a.B.bad.modes", "avgt ss");
    Map<String, String> current = Map.of("a.B.good", "100", "a.B.bad", "100 fail", "a.B.bad.modes", "avgt ss");
    InterleavedRun run = of(jar.side("base", base, "a.B.bad", "a.B.good"),
        jar.side("current", current, "a.B.bad", "a.B.good"), settings(null), 3);
    Comparison comparison = compare(run);
    Map<String, Verdict> verdicts = verdicts(comparison);
    assertEquals(List.of("B.bad avgt", "B.bad ss", "B.good thrpt"), List.copyOf(verdicts.keySet()));
    assertEquals(Verdict.ERROR, verdicts.get("B.bad avgt"));
    assertEquals(Verdict.ERROR, verdicts.get("B.bad ss"));
    assertNotEquals(Verdict.ERROR, verdicts.get("B.good thrpt"));
    assertEquals("base current current base", jar.turns("a.B.bad"), "until the round in which it failed");
    assertEquals("base current current base base current", jar.turns("a.B.good"));
    assertTrue(progress.toString().contains("current failed: B.bad"), progress.toString());
    assertTrue(progress.toString().contains("this fork fails\nCaused by: java.lang.Error: for this reason"),
        progress.toString());
    assertEquals(1, progress.toString().lines().filter(line -> line.contains("failed:")).count());
    run.discard();
    assertFalse(Files.exists(out), "what the failed fork left");
  }

  @Test
  void aSideWithoutASingleForkHasAFileToo() throws Exception {
    InterleavedRun run = of(jar.side("base", Map.of("a.B.bad", "1"), "a.B.bad"),
        jar.side("current", Map.of("a.B.bad", "fail"), "a.B.bad"), settings(null), 8);
    assertEquals(Map.of("B.bad thrpt", Verdict.ERROR), verdicts(compare(run)));
    assertEquals(2, jar.forks().size(), "there is nothing to decide");
    assertTrue(run.keep());
    assertEquals(List.of(), medians("current.json", "a.B.bad"));
    assertEquals(List.of(1.0), medians("base.json", "a.B.bad"));
    assertEquals(List.of("base.env.json", "base.json", "current.env.json", "current.json"), files());
  }

  @Test
  void aRowThatFailsOnBothSidesIsAnError() throws Exception {
    Map<String, String> scores = Map.of("a.B.bad", "fail", "a.B.good", "1");
    Comparison comparison = compare(of(jar.side("base", scores, "a.B.bad", "a.B.good"),
        jar.side("current", scores, "a.B.bad", "a.B.good"), settings(null), 2));
    assertEquals(Verdict.ERROR, verdicts(comparison).get("B.bad thrpt"));
    assertTrue(progress.toString().contains("base failed: ") && progress.toString().contains("current failed: "),
        progress.toString());
  }

  @Test
  void aRunThatMeasuresNothingFails() throws IOException {
    InterleavedRun run = of(jar.side("base", Map.of("a.B.bad", "fail"), "a.B.bad"),
        jar.side("current", Map.of("a.B.bad", "fail"), "a.B.bad"), settings(null), 2);
    String message = assertThrows(IOException.class, () -> run.run(List.of())).getMessage();
    assertEquals("no fork of either side has a result; the first failed with: java.lang.Error: for this reason",
        message);
    run.discard();
    assertFalse(Files.exists(out));
  }

  @Test
  void rowsOfOneSideAreNewOrMissing() throws Exception {
    InterleavedRun run = of(jar.side("base", Map.of("a.B.both", "1", "a.B.gone", "1"), "a.B.both", "a.B.gone"),
        jar.side("current", Map.of("a.B.both", "1", "a.B.fresh", "1"), "a.B.fresh", "a.B.both"), settings(null), 2);
    Map<String, Verdict> verdicts = verdicts(compare(run));
    assertEquals(Verdict.MISSING, verdicts.get("B.gone thrpt"));
    assertEquals(Verdict.NEW, verdicts.get("B.fresh thrpt"));
    assertEquals("base", jar.turns("a.B.gone"));
    assertEquals("current", jar.turns("a.B.fresh"));
    assertEquals("base current current base", jar.turns("a.B.both"));
  }

  @Test
  void aSideMayHaveNoneOfTheSelectedBenchmarks() throws Exception {
    InterleavedRun run = of(jar.side("base", Map.of()), jar.side("current", Map.of("a.B.c", "1"), "a.B.c"),
        settings(null), 20);
    assertEquals(Map.of("B.c thrpt", Verdict.NEW), verdicts(compare(run)));
    assertEquals(1, jar.forks().size());
    IOException none = assertThrows(IOException.class,
        () -> of(jar.side("a", Map.of()), jar.side("b", Map.of()), settings(null), 20).run(List.of()));
    assertTrue(none.getMessage().startsWith("neither base nor current has a benchmark"), none.getMessage());
  }

  /** JMH writes some values in another form than it reads them. With 8 rounds there is a look after 4. */
  @Test
  void aRowWhoseValueIsWrittenInAnotherFormIsStillMeasured() throws Exception {
    String noisy = "100 50 99 51 100";
    Map<String, String> scores = Map.of("a.B.c n=1 ", noisy, "a.B.c n=2", noisy);
    String listed = "a.B.c\n  param \"n\" = {1 , 2}";
    Comparison comparison = compare(of(jar.side("base", scores, listed), jar.side("current", scores, listed),
        settings(1e-9), 8, "-p", "n=1 ,2"));
    assertEquals(List.of("B.c thrpt n=1", "B.c thrpt n=2"), List.copyOf(verdicts(comparison).keySet()));
    comparison.rows().forEach(row -> assertEquals(8, row.base().score().forks().length, row.key().text()));
  }

  /** JMH lists a benchmark once for each of its modes, and a fork measures all of them. */
  @Test
  void aBenchmarkWithTwoModesIsOneForkAndTwoRows() throws Exception {
    Map<String, String> scores = Map.of("a.B.c", "2", "a.B.c.modes", "thrpt avgt");
    Comparison comparison = compare(of(jar.side("base", scores, "a.B.c", "a.B.c"),
        jar.side("current", scores, "a.B.c", "a.B.c"), settings(null), 2));
    assertEquals(List.of("B.c avgt", "B.c thrpt"), List.copyOf(verdicts(comparison).keySet()));
    assertEquals("base current current base", jar.turns("a.B.c"));
    assertTrue(progress.toString().startsWith("1 row"), progress.toString());
  }

  @Test
  void theMessageNamesASideThatCannotRun() throws IOException {
    Side good = jar.side("base", Map.of("a.B.c", "1"), "a.B.c");
    Path bad = jar.classPath("current", "Error parsing\n nosuch is not an option\n\tat a.B.c(B.java:1)\n\n", 1, Map.of());
    String listing = assertThrows(IOException.class, () -> of(good, new Side("current", bad.toString(), FakeJar.java(),
        List.of()), settings(null), 2).run(List.of())).getMessage();
    assertTrue(listing.startsWith("current: " + bad) && listing.endsWith("nosuch is not an option"), listing);
    String command = folder.resolve("no-java").toString();
    String java = assertThrows(IOException.class, () -> of(new Side("base", good.classPath(), command, List.of()), good,
        settings(null), 2).run(List.of())).getMessage();
    assertTrue(java.startsWith("cannot start " + command), java);
    String jmh = assertThrows(IOException.class, () -> of(new Side("base", out.toString(), FakeJar.java(), List.of()),
        good, settings(null), 2).run(List.of())).getMessage();
    assertTrue(jmh.startsWith("base: " + out) && jmh.contains("org.openjdk.jmh.Main"), jmh);
  }

  private void stopAfter(int forks) {
    stop = () -> {
      try {
        return jar.forks().size() >= forks;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static Settings settings(double alpha) {
    Settings usual = Settings.defaults();
    return new Settings(alpha, 1 - alpha, usual.minEffect(), usual.threshold(), usual.allocation(),
        List.of(), null, Settings.Gate.RAW, null, null, false);
  }

  @Test
  void aStoppedRunComparesItsCompleteRoundsAndStoresAllForks() throws Exception {
    stopAfter(6);
    InterleavedRun run = of(jar.side("base", Map.of("a.B.c", "100 101 102", "a.B.d", "7"), "a.B.c", "a.B.d"),
        jar.side("current", Map.of("a.B.c", "80 81 82", "a.B.d", "7"), "a.B.c", "a.B.d"), settings(null), 20);
    Comparison comparison = compare(run);
    assertTrue(comparison.rounds().startsWith("1 of at most 20 rounds, stopped in round 2, "), comparison.rounds());
    assertEquals(List.of("base", "current", "base", "current", "current", "base"),
        jar.forks().stream().map(fork -> fork.split(" ")[0]).toList());
    for (Row row : comparison.rows()) {
      assertEquals(1, row.base().score().forks().length, "forks that are compared");
      assertEquals(1, row.current().score().forks().length, "forks that are compared");
    }
    assertTrue(progress.toString().strip().endsWith(
        "Stopped in round 2 of at most 20: the comparison uses 1 complete round."), progress.toString());
    assertTrue(run.keep());
    assertEquals(List.of(100.0, 101.0), medians("base.json", "a.B.c"));
    assertEquals(List.of(80.0, 81.0), medians("current.json", "a.B.c"));
    assertEquals(List.of(7.0), medians("current.json", "a.B.d"));
    assertEquals(List.of("base.env.json", "base.json", "current.env.json", "current.json"), files());
  }

  /**
   * Five forks a side give a p-value of 2/252. Of 8 rounds the looks after 4 and 5 have spent half of alpha, a quarter each;
   * the last look of a run that is stopped in the 6th spends the other half.
   */
  @ParameterizedTest
  @CsvSource({"0.0158, INCONCLUSIVE", "0.0159, REGRESSED"})
  void theLastLookOfAStoppedRunSpendsTheRest(double alpha, Verdict verdict) throws Exception {
    stopAfter(11);
    Comparison comparison = compare(of(jar.side("base", Map.of("a.B.c", "100 100.1"), "a.B.c"),
        jar.side("current", Map.of("a.B.c", "80 80.1"), "a.B.c"), settings(alpha), 8));
    assertEquals(Map.of("B.c thrpt", verdict), verdicts(comparison));
    assertTrue(comparison.rounds().startsWith("5 of at most 8 rounds, stopped in round 6, "), comparison.rounds());
  }

  @Test
  void aRunStoppedInItsFirstRoundHasNoComparison() throws Exception {
    stopAfter(1);
    InterleavedRun run = of(jar.side("base", Map.of("a.B.c", "100"), "a.B.c"),
        jar.side("current", Map.of("a.B.c", "80"), "a.B.c"), settings(null), 20);
    assertEquals(Optional.empty(), run.run(List.of()));
    assertTrue(progress.toString().contains("Stopped in round 1 of at most 20: nothing to compare."), progress.toString());
    assertTrue(run.keep());
    assertEquals(List.of(100.0), medians("base.json", "a.B.c"));
    assertEquals(List.of(), medians("current.json", "a.B.c"));
  }

  @Test
  void aRunStoppedBeforeItsFirstRoundLeavesNoFiles() throws Exception {
    stopAfter(0);
    InterleavedRun run = of(jar.side("base", Map.of("a.B.c", "100"), "a.B.c"),
        jar.side("current", Map.of("a.B.c", "80"), "a.B.c"), settings(null), 20);
    assertEquals(Optional.empty(), run.run(List.of()));
    assertEquals("Stopped before the first round: nothing to compare.", progress.toString().strip());
    assertEquals(List.of(), jar.forks());
    assertFalse(run.keep());
    assertEquals(List.of(), files());
    run.discard();
    assertFalse(Files.exists(out));
  }

  /** A signal to the whole process group may end a fork before its VM has started. */
  @Test
  void aForkThatCannotStartInAStoppedRunIsNotAFailure() throws Exception {
    Side side = jar.side("base", Map.of("a.B.c", "100"), "a.B.c");
    Side gone = new Side("base", side.classPath(), folder.resolve("no-java").toString(), List.of());
    AtomicInteger looks = new AtomicInteger();
    stop = () -> looks.getAndIncrement() > 0;
    assertEquals(Optional.empty(), of(gone, gone, settings(null), 20).run(List.of()));
    assertEquals("Stopped before the first round: nothing to compare.", progress.toString().strip());
    stop = () -> false;
    IOException failed = assertThrows(IOException.class, () -> of(gone, gone, settings(null), 20).run(List.of()));
    assertTrue(failed.getMessage().startsWith("cannot start " + gone.java() + ": "), failed.getMessage());
  }

  /** The signal that ends the fork may arrive at this VM later. */
  @Test
  void aForkEndedByASignalIsNotAFailure() throws Exception {
    AtomicInteger polls = new AtomicInteger();
    stopAfter(4);
    BooleanSupplier fourth = stop;
    stop = () -> fourth.getAsBoolean() && polls.incrementAndGet() > 3;
    InterleavedRun run = of(jar.side("base", Map.of("a.B.c", "100 fail"), "a.B.c"),
        jar.side("current", Map.of("a.B.c", "80"), "a.B.c"), settings(null), 20);
    assertEquals(Map.of("B.c thrpt", Verdict.INCONCLUSIVE), verdicts(compare(run)));
    assertEquals("base current current base", jar.turns("a.B.c"));
    assertFalse(progress.toString().contains("failed"), progress.toString());
    run.discard();
    assertFalse(Files.exists(out), "what the fork left");
  }

  @Test
  void anUnreadableForkFileMakesItsRowAnError() throws Exception {
    Map<String, String> base = Map.of("a.B.good", "100", "a.B.bad", "100");
    Map<String, String> current = Map.of("a.B.good", "100", "a.B.bad", "100 cut");
    InterleavedRun run = of(jar.side("base", base, "a.B.bad", "a.B.good"),
        jar.side("current", current, "a.B.bad", "a.B.good"), settings(null), 3);
    Map<String, Verdict> verdicts = verdicts(compare(run));
    assertEquals(Verdict.ERROR, verdicts.get("B.bad thrpt"));
    assertNotEquals(Verdict.ERROR, verdicts.get("B.good thrpt"));
    assertTrue(progress.toString().contains("current failed: B.bad thrpt\n" + out.resolve("current-3.json")),
        progress.toString());
    assertTrue(run.keep());
    assertEquals(List.of(100.0), medians("current.json", "a.B.bad"));
    assertEquals(List.of(100.0, 100.0, 100.0), medians("current.json", "a.B.good"));
    assertEquals(List.of("base.env.json", "base.json", "current.env.json", "current.json"), files());
  }

  @Test
  void forkFilesRemainIfTheJoinedFileCannotBeWritten() throws Exception {
    Files.createDirectories(out.resolve("current.json").resolve("in the way"));
    InterleavedRun run = of(jar.side("base", Map.of("a.B.c", "100"), "a.B.c"),
        jar.side("current", Map.of("a.B.c", "80"), "a.B.c"), settings(null), 2);
    assertEquals(Map.of("B.c thrpt", Verdict.REGRESSED), verdicts(compare(run)));
    String message = assertThrows(IOException.class, run::keep).getMessage();
    assertTrue(message.contains("current.json")
        && message.endsWith("; the results remain in " + out + ", one file for each fork"), message);
    assertEquals(List.of("base.env.json", "base.json", "current-1.json", "current-2.json", "current.json"), files());
  }
}

package io.github.jinbei.bench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that copies of forks are refused, wherever they are; forks of a coarse clock may be equal by chance. */
class CopiesTest {

  private static final Key KEY = new Key("a.B.c", "ss", 1, new TreeMap<>());

  @TempDir
  Path folder;

  private Path one;

  @BeforeEach
  void writeOne() throws IOException {
    one = write("one.json", "[[1.5]]");
  }

  private Path write(String name, String... rawData) throws IOException {
    return Files.writeString(folder.resolve(name), Arrays.stream(rawData)
        .map(forks -> "{\"benchmark\":\"a.B.c\",\"mode\":\"ss\",\"primaryMetric\":{\"scoreUnit\":\"s/op\",\"rawData\":"
            + forks + "}}").collect(Collectors.joining(",", "[", "]")));
  }

  private static String refusal(Path... files) {
    return assertThrows(UnreadableResultsException.class, () -> ResultFiles.read(List.of(files))).getMessage();
  }

  private static int forks(Path... files) throws Exception {
    return ResultFiles.read(List.of(files)).get(KEY).score().forks().length;
  }

  @Test
  void aFileIsGivenOnce() throws Exception {
    Path other = write("other.json", "[[2.5]]");
    assertEquals(one + ": given twice, expected each file once: copies of forks add no information",
        refusal(one, other, one));
    Path dotted = folder.resolve(".").resolve("one.json");
    assertEquals(dotted + ": the same file as " + one + ", expected each file once: copies of forks add no information",
        refusal(one, other, dotted));
    Path relative = Path.of("").toAbsolutePath().relativize(one);
    assertEquals(one + ": the same file as " + relative
        + ", expected each file once: copies of forks add no information", refusal(relative, one));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLinkIsTheFile(boolean symbolic) throws Exception {
    Path link = folder.resolve("link.json");
    try {
      if (symbolic) {
        Files.createSymbolicLink(link, one);
      } else {
        Files.createLink(link, one);
      }
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no links here: " + e);
    }
    assertEquals(link + ": the same file as " + one + ", expected each file once: copies of forks add no information",
        refusal(one, link));
  }

  /** Copies of any figures: full ones, several coarse ones, and forks of equal iterations. */
  @ParameterizedTest
  @ValueSource(strings = {"[[1.0123456789012345]]", "[[1.0123456789,1.0234567891],[1.1,1.2]]",
      "[[100],[101],[99],[100.5]]", "[[100,100],[101,101],[99,99],[100.5,100.5]]",
      "[[2.27],[2.26],[2.28],[2.27]]", "[[1.1,1.2,1.3,1.4,1.5]]", "[[1.1,\"NaN\",1.3,1.4,1.5]]"})
  void theForksOfAnotherFileAreCopies(String forks) throws Exception {
    Path first = write("first.json", "[[3.5]]", forks);
    Path second = write("second.json", forks);
    assertEquals(second + ": B.c ss has the forks that it has in " + first
        + " already, expected other forks: copies add no information", refusal(first, second));
    Path twice = write("twice.json", forks, forks);
    assertEquals(twice + ": B.c ss has the forks that it has in " + twice
        + " already, expected other forks: copies add no information", refusal(twice));
    int number = ResultFiles.readParts(List.of(twice)).get(KEY).score().forks().length;
    assertEquals(1 + number, ResultFiles.readParts(List.of(first, second)).get(KEY).score().forks().length,
        "parts are not compared");
  }

  /** A clock of a few ticks, single figures, and forks that all are equal. */
  @ParameterizedTest
  @ValueSource(strings = {"[[1.234567]]", "[[12.5],[12.5],[12.5]]", "[[12.5,12.5,12.5,12.5,12.5]]", "[[0.1,0.2]]",
      "[[\"NaN\"]]", "[]", "[[1],[2],[1]]"})
  void coarseForksMayRepeat(String forks) throws Exception {
    int number = forks(one, write("first.json", forks)) - 1;
    assertEquals(1 + 2 * number, forks(one, write("first.json", forks), write("second.json", forks)));
  }

  /**
   * A hundred single forks of one iteration, in a thousand different ticks: some are equal in every row, and none counts as a
   * copy.
   */
  @Test
  void manyCoarseForksAreNotCopies() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    for (int row = 0; row < 1000; row++) {
      ResultSum sum = new ResultSum();
      for (int fork = 0; fork < 100; fork++) {
        sum.add(one, result(1 + random.nextInt(1000) / 1000.0));
      }
      sum.requireNoCopies();
    }
  }

  /** Equal iterations of a coarse clock in a fork count once. */
  @Test
  void manyForksOfEqualIterationsAreNotCopies() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    for (int row = 0; row < 1000; row++) {
      ResultSum sum = new ResultSum();
      for (int fork = 0; fork < 20; fork++) {
        double level = 1 + random.nextInt(20) / 100.0;
        sum.add(one, result(level, level, level, level, level));
      }
      sum.requireNoCopies();
    }
  }

  /** Each copy of full figures is found, among any number of forks. */
  @Test
  void aCopyAmongManyIsFound() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    ResultSum sum = new ResultSum();
    double[][] figures = IntStream.range(0, 200).mapToObj(f -> random.doubles(5, 1, 1.1).toArray())
        .toArray(double[][]::new);
    for (double[] fork : figures) {
      sum.add(one, result(fork));
    }
    sum.requireNoCopies();
    sum.add(one, result(figures[42]));
    assertThrows(UnreadableResultsException.class, sum::requireNoCopies);
  }

  private static Result result(double... iterations) {
    return new Result(KEY, new Metric("s/op", new double[][] {iterations}), new TreeMap<>(), new TreeMap<>());
  }

  @Test
  void theOrderOfIterationsCounts() throws Exception {
    assertEquals(2, forks(write("first.json", "[[1.1,1.2,1.3,1.4,1.5]]"), write("second.json", "[[1.1,1.2,1.3,1.5,1.4]]")));
  }
}

package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Bits;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DigitRunsTest {

  /** Runs on the sample, with 2 epochs and 2 seeds. */
  private static DigitRuns few(List<String> progress) {
    return DigitRuns.of(Digits.train(), Digits.heldOut(), 2, 2, progress == null ? null : progress::add);
  }

  /** Six images of 2 by 2 pixels with the classes 0, 0, 1, 1, 1 and 3 of 4. The pixels of row r are r / 6. */
  private static Dataset six() {
    float[] x = new float[24];
    for (int i = 0; i < x.length; i++) {
      x[i] = i / 4 / 6f;
    }
    return Dataset.ofClasses(x, 4, new int[] {0, 0, 1, 1, 1, 3}, 4);
  }

  private static DigitRuns.Run run(int units, String initializer, double[] accuracy, int... answers) {
    float[] weights = new float[4 * units];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % units == 7 ? i / units + 1 : 0;
    }
    return new DigitRuns.Run(units + " " + initializer + " 1", accuracy, answers, weights);
  }

  /** Returns a run of each kind on {@link #six}. The arguments are the answers of the first run. */
  private static DigitRuns madeUp(int... answers) {
    int[] right = {0, 0, 1, 1, 1, 3};
    return new DigitRuns(six(), 1, List.of(run(30, "normal", new double[] {10, 90, 90}, answers),
        run(30, "glorot", new double[] {10, 95, 80}, right), run(100, "normal", new double[] {10, 50, 100}, right),
        run(100, "glorot", new double[] {10, 50, 100}, right)));
  }

  @Test
  void runsEqualTheSameTrainingInThisTest() {
    DigitRuns figures = few(null);
    assertEquals(List.of("30 normal 1", "30 normal 2", "30 glorot 1", "30 glorot 2", "100 normal 1", "100 normal 2",
        "100 glorot 1", "100 glorot 2"), figures.runs().stream().map(DigitRuns.Run::name).toList());
    Mlp mlp = Mlp.builder(64).dense(30, Activation.SIGMOID).dense(10, Activation.SIGMOID).initializer(Initializer.GLOROT)
        .seed(2).build();
    Trainer trainer = Trainer.builder(mlp).loss(Loss.SQUARED_ERROR).optimizer(Optimizer.sgd(3f)).batchSize(10).seed(2)
        .threads(1).build();
    double[] accuracy = new double[3];
    for (int epoch = 0; epoch < 3; epoch++) {
      if (epoch > 0) {
        trainer.fit(Digits.train(), 1);
      }
      accuracy[epoch] = 100 * trainer.evaluate(Digits.heldOut()).accuracy();
    }
    DigitRuns.Run run = figures.runs().get(3);
    Bits.assertSame(accuracy, run.accuracy(), "seed 2: " + Arrays.toString(run.accuracy()));
    Bits.assertSame(Arrays.copyOf(mlp.parameters(), 64 * 30), run.weights(), "seed 2");
  }

  @Test
  void answersAreFromTheLastEpoch() {
    DigitRuns figures = few(null);
    for (DigitRuns.Run run : figures.runs()) {
      int right = 0;
      for (int row = 0; row < figures.test().rows(); row++) {
        right += run.answers()[row] == Digits.heldOut().classOf(row) ? 1 : 0;
      }
      assertEquals(run.last(), right / 3.59, 1e-12, run.name());
    }
  }

  @Test
  void progressHasALineForEachRun() {
    List<String> lines = new ArrayList<>();
    DigitRuns figures = few(lines);
    assertEquals(8, lines.size(), lines::toString);
    double[] accuracy = figures.runs().get(2).accuracy();
    assertEquals("30 glorot 1: " + DigitRunsPage.number(accuracy[2]) + " % right, best epoch "
        + DigitRunsPage.number(Math.max(accuracy[1], accuracy[2])) + " %", lines.get(2));
  }

  @Test
  void anOutputSticksIfNoRowHasIt() {
    DigitRuns figures = madeUp(1, 0, 0, 0, 0, 0);
    DigitRuns.Run run = figures.runs().get(0);
    assertEquals(50, figures.right(run, 0));
    assertEquals(0, figures.right(run, 1), "the answer to a 0 is 1");
    assertTrue(Double.isNaN(figures.right(run, 2)), "no row is a 2");
    assertEquals(-1, figures.right(run, 3));
  }

  @Test
  void theBestRunIsTheFirstOfEquals() {
    DigitRuns figures = madeUp(0, 0, 1, 1, 1, 3);
    assertEquals(List.of(90.0, 95.0, 100.0, 100.0), figures.runs().stream().map(DigitRuns.Run::best).toList());
    assertEquals("30 normal 1", figures.best(0, 2).name());
    assertEquals("30 glorot 1", figures.best(1, 2).name());
    assertEquals("100 normal 1", figures.best(2, 4).name());
    DigitRuns two = few(null);
    double[] last = two.runs().stream().mapToDouble(DigitRuns.Run::last).toArray();
    assertEquals(Math.max(last[2], last[3]), two.best(1, 2).last());
  }

  @Test
  void thePageShowsWhatIsWrong() {
    Page page = DigitRunsPage.of(madeUp(1, 0, 0, 0, 0, 0), "call");
    Drawing.assertSound(page);
    assertEquals(6, page.pictures().size());
    Picture digits = page.pictures().get(2);
    assertEquals(List.of("digit", "0", "1", "2", "3", "30 normal 1", "50", "0", "-", "0"),
        Drawing.of(digits).texts().subList(1, 11));
    assertTrue(digits.caption().endsWith("Filled: outputs that stick, 3 in 30 normal 1."), digits.caption());
    Drawing wrong = Drawing.of(page.pictures().get(3));
    assertEquals(List.of("0 as 1", "1 as 0", "1 as 0", "1 as 0", "3 as 0"), wrong.texts().subList(1, 6));
    assertTrue(wrong.picture().caption().startsWith("5 of 6 rows are wrong in 30 normal 1"), wrong.picture().caption());
    double fifth = 4 / 6f;
    assertEquals(Png.address(2, 2, new double[] {fifth, fifth, fifth, fifth}, Palette.INK),
        wrong.elements("image").get(3).getAttribute("href"));
  }

  @Test
  void thePageHasRoomForNoWrongRowAndForManyRuns() {
    Page none = DigitRunsPage.of(madeUp(0, 0, 1, 1, 1, 3), "call");
    Drawing.assertSound(none);
    assertTrue(none.pictures().get(2).caption().endsWith("No output sticks."), none.pictures().get(2).caption());
    assertTrue(none.pictures().get(3).caption().startsWith("0 of 6 rows"), none.pictures().get(3).caption());
    int[] wrong = new int[359];
    List<DigitRuns.Run> runs = new ArrayList<>();
    for (int kind = 0; kind < 4; kind++) {
      DigitRuns.Run like = few(null).runs().get(2 * kind);
      for (int seed = 1; seed <= 20; seed++) {
        String name = like.name().substring(0, like.name().length() - 1) + seed;
        runs.add(new DigitRuns.Run(name, new double[] {0, 0}, wrong, like.weights()));
      }
    }
    Page many = DigitRunsPage.of(new DigitRuns(Digits.heldOut(), 20, runs), "call");
    Drawing.assertSound(many);
    assertEquals(40, Drawing.of(many.pictures().get(3)).elements("image").size());
  }

  /** Three times the root mean square of 1, 2, 3, 4 and 116 zeros is 3 · √(30 / 120) = 1.5. */
  @Test
  void eachUnitHasAnImageOfItsWeights() {
    Drawing weights = Drawing.of(DigitRunsPage.of(madeUp(0, 0, 1, 1, 1, 3), "call").pictures().get(4));
    assertEquals(30, weights.elements("image").size());
    for (int unit = 0; unit < 30; unit++) {
      double[] shares = unit == 7 ? new double[] {0.5 + 1 / 3.0, 1, 1, 1} : new double[] {0.5, 0.5, 0.5, 0.5};
      assertEquals(Png.address(2, 2, shares, Palette.BALANCE), weights.elements("image").get(unit).getAttribute("href"),
          "unit " + unit);
    }
    assertTrue(weights.picture().caption().contains("blue to -1.5 and below"), weights.picture().caption());
  }

  @Test
  void captionsShowTheBestEpochsAndTheirMedian() {
    assertEquals("Best epoch of each seed, % right: normal 90, median 90; glorot 95, median 95.",
        DigitRunsPage.of(madeUp(0, 0, 1, 1, 1, 3), "call").pictures().get(0).caption());
    Drawing drawn = Drawing.of(DigitRunsPage.of(few(null), "call").pictures().get(1));
    assertTrue(drawn.texts().containsAll(List.of("epoch", "test rows right, %", "normal, median", "glorot, median")),
        drawn.texts()::toString);
    assertTrue(drawn.texts().containsAll(List.of("0", "1", "2", "3", "4", "5")), drawn.texts()::toString);
    assertEquals(2, drawn.paths("line thin s0").size());
    assertEquals(2, drawn.paths("line thin s1").size());
  }

  @Test
  void refusesDataThatAreNotDigits() {
    Dataset six = six();
    assertRefused("epochs = 0; expected at least 1", six, six, 0, 1);
    assertRefused("seeds = 0; expected 1 to 20", six, six, 1, 0);
    assertRefused("seeds = 21; expected 1 to 20", six, six, 1, 21);
    Dataset targets = Dataset.ofTargets(new float[4], 4, new float[4], 4);
    String expected = "; expected square images of 2 to 10 classes";
    assertRefused("train = 1 row of 4 inputs, 4 targets" + expected, targets, six, 1, 1);
    Dataset oblong = Dataset.ofClasses(new float[6], 6, new int[1], 4);
    assertRefused("train = 1 row of 6 inputs, 4 classes" + expected, oblong, oblong, 1, 1);
    Dataset many = Dataset.ofClasses(new float[4], 4, new int[1], 11);
    assertRefused("train = 1 row of 4 inputs, 11 classes" + expected, many, many, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> Lessons.digits(six, Digits.heldOut(), 1, 1, null));
    assertThrows(IllegalArgumentException.class, () -> Lessons.digits(six, targets, 1, 1, null));
  }

  private static void assertRefused(String message, Dataset train, Dataset test, int epochs, int seeds) {
    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> Lessons.digits(train, test, epochs, seeds, null)).getMessage());
  }

  /** On the sample, some networks with large initial weights have outputs that stick, and none with small initial weights. */
  @Test
  @Tag("bits")
  void theSampleShowsTheLesson() {
    Lesson<DigitRuns> lesson = Lessons.digits();
    Drawing.assertSound(lesson.page());
    int hash = 0;
    for (DigitRuns.Run run : lesson.figures().runs()) {
      boolean sticks = false;
      for (int digit = 0; digit < 10; digit++) {
        sticks |= lesson.figures().right(run, digit) == -1;
      }
      assertTrue(run.name().contains("normal") || run.last() >= 96, run.name() + ": " + run.last());
      assertEquals(List.of("30 normal 1", "100 normal 1", "100 normal 2").contains(run.name()), sticks, run.name());
      hash = 31 * (31 * (31 * hash + Arrays.hashCode(run.accuracy())) + Arrays.hashCode(run.answers()))
          + Arrays.hashCode(run.weights());
    }
    assertEquals(520701215, hash, "hash of the figures of the seeds 1 to 3");
  }
}

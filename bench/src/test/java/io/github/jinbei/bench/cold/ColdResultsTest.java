package io.github.jinbei.bench.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.bench.cold.ColdResults.Values;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests medians, ratios, times and the order of turns. */
class ColdResultsTest {

  private static List<Measurement> side(double... mains) {
    return Arrays.stream(mains).mapToObj(main -> new Measurement(main, "scalar", "17",
        new Curve(new double[] {main}, new long[] {1}, 1), List.of())).toList();
  }

  private static Values values(List<List<Measurement>> sides) {
    return new ColdResults.Row(Workload.of("T1", false).get(0), sides).values(Measurement::main);
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddle() {
    assertEquals(2, Medians.of(9, 2, 1));
    assertEquals(3, Medians.of(9, 2, 1, 4));
    assertEquals(5, Medians.of(5));
    assertEquals(4, Medians.of(Double.NaN, 4, 1));
    assertEquals(Double.NaN, Medians.of(Double.NaN, 4, Double.NaN));
    assertEquals(Double.MAX_VALUE, Medians.of(Double.MAX_VALUE, Double.MAX_VALUE));
  }

  @Test
  void ratiosAreOfTheMediansAndOfEachRound() {
    Values values = values(List.of(side(1, 2, 4), side(3, 2, 10)));
    assertEquals(2, values.median(0));
    assertEquals(3, values.median(1));
    assertEquals(1.5, values.ratio());
    assertEquals(1, values.least());
    assertEquals(3, values.most());
  }

  @Test
  void aSideHasNoRatioAndNothingIsComparedWithNothing() {
    assertEquals(Double.NaN, values(List.of(side(1, 2))).ratio());
    Values nothing = values(List.of(side(0, 0, 0), side(0, 3, 5)));
    assertEquals(Double.NaN, nothing.ratio());
    assertEquals(Double.NaN, nothing.least());
    Values first = values(List.of(side(0, 1, 2), side(7, 3, 4)));
    assertEquals(4, first.ratio());
    assertEquals(2, first.least());
    assertEquals(3, first.most());
  }

  @Test
  void turnsAlternate() {
    assertEquals(List.of(0, 1), ColdRun.order(1, 2));
    assertEquals(List.of(1, 0), ColdRun.order(2, 2));
    assertEquals(List.of(0, 1), ColdRun.order(3, 2));
    assertEquals(List.of(0), ColdRun.order(4, 1));
  }

  @Test
  void timesEndWithTheMeasurement() {
    assertEquals(List.of(0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0),
        new ColdSettings(10, 1, 1, "").times());
    assertEquals(List.of(0.1, 0.2, 0.3, 0.5), new ColdSettings(0.6, 1, 1, "").times());
    assertEquals(20.0, new ColdSettings(60, 1, 1, "").times().get(12));
    assertEquals(List.of(1.0, 3.0, 10.0), new ColdSettings(10, 1, 1, "").cpuTimes());
    assertEquals(List.of(1.0, 3.0), new ColdSettings(3, 1, 1, "").cpuTimes());
    assertEquals(List.of(0.5), new ColdSettings(0.5, 1, 1, "").cpuTimes());
  }
}

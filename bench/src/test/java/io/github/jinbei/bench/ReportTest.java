package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final String HEADER = "benchmark  parameters  by  median  unit  of peak  of best peer";

  @Test
  void medianIsTheMiddleValueOrTheMeanOfTwo() {
    assertEquals(3, Report.median(new double[] {9, 3, 1}));
    assertEquals(2.5, Report.median(new double[] {9, 3, 1, 2}));
    assertEquals(7, Report.median(new double[] {7}));
  }

  /** Returns the lines with two spaces between columns, because these tests check the content of the columns only. */
  private static List<String> lines(List<Report.Row> rows) {
    return Report.table(rows).lines().map(line -> line.replaceAll(" {2,}", "  ")).toList();
  }

  @Test
  void rowsThatMayBeComparedStandTogetherWithTheirShares() {
    List<String> lines = lines(List.of(
        row("jinbei", "shape=a form=NN threads=1", 1, 60),
        row("jinbei", "shape=b form=NN threads=1", 1, 50),
        row("naive", "shape=a form=NN threads=1", 1, 2.5),
        row("openblas", "shape=a form=NN threads=1", 1, 75),
        row("mkl", "shape=a form=NN threads=1", 1, 40),
        row("jinbei", "shape=a form=NN threads=2", 2, 120),
        new Report.Row("PeakBenchmark.fma", "", false, "", 1, 100, "GFLOP/s")));
    assertEquals(List.of(HEADER,
        "GemmBenchmark.multiply  shape=a form=NN threads=1  jinbei  60.00  GFLOP/s  60.0 %  0.80",
        "GemmBenchmark.multiply  shape=a form=NN threads=1  naive  2.500  GFLOP/s  2.5 %  0.03",
        "GemmBenchmark.multiply  shape=a form=NN threads=1  openblas  75.00  GFLOP/s  75.0 %  1.00",
        "GemmBenchmark.multiply  shape=a form=NN threads=1  mkl  40.00  GFLOP/s  40.0 %  0.53",
        "GemmBenchmark.multiply  shape=b form=NN threads=1  jinbei  50.00  GFLOP/s  50.0 %",
        "GemmBenchmark.multiply  shape=a form=NN threads=2  jinbei  120.0  GFLOP/s  60.0 %",
        "PeakBenchmark.fma  100.0  GFLOP/s  100.0 %"), lines);
  }

  @Test
  void withoutAPeakThereIsNoSharePrinted() {
    assertEquals(List.of(HEADER, "GemmBenchmark.multiply  shape=a  jinbei  60.00  GFLOP/s"),
        lines(List.of(row("jinbei", "shape=a", 1, 60))));
  }

  @Test
  void otherUnitsHaveNoShareOfThePeak() {
    assertEquals("PeakBenchmark.copy  elements=4096  133.8  GB/s", lines(List.of(
        new Report.Row("PeakBenchmark.copy", "", false, "elements=4096", 1, 133.769, "GB/s"),
        new Report.Row("PeakBenchmark.fma", "", false, "", 1, 100, "GFLOP/s"))).get(1));
  }

  @Test
  void columnsAreAligned() {
    String[] lines = Report.table(List.of(row("openblas-heap", "shape=a", 1, 1235), row("mkl", "shape=a", 1, 0.0625)))
        .split("\n");
    assertEquals("benchmark               parameters  by              median  unit     of peak  of best peer", lines[0]);
    assertEquals("GemmBenchmark.multiply  shape=a     openblas-heap     1235  GFLOP/s                   1.00",
        lines[1]);
    assertEquals("GemmBenchmark.multiply  shape=a     mkl            0.06250  GFLOP/s                   0.00", lines[2]);
  }

  private static Report.Row row(String by, String parameters, int threads, double figure) {
    boolean peer = !by.equals("naive") && !by.equals("jinbei");
    return new Report.Row("GemmBenchmark.multiply", by, peer, parameters, threads, figure, "GFLOP/s");
  }
}

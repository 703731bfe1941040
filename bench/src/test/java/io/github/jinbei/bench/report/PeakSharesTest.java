package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shares of the peak for the chart of README.md. */
class PeakSharesTest {

  @TempDir
  Path folder;

  private static String result(String benchmark, String params, double gflops) {
    return """
        {"benchmark": "io.github.jinbei.bench.%s", "mode": "thrpt", "threads": 1, "forks": 1, %s
         "primaryMetric": {"score": 1, "scoreUnit": "ops/s", "rawData": [[1.0]]},
         "secondaryMetrics": {"gflops": {"score": 1, "scoreUnit": "ops/s", "rawData": [[%s]]}}}
        """.formatted(benchmark, params, gflops);
  }

  private static String product(String implementation, String shape, double gflops) {
    return result("GemmBenchmark.multiply", "\"params\": {\"implementation\": \"" + implementation + "\", \"shape\": \"" + shape
        + "\"},", gflops);
  }

  private static String step(String implementation, String net, double gflops) {
    return result("TrainStepBenchmark.step", "\"params\": {\"implementation\": \"" + implementation + "\", \"net\": \"" + net
        + "\"},", gflops);
  }

  @Test
  void sharesAreThoseOfThePeakOfEachFileAndMediansOverFiles() throws Exception {
    List<Path> files = new ArrayList<>();
    for (double speed : new double[] {1, 2, 4}) {
      // Each file has its own peak; the shares of Jinbei are 0.5, 0.5 and 0.8, those of MKL 0.25.
      double share = speed == 4 ? 0.8 : 0.5;
      files.add(write(speed + ".json", product("jinbei", "128x128x128", 100 * speed * share),
          product("jinbei", "64x64x64", 100 * speed * share), product("mkl", "64x64x64", 25 * speed),
          product("jinbei", "32-784-128", 10 * speed), step("jinbei", "T2", 90 * speed), step("jinbei", "T1", 80 * speed),
          result("PeakBenchmark.fma", "", 100 * speed)));
    }
    assertEquals("""
        product or step,Jinbei,OpenBLAS,oneDNN,MKL
        64x64x64,0.500,,,0.250
        128x128x128,0.500,,,
        32-784-128,0.100,,,
        step 784-30-10,0.800,,,
        step 784-128-10,0.900,,,
        """, PeakShares.csv(files));
  }

  private Path write(String name, String... results) throws IOException {
    return Files.writeString(folder.resolve(name), "[" + String.join(",", results) + "]");
  }
}

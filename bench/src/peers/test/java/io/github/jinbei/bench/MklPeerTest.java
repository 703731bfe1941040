package io.github.jinbei.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MklPeerTest {

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.ProductReference#products")
  void productsAreWithinTheErrorBound(String shape, Form form) {
    PeerCheck.check(Implementation.MKL, shape, form);
  }

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.BenchmarkCorrectnessTest#predictions")
  void predictionsAreWithinTheErrorBound(Net net, int batch) {
    PeerCheck.checkPrediction(Implementation.MKL, net, batch);
  }

  /**
   * If W has few columns, MKL adds to it term after term, one for each row of the batch. Each rounding has a deviation of at
   * most 0.58 units; 7 deviations of their sum are 4 √rows.
   */
  @ParameterizedTest
  @EnumSource(names = {"T1", "T2", "T3", "T4", "T6", "T7"})
  void gradientsAndStepsAreWithinTheErrorBound(Net net) {
    PeerCheck.checkTraining(Implementation.MKL, net, 4 * Math.sqrt(net.batch()));
  }

  @Test
  void adamIsRefused() {
    PeerCheck.checkRefusesAdam(Implementation.MKL);
  }
}

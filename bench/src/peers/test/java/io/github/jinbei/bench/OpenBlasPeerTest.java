package io.github.jinbei.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpenBlasPeerTest {

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.ProductReference#products")
  void productsAreWithinTheErrorBound(String shape, Form form) {
    PeerCheck.check(Implementation.OPENBLAS, shape, form);
  }

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.BenchmarkCorrectnessTest#predictions")
  void predictionsAreWithinTheErrorBound(Net net, int batch) {
    PeerCheck.checkPrediction(Implementation.OPENBLAS, net, batch);
  }

  @ParameterizedTest
  @EnumSource(names = {"T1", "T2", "T3", "T4", "T6", "T7"})
  void gradientsAndStepsAreWithinTheErrorBound(Net net) {
    PeerCheck.checkTraining(Implementation.OPENBLAS, net, PeerCheck.BLOCKS);
  }

  @Test
  void adamIsRefused() {
    PeerCheck.checkRefusesAdam(Implementation.OPENBLAS);
  }
}

package io.github.jinbei.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OneDnnPeerTest {

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.ProductReference#products")
  void productsAreWithinTheErrorBound(String shape, Form form) {
    PeerCheck.check(Implementation.ONEDNN, shape, form);
  }

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.BenchmarkCorrectnessTest#predictions")
  void predictionsAreWithinTheErrorBound(Net net, int batch) {
    PeerCheck.checkPrediction(Implementation.ONEDNN, net, batch);
  }

  @ParameterizedTest
  @EnumSource(names = {"T1", "T2", "T3", "T4", "T6", "T7"})
  void gradientsAndStepsAreWithinTheErrorBound(Net net) {
    PeerCheck.checkTraining(Implementation.ONEDNN, net, PeerCheck.BLOCKS);
  }

  @Test
  void adamIsRefused() {
    PeerCheck.checkRefusesAdam(Implementation.ONEDNN);
  }
}

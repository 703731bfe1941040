package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxRuntimePeerTest {

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.BenchmarkCorrectnessTest#predictions")
  void predictionsAreWithinTheErrorBound(Net net, int batch) {
    PeerCheck.checkPrediction(Implementation.ONNXRUNTIME, net, batch);
  }

  @Test
  void unsupportedOperationsAreRefused() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> Implementation.ONNXRUNTIME.trainStep(Net.T6, Batch.of(Net.T6), 1)).getMessage();
    assertEquals("implementation: onnxruntime, expected one that has a training step", message);
  }
}

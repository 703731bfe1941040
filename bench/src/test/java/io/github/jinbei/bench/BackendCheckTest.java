package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Backend;
import org.junit.jupiter.api.Test;

class BackendCheckTest {

  @Test
  void autoAcceptsAnyVectorBackend() {
    assertDoesNotThrow(() -> BackendCheck.require("auto", "128", true, "reason"));
    assertDoesNotThrow(() -> BackendCheck.require("auto", "512", true, "reason"));
  }

  @Test
  void aNameAcceptsOnlyThatBackend() {
    assertDoesNotThrow(() -> BackendCheck.require("256", "256", true, "reason"));
    assertDoesNotThrow(() -> BackendCheck.require("scalar", "scalar", false, "reason"));
    assertThrows(IllegalStateException.class, () -> BackendCheck.require("256", "512", true, "reason"));
    assertThrows(IllegalStateException.class, () -> BackendCheck.require("scalar", "512", true, "reason"));
  }

  @Test
  void autoRejectsTheFallbackAndNamesTheOption() {
    IllegalStateException refused = assertThrows(IllegalStateException.class,
        () -> BackendCheck.require("auto", "scalar", false, "module not resolved"));
    assertTrue(refused.getMessage().contains("scalar runs (module not resolved)"), refused.getMessage());
    assertTrue(refused.getMessage().contains("--add-modules jdk.incubator.vector"), refused.getMessage());
  }

  @Test
  void unknownNamesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> BackendCheck.require("1024", "512", true, "reason"));
  }

  @Test
  void benchmarksOfTheLibraryCheckAndThoseOfTheBaselineDoNot() {
    String another = Backend.current().name().equals("scalar") ? "128" : "scalar";
    GemmBenchmark gemm = new GemmBenchmark();
    gemm.shape = "64x64x64";
    gemm.form = Form.NN;
    gemm.backend = another;
    gemm.implementation = "jinbei";
    assertThrows(IllegalStateException.class, gemm::setUp);
    gemm.implementation = "naive";
    assertDoesNotThrow(gemm::setUp);
    TrainStepBenchmark step = new TrainStepBenchmark();
    step.net = Net.T6;
    step.backend = another;
    step.implementation = "jinbei";
    assertThrows(IllegalStateException.class, step::setUp);
    step.implementation = "naive";
    assertDoesNotThrow(step::setUp);
    ForwardBenchmark forward = new ForwardBenchmark();
    forward.net = Net.T6;
    forward.batch = 1;
    forward.backend = another;
    forward.implementation = "jinbei";
    assertThrows(IllegalStateException.class, forward::setUp);
    forward.implementation = "naive";
    assertDoesNotThrow(forward::setUp);
    BackpropBenchmark backprop = new BackpropBenchmark();
    backprop.net = Net.T6;
    backprop.backend = another;
    backprop.implementation = "jinbei";
    assertThrows(IllegalStateException.class, backprop::setUp);
    backprop.implementation = "naive";
    assertDoesNotThrow(backprop::setUp);
    ActivationBenchmark activation = new ActivationBenchmark();
    activation.function = "relu";
    activation.elements = 1 << 12;
    activation.backend = another;
    activation.implementation = "jinbei";
    assertThrows(IllegalStateException.class, activation::setUp);
    activation.implementation = "naive";
    assertDoesNotThrow(activation::setUp);
    OptimizerBenchmark optimizer = new OptimizerBenchmark();
    optimizer.net = Net.T6;
    optimizer.optimizer = "sgd";
    optimizer.backend = another;
    optimizer.implementation = "jinbei";
    assertThrows(IllegalStateException.class, optimizer::setUp);
    optimizer.implementation = "naive";
    assertDoesNotThrow(optimizer::setUp);
    LatencyBenchmark latency = new LatencyBenchmark();
    latency.net = Net.T6;
    latency.backend = another;
    latency.implementation = "jinbei";
    assertThrows(IllegalStateException.class, latency::setUp);
    latency.implementation = "naive";
    assertDoesNotThrow(latency::setUp);
  }
}

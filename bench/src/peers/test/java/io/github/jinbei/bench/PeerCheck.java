package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Runs a peer through the methods of the benchmarks, and compares the results with an evaluation in double. */
final class PeerCheck {

  /** The roundings of a weight, beyond the reference's one, by a product that adds to it in several blocks of terms. */
  static final double BLOCKS = 3;

  private PeerCheck() {}

  /** Checks a product, with one thread and with two. */
  static void check(Implementation peer, String shape, Form form) {
    ProductReference reference = new ProductReference(Operands.of(Workloads.shape(shape, form)));
    for (int threads = 1; threads <= 2; threads++) {
      GemmBenchmark benchmark = new GemmBenchmark();
      benchmark.shape = shape;
      benchmark.form = form;
      benchmark.implementation = peer.label();
      benchmark.threads = threads;
      benchmark.prepare();
      benchmark.multiply(new GemmBenchmark.Rates());
      reference.check(peer.label() + ", " + shape + " " + form + ", threads " + threads, benchmark.result());
      benchmark.tearDown();
    }
  }

  /** Checks a prediction, twice, because the second starts with the buffers that the first has written. */
  static void checkPrediction(Implementation peer, Net net, int batch) {
    ForwardBenchmark benchmark = new ForwardBenchmark();
    benchmark.net = net;
    benchmark.batch = batch;
    benchmark.implementation = peer.label();
    benchmark.prepare();
    UncertainMatrix expected = new ReferenceForward(net, Batch.parameters(net), benchmark.x(), batch).a[net.layers()];
    for (int run = 1; run <= 2; run++) {
      benchmark.predict(new ForwardBenchmark.Rates());
      BenchmarkCorrectnessTest.checkOutputs(net, batch, peer.label(), expected, benchmark.outputs());
    }
    if (batch == 1) {
      float[] outputs = BenchmarkCorrectnessTest.latency(net, peer.label(), benchmark.x());
      BenchmarkCorrectnessTest.checkOutputs(net, batch, peer.label(), expected, outputs);
    }
  }

  /**
   * Checks a gradient twice, and a training step if the net's optimizer is SGD, with one thread and with two.
   *
   * @param roundings the roundings of a weight by the update, beyond the reference's one, as if all had the same direction
   */
  static void checkTraining(Implementation peer, Net net, double roundings) {
    ReferenceStep reference = new ReferenceStep(net, Batch.of(net));
    checkGradient(peer, net, 1, reference);
    checkGradient(peer, net, 2, reference);
    if (net.optimizer() == Net.Optimizer.SGD) {
      checkStep(peer, net, 1, reference, roundings);
      checkStep(peer, net, 2, reference, roundings);
    }
  }

  private static void checkGradient(Implementation peer, Net net, int threads, ReferenceStep reference) {
    BackpropBenchmark benchmark = new BackpropBenchmark();
    benchmark.net = net;
    benchmark.implementation = peer.label();
    benchmark.threads = threads;
    benchmark.prepare();
    for (int run = 1; run <= 2; run++) {
      double loss = benchmark.gradient(new TrainStepBenchmark.Rates());
      BenchmarkCorrectnessTest.check(net + ", threads " + threads + ", loss of run " + run, peer.label(), 0,
          loss, reference.loss, reference.lossTolerance);
      float[] gradient = benchmark.gradient();
      assertEquals(reference.gradient.length, gradient.length, net + ", " + peer.label());
      for (int i = 0; i < gradient.length; i++) {
        BenchmarkCorrectnessTest.check(net + ", threads " + threads + ", gradient of run " + run, peer.label(),
            i, gradient[i], reference.gradient[i], reference.gradientTolerance[i]);
      }
    }
    benchmark.tearDown();
  }

  private static void checkStep(Implementation peer, Net net, int threads, ReferenceStep reference,
      double roundings) {
    TrainStepBenchmark benchmark = new TrainStepBenchmark();
    benchmark.net = net;
    benchmark.implementation = peer.label();
    benchmark.threads = threads;
    benchmark.prepare();
    double loss = benchmark.step(new TrainStepBenchmark.Rates());
    BenchmarkCorrectnessTest.check(net + ", threads " + threads + ", loss", peer.label(), 0, loss, reference.loss,
        reference.lossTolerance);
    float[] parameters = benchmark.parameters();
    benchmark.tearDown();
    assertEquals(reference.parameters.length, parameters.length, net + ", " + peer.label());
    for (int i = 0; i < parameters.length; i++) {
      double tolerance =
          reference.tolerance[i] + roundings * UncertainMatrix.U * Math.abs(reference.parameters[i]);
      BenchmarkCorrectnessTest.check(net + ", threads " + threads + ", parameter", peer.label(), i, parameters[i],
          reference.parameters[i], tolerance);
    }
  }

  /** Checks that a net that the peer cannot train is refused by name. */
  static void checkRefusesAdam(Implementation peer) {
    String message = assertThrows(IllegalArgumentException.class,
        () -> peer.trainStep(Net.T5, Batch.of(Net.T5), 1)).getMessage();
    assertEquals("net: T5 with ADAM for " + peer.label() + ", expected one with SGD", message);
  }
}

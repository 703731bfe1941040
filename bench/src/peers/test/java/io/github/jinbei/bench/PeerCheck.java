package io.github.jinbei.bench;

/** Runs what {@link GemmBenchmark} runs for a peer, through its own methods, with one thread and with two. */
final class PeerCheck {

  private PeerCheck() {}

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
}

package io.github.jinbei.bench;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenBlasHeapPeerTest {

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.ProductReference#products")
  void productsAreWithinTheErrorBound(String shape, Form form) {
    PeerCheck.check(Implementation.OPENBLAS_HEAP, shape, form);
  }
}

package io.github.jinbei.bench;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MklPeerTest {

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.ProductReference#products")
  void productsAreWithinTheErrorBound(String shape, Form form) {
    PeerCheck.check(Implementation.MKL, shape, form);
  }
}

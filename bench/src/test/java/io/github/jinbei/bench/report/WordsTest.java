package io.github.jinbei.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  /** The possible line breaks are written as {@code ^}. */
  @ParameterizedTest
  @CsvSource({
      "Gemm.multiply, Gemm.multiply",
      "GemmBenchmark.multiply, GemmBenchmark.^multiply",
      "base/target/benchmarks.jar:lib/*, base/^target/^benchmarks.jar:^lib/^*",
      "jdk 25.0.1+8-LTS-with-more, jdk 25.0.1+8-LTS-with-more",
      "shape=1024x1024x1024 a=b, shape=^1024x1024x1024 a=b",
      "https://example.org/a, https://^example.org/^a",
      "MapBenchmarkOfNonblockingMaps, Map^Benchmark^Of^Nonblocking^Maps",
      "feature-with-many-words-in-it, feature-^with-^many-^words-^in-^it",
      "1f0c0de9aa9c2b6d6f0d4f8bd, 1f0c0de9^aa9c2b6d^6f0d4f8b^d",
      "1f0c0de9aa9c2b6d6f0d4f8b, 1f0c0de9aa9c2b6d6f0d4f8b",
      "org.example.<b>&'x', org.^example.^&lt;b&gt;&amp;^&#39;x&#39;"})
  void longWordsAreBrokenAtJoiningCharacters(String words, String expected) {
    assertEquals(expected.replace("^", "<wbr/>"), Words.breakable(words));
  }

  @Test
  void spacesAndSurrogatePairsAreUnchanged() {
    assertEquals(" a  b ", Words.breakable(" a  b "));
    String cup = "\ud83c\udfc6";
    assertEquals(cup.repeat(8) + "<wbr/>" + cup.repeat(8), Words.breakable(cup.repeat(16)));
  }
}

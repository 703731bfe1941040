/** Multi-layer perceptrons, trained and run in plain Java: the same bits on every machine, no dependency. */
module io.github.jinbei {
  requires jdk.incubator.vector;

  exports io.github.jinbei;
  exports io.github.jinbei.data;
  exports io.github.jinbei.format;
  exports io.github.jinbei.metrics;
  exports io.github.jinbei.report;
  exports io.github.jinbei.table;
}

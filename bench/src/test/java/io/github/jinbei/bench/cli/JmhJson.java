package io.github.jinbei.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes files in JMH's format, with synthetic figures. */
final class JmhJson {

  private final List<String> entries = new ArrayList<>();
  private String jdk = "21";

  /** Sets the JDK of all results that are added later. */
  JmhJson jdk(String version) {
    jdk = version;
    return this;
  }

  /** Adds forks of three iterations near the score, spread evenly over 0.2 % of it. */
  JmhJson add(String benchmark, String mode, double score, int forks) {
    return add(benchmark, mode, mode.equals("thrpt") ? "ops/s" : "s/op", raw(score, forks), "");
  }

  /** Adds the same forks with bytes an operation. */
  JmhJson add(String benchmark, double score, int forks, double bytes) {
    return add(benchmark, "thrpt", "ops/s", raw(score, forks), "\"gc.alloc.rate.norm\":{\"score\":1,"
        + "\"scoreUnit\":\"B/op\",\"rawData\":" + raw(bytes, forks) + "}");
  }

  /** Adds any forks, one list each. */
  JmhJson add(String benchmark, String mode, String unit, String rawData, String secondary) {
    entries.add("{\"jmhVersion\":\"1.37\",\"benchmark\":\"org.example." + benchmark + "\",\"mode\":\"" + mode
        + "\",\"threads\":1,\"forks\":1,\"jvm\":\"java\",\"jvmArgs\":[],\"jdkVersion\":\"" + jdk
        + "\",\"vmName\":\"VM\",\"vmVersion\":\"1\",\"params\":{\"n\":\"8\"},\"primaryMetric\":{\"score\":1,"
        + "\"scoreUnit\":\"" + unit + "\",\"rawData\":" + rawData
        + "},\"secondaryMetrics\":{" + secondary + "}}");
    return this;
  }

  private static String raw(double score, int forks) {
    return IntStream.range(0, forks).mapToDouble(f -> score * (1 + 0.002 * f / forks))
        .mapToObj(fork -> String.format(Locale.ROOT, "[%.9g,%.9g,%.9g]", fork * 0.9999, fork, fork * 1.0001))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** Writes the file. */
  Path write(Path file) throws IOException {
    return Files.writeString(file, "[" + String.join(",\n", entries) + "]\n");
  }
}

package io.github.jinbei.bench.suite;

import io.github.jinbei.bench.results.Sidecar;
import io.github.jinbei.internal.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/** Writes the results so far in JMH's own JSON, and the sidecar beside it. */
final class ResultJson {

  private ResultJson() {}

  /**
   * Writes both files. Each is replaced in one step, so readers find either the old file or the new one.
   *
   * @throws IOException if they cannot be written
   */
  static void write(Path file, Collection<RunResult> results, Map<String, String> environment) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    AtomicFile.replace(file, text::writeTo);
    Sidecar.write(file, environment);
  }
}

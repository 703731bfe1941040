package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import joptsimple.OptionParser;
import org.apache.commons.math3.stat.StatUtils;
import org.openjdk.jmh.generators.BenchmarkProcessor;
import org.openjdk.jmh.runner.BenchmarkList;

/** A benchmark with parameters, compiled by JMH's annotation processor: a class path that the real JMH runs. */
public final class RealJar {

  private RealJar() {}

  /**
   * Compiles {@code org.example.Real} with one benchmark, {@code run}, which does nothing and is measured once a fork.
   *
   * @param folder an empty folder
   * @param fields the fields of the class with parameters, in Java
   */
  public static String classPath(Path folder, String fields) throws IOException {
    Path source = folder.resolve("Real.java");
    Files.writeString(source, "package org.example;\n\nimport org.openjdk.jmh.annotations.*;\n\n"
        + "@State(Scope.Benchmark)\n@BenchmarkMode(Mode.SingleShotTime)\n@Warmup(iterations = 0)\n"
        + "@Measurement(iterations = 1)\npublic class Real {\n\n" + fields
        + "\n\n  @Benchmark\n  public Object run() {\n    return this;\n  }\n}\n");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> path = new ArrayList<>(List.of(classes.toString()));
    for (Class<?> type : List.of(BenchmarkList.class, OptionParser.class, StatUtils.class)) {
      path.add(jar(type));
    }
    String classPath = String.join(File.pathSeparator, path);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int status = ToolProvider.getSystemJavaCompiler().run(null, null, messages, "-encoding", "UTF-8", "-cp", classPath,
        "-processorpath", classPath + File.pathSeparator + jar(BenchmarkProcessor.class), "-d",
        classes.toString(), source.toString());
    assertEquals(0, status, () -> messages.toString(StandardCharsets.UTF_8));
    return classPath;
  }

  private static String jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * A stand-in for a benchmark jar in an interleaved run: a class path with JMH's main class, which here follows a script. All
 * sides in a folder log to the same file.
 */
public final class FakeJar {

  private static final String MAIN = "org/openjdk/jmh/Main";

  /** The folder of the compiled main class, the same for all jars; null before the first one. */
  private static Path compiled;

  private final Path folder;

  public FakeJar(Path folder) {
    this.folder = folder;
  }

  private static synchronized Path compiled() throws IOException {
    if (compiled == null) {
      Path to = Path.of(System.getProperty("basedir", "."), "target", "fake-jmh-" + ProcessHandle.current().pid())
          .toAbsolutePath();
      Path source = to.resolve("Main.java");
      Files.createDirectories(to);
      try (InputStream in = FakeJar.class.getResourceAsStream("/ab/" + MAIN + ".java")) {
        Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
      }
      int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none",
          "-XDstringConcat=inline", "-d", to.toString(), source.toString());
      assertEquals(0, status, "compiling " + source);
      compiled = to;
    }
    return compiled;
  }

  /** Returns the java command that runs this test. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Returns a class path.
   *
   * @param listing the output of {@code -lp}
   * @param status the exit code of {@code -lp}
   * @param scores the script by benchmark, or by benchmark with its parameters as {@code benchmark name=value}: the figures of
   *     its forks in turn, of which the last is repeated, or {@code fail}, {@code cut} for a file that ends too early,
   *     {@code wait}, or {@code wait-on}, which ignores the signal TERM; and {@code benchmark.modes}
   */
  public Path classPath(String name, String listing, int status, Map<String, String> scores) throws IOException {
    Path classPath = folder.resolve(name);
    Path main = classPath.resolve(MAIN + ".class");
    Files.createDirectories(main.getParent());
    Files.copy(compiled().resolve(MAIN + ".class"), main);
    Properties script = new Properties();
    script.putAll(scores);
    script.putAll(Map.of("log", log().toString(), "side", name, "list", listing, "status", Integer.toString(status)));
    try (Writer out = Files.newBufferedWriter(classPath.resolve("script.properties"))) {
      script.store(out, null);
    }
    return classPath;
  }

  /** Returns the side of a class path that lists these benchmarks. */
  Side side(String name, Map<String, String> scores, String... benchmarks) throws IOException {
    String listing = "Benchmarks: \n" + String.join("\n", benchmarks);
    return new Side(name, classPath(name, listing, 0, scores).toString(), java(), List.of());
  }

  private Path log() {
    return folder.toAbsolutePath().resolve("log.txt");
  }

  /** Returns the forks in the order in which they ran: {@code side benchmark name=value}. */
  public List<String> forks() throws IOException {
    return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
  }

  /** Returns the sides in the order in which they measured a benchmark: {@code base current ...}. */
  String turns(String benchmark) throws IOException {
    return forks().stream().filter(fork -> fork.endsWith(" " + benchmark))
        .map(fork -> fork.substring(0, fork.indexOf(' '))).collect(Collectors.joining(" "));
  }

  /** Returns the file that a waiting fork writes: the ids of its process and of one that it started. */
  public Path waiting() {
    return Path.of(log() + ".pids");
  }

  /** Returns the arguments of each fork, in the same order. */
  List<String> forkArguments() throws IOException {
    return Files.readAllLines(Path.of(log() + ".args"));
  }

  /** Returns the arguments of each call that listed benchmarks. */
  public List<String> listArguments() throws IOException {
    return Files.readAllLines(Path.of(log() + ".list"));
  }
}

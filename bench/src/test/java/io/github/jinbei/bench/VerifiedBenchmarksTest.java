package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Tests that the results of every benchmark are verified by a test. */
class VerifiedBenchmarksTest {

  /** The benchmark that computes nothing, and so needs no test. */
  private static final String NOTHING = "EmptyBenchmark.nothing";

  @Test
  void everyBenchmarkHasATestThatVerifiesIt() throws IOException, URISyntaxException, ClassNotFoundException {
    Set<String> verified = verified();
    verified.add(NOTHING);
    assertEquals(benchmarks(), verified);
  }

  /** Tests run the same implementations as the benchmarks list. */
  @Test
  void everyBenchmarkListsTheSameImplementations() throws NoSuchFieldException {
    for (Class<?> benchmark : List.of(GemmBenchmark.class, ActivationBenchmark.class, ForwardBenchmark.class,
        BackpropBenchmark.class, TrainStepBenchmark.class, OptimizerBenchmark.class, LatencyBenchmark.class)) {
      assertEquals(List.of("naive", "jinbei"), Verifies.Params.of(benchmark, "implementation"), benchmark.getName());
    }
  }

  private static Set<String> benchmarks() {
    Set<String> names = new TreeSet<>();
    for (BenchmarkListEntry entry : BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())) {
      names.add(entry.getUsername().substring(VerifiedBenchmarksTest.class.getPackageName().length() + 1));
    }
    assertTrue(names.contains("GemmBenchmark.multiply"), names.toString());
    return names;
  }

  /** Returns the benchmarks in the annotations of this package's test methods that JUnit runs. */
  private static Set<String> verified() throws IOException, URISyntaxException, ClassNotFoundException {
    Path root = Path.of(VerifiedBenchmarksTest.class.getResource("VerifiedBenchmarksTest.class").toURI()).getParent();
    List<String> classes;
    try (Stream<Path> files = Files.list(root)) {
      classes = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Test.class"))
          .map(name -> name.substring(0, name.length() - ".class".length())).collect(Collectors.toList());
    }
    Set<String> names = new TreeSet<>();
    for (String name : classes) {
      for (Method method : Class.forName(VerifiedBenchmarksTest.class.getPackageName() + "." + name).getDeclaredMethods()) {
        Verifies verifies = method.getAnnotation(Verifies.class);
        if (verifies != null) {
          assertTrue(method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class),
              method + " is not run");
          names.addAll(List.of(verifies.value()));
        }
      }
    }
    return names;
  }
}

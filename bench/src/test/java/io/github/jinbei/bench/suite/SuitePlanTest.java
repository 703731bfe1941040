package io.github.jinbei.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;

class SuitePlanTest {

  private static final List<String> BOTH = List.of("naive", "jinbei");

  private static SuiteSettings settings(Scope scope) {
    return new SuiteSettings(scope, OptionalInt.empty(), BOTH, List.of(), 1, List.of(), Optional.empty(),
        Optional.empty());
  }

  private static Set<BenchmarkListEntry> benchmarks() {
    return BenchmarkList.defaultList().getAll(new SilentOutput(), List.of());
  }

  private static List<String> texts(List<Task> tasks) {
    return tasks.stream().map(Task::text).collect(Collectors.toList());
  }

  @ParameterizedTest
  @EnumSource
  void everyBenchmarkIsPlannedForEachOfItsImplementations(Scope scope) {
    List<Task> tasks = SuitePlan.tasks(settings(scope));
    assertFalse(benchmarks().isEmpty());
    for (BenchmarkListEntry benchmark : benchmarks()) {
      List<Task> own = tasks.stream().filter(task -> task.benchmark().equals(benchmark.getUsername()))
          .collect(Collectors.toList());
      assertFalse(own.isEmpty(), benchmark.getUsername());
      String[] implementations = benchmark.getParams().orElse(Map.of()).get("implementation");
      if (implementations != null) {
        assertEquals(Set.of(implementations),
            own.stream().map(task -> task.params().get("implementation")).collect(Collectors.toSet()),
            benchmark.getUsername());
      }
    }
  }

  @Test
  void theFullSuiteHasEveryWorkload() {
    List<Task> tasks = SuitePlan.tasks(settings(Scope.FULL));
    for (BenchmarkListEntry benchmark : benchmarks()) {
      List<Task> own = tasks.stream().filter(task -> task.benchmark().equals(benchmark.getUsername()))
          .filter(task -> task.params().getOrDefault("implementation", "jinbei").equals("jinbei"))
          .collect(Collectors.toList());
      int choices = 1;
      for (Map.Entry<String, String[]> param : benchmark.getParams().orElse(Map.of()).entrySet()) {
        if (!param.getKey().equals("implementation")) {
          assertEquals(new TreeSet<>(Arrays.asList(param.getValue())), own.stream()
              .map(task -> task.params().get(param.getKey())).collect(Collectors.toCollection(TreeSet::new)),
              benchmark.getUsername() + ", " + param.getKey());
          choices *= param.getValue().length;
        }
      }
      assertEquals(choices, own.size(), benchmark.getUsername());
    }
  }

  @Test
  void rulersComeFirst() {
    List<Boolean> rulers = SuitePlan.tasks(settings(Scope.FULL)).stream()
        .map(task -> task.benchmark().contains(".PeakBenchmark.")).collect(Collectors.toList());
    assertTrue(rulers.get(0));
    assertEquals(rulers.stream().filter(ruler -> ruler).count(), rulers.indexOf(false), "adjacent rulers");
  }

  @Test
  void unsupportedTasksAreNotPlanned() {
    for (Task task : SuitePlan.tasks(new SuiteSettings(Scope.FULL, OptionalInt.empty(), BOTH, List.of("scalar"), 2,
        List.of(), Optional.empty(), Optional.empty()))) {
      String text = task.text();
      if (text.contains("implementation=naive")) {
        assertFalse(text.contains("threads=2") || text.contains("backend=")
            || text.startsWith("TrainStep") && text.matches(".*net=T[57].*"), text);
      }
    }
  }

  @Test
  void variantsAndThreadsApplyToTheLibraryOnly() {
    SuiteSettings wide = new SuiteSettings(Scope.FULL, OptionalInt.empty(), BOTH, List.of("scalar"), 3,
        List.of("-Xmx1g"), Optional.of(Pattern.compile("TrainStep.*net=T[36]")), Optional.of(Pattern.compile("Peak")));
    assertEquals(List.of(
        "TrainStepBenchmark.step implementation=naive net=T3 threads=1 [-Xmx1g]",
        "TrainStepBenchmark.step implementation=jinbei net=T3 threads=1 [-Xmx1g]",
        "TrainStepBenchmark.step backend=scalar implementation=jinbei net=T3 threads=1 "
            + "[-Xmx1g, -Dio.github.jinbei.backend=scalar]",
        "TrainStepBenchmark.step implementation=jinbei net=T3 threads=3 [-Xmx1g]",
        "TrainStepBenchmark.step implementation=naive net=T6 threads=1 [-Xmx1g]",
        "TrainStepBenchmark.step implementation=jinbei net=T6 threads=1 [-Xmx1g]",
        "TrainStepBenchmark.step backend=scalar implementation=jinbei net=T6 threads=1 "
            + "[-Xmx1g, -Dio.github.jinbei.backend=scalar]"),
        SuitePlan.tasks(wide).stream().map(task -> task.text() + " " + task.jvmArgs()).collect(Collectors.toList()));
  }

  @Test
  void rulersStayWhateverIsIncluded() {
    SuiteSettings gemm = new SuiteSettings(Scope.QUICK, OptionalInt.of(4), BOTH, List.of(), 1, List.of(),
        Optional.of(Pattern.compile("form=NN .*naive.*256x")), Optional.of(Pattern.compile("PeakBenchmark.(read|copy)")));
    List<Task> tasks = SuitePlan.tasks(gemm);
    assertEquals(
        List.of("PeakBenchmark.fma", "GemmBenchmark.multiply form=NN implementation=naive shape=256x256x256 threads=1"),
        texts(tasks));
    assertEquals(List.of(4, 4), tasks.stream().map(task -> task.timing().forks()).collect(Collectors.toList()));
  }

  @Test
  void aSmokeRunHasNoForks() {
    for (Task task : SuitePlan.tasks(settings(Scope.SMOKE))) {
      assertEquals(0, task.timing().forks(), task.text());
      assertFalse(task.text().contains("2048") || task.text().contains("T4"), task.text());
    }
  }

  @Test
  void timeIsThatOfIterationsAndForks() {
    Timing timing = new Timing(3, 2, 1000, 5, 500);
    assertEquals(3 * (1 + 2 + 2.5), timing.seconds(), 1e-9);
    Task task = new Task("a.B.c", new TreeMap<>(Map.of("x", "1")), List.of(), timing);
    assertEquals(33, SuitePlan.seconds(List.of(task, task)), 1e-9);
  }
}

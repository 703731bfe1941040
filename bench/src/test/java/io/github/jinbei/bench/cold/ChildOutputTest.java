package io.github.jinbei.bench.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the reader of a process's output. */
class ChildOutputTest {

  private static final List<String> COMPLETE = List.of("WARNING: Using incubator modules", "cold: main 50000000",
      "cold: backend 256", "cold: jdk 25.0.1", "cold: at 250000000 32", "a line of the library", "cold: at 500000000 96",
      "cold: end ");

  private static final CpuTimes CPU = new CpuTimes(1, 0.5, 0.25, 0.125, Map.of());

  @Test
  void otherLinesAreIgnored() {
    Measurement measurement = ChildOutput.parse(COMPLETE, 0.5, List.of(CPU)).orElseThrow();
    assertEquals(0.05, measurement.main(), 1e-12);
    assertEquals("256", measurement.backend());
    assertEquals("25.0.1", measurement.jdk());
    assertEquals(0.25, measurement.curve().firstStep());
    assertEquals(32, measurement.curve().at(0.3));
    assertEquals(96, measurement.curve().at(0.5));
    assertEquals(List.of(CPU), measurement.cpu());
  }

  @Test
  void aResultWithoutEndOrRecordsIsNone() {
    assertEquals(Optional.empty(), ChildOutput.parse(COMPLETE.subList(0, 7), 0.5, List.of()));
    assertEquals(Optional.empty(), ChildOutput.parse(List.of("cold: main 5", "cold: end "), 0.5, List.of()));
    assertTrue(ChildOutput.parse(List.of(), 0.5, List.of()).isEmpty());
  }

  @Test
  void aDamagedLineIsNamed() {
    for (String damaged : List.of("cold: at 5000", "cold: at 500  77 b java.lang.String::hashCode", "cold: at 5x 96")) {
      List<String> lines = new ArrayList<>(COMPLETE);
      lines.set(4, damaged);
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> ChildOutput.parse(lines, 0.5, List.of()), damaged);
      assertTrue(e.getMessage().contains("\"" + damaged + "\""), e.getMessage());
    }
  }

  @Test
  void threadsAreOrderedByName() {
    Map<String, Double> threads = new CpuTimes(1, 1, 1, 1, Map.of("jinbei-b", 1.0, "jinbei-a", 2.0, "jinbei-c", 3.0)).library();
    assertEquals(List.of("jinbei-a", "jinbei-b", "jinbei-c"), List.copyOf(threads.keySet()));
  }
}

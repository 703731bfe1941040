package io.github.jinbei.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {

  @Test
  void theProbeReturnsTheEnvironmentOfAVmWithTheseOptions() throws IOException {
    Map<String, String> entries = Probe.ask(List.of(SuitePlan.backendOption("scalar")));
    assertEquals("scalar", entries.get("backend"), entries.toString());
    assertEquals("1", entries.get("lanes"), entries.toString());
    assertEquals("set by io.github.jinbei.backend", entries.get("backend reason"));
    assertEquals(System.getProperty("java.version"), entries.get("jdk"));
  }

  @Test
  void aVmThatDoesNotStartIsReportedWithItsMessage() {
    String backend = assertThrows(IllegalArgumentException.class,
        () -> Probe.ask(List.of(SuitePlan.backendOption("77")))).getMessage();
    assertEquals("VM options: -Dio.github.jinbei.backend=77: property io.github.jinbei.backend is \"77\"; "
        + "expected scalar, 128, 256 or 512", backend);
    String option = assertThrows(IllegalArgumentException.class, () -> Probe.ask(List.of("-XX:NoSuchOption"))).getMessage();
    assertTrue(option.startsWith("VM options: -XX:NoSuchOption: ") && option.lines().count() == 1, option);
  }

  @Test
  void valuesMayContainTheSeparator() {
    assertEquals(Map.of("a", "b=c"), Probe.parse("noise\na=b=c\n"));
  }
}

package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.jinbei.Backend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The choice of the backend: each case starts a VM. */
class BackendsTest {

  private static final String[] MODULE = {"--add-modules", "jdk.incubator.vector"};

  /** Prints the backend, or the exception that an application would get. */
  static final class Show {

    private Show() {}

    public static void main(String[] args) {
      for (int i = 0; i < 2; i++) {
        try {
          System.out.println(Backend.current() + " bits=" + Backend.current().bits());
        } catch (IllegalStateException e) {
          System.out.println("exception: " + e.getMessage());
        }
      }
    }
  }

  private record Output(List<String> out, String err) {}

  private static Output vm(String[] module, String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(module));
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Show.class.getName()));
    Path err = Files.createTempFile("jinbei", ".err");
    try {
      Process vm = new ProcessBuilder(command).redirectError(err.toFile()).start();
      String out = new String(vm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(vm.waitFor(60, TimeUnit.SECONDS), "the VM did not end: " + command);
      String errors = Files.readString(err);
      assertEquals(0, vm.exitValue(), errors);
      return new Output(out.lines().toList(), errors);
    } finally {
      Files.delete(err);
    }
  }

  /** The flags of the VM that a text names. */
  private static Set<String> flags(String text) {
    Set<String> flags = new TreeSet<>();
    Matcher matcher = Pattern.compile("-XX:[+-]?(\\w+)").matcher(text);
    while (matcher.find()) {
      flags.add(matcher.group(1));
    }
    return flags;
  }

  private static int occurrences(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }

  @Test
  void withoutTheModuleItIsScalarWithOneWarningThatNamesTheFlag() throws Exception {
    Output output = vm(new String[0]);
    assertTrue(output.out.get(0).startsWith("scalar (the module jdk.incubator.vector is not resolved"), output.toString());
    assertEquals(1, occurrences(output.err, "--add-modules jdk.incubator.vector"), output.err);
  }

  @Test
  void interpretedItIsScalarAndSaysWhatToDo() throws Exception {
    Output output = vm(MODULE, "-Xint");
    assertTrue(output.out.get(0).startsWith("scalar "), output.toString());
    assertEquals(1, occurrences(output.err, "start java without -Xint"), output.err);
  }

  @Test
  void withTheFirstCompilerAloneItIsScalarAndSaysWhatToDo() throws Exception {
    Output output = vm(MODULE, "-XX:TieredStopAtLevel=1");
    assertTrue(output.out.get(0).startsWith("scalar "), output.toString());
    assertEquals(1, occurrences(output.err, "-XX:TieredStopAtLevel=1"), output.err);
  }

  @Test
  void withoutHardwareFmaItIsScalarAndSaysWhatToDo() throws Exception {
    Output output = vm(MODULE, "-XX:-UseFMA");
    assertTrue(output.out.get(0).startsWith("scalar "), output.toString());
    assertEquals(1, occurrences(output.err, "-XX:-UseFMA"), output.err);
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    for (String flag : flags(output.err)) {
      assertDoesNotThrow(() -> vm.getVMOption(flag), "a flag that this VM lacks: " + flag);
    }
  }

  @Test
  void withoutFmaTheFlagsOfTheProcessorAreNamedAndNoOthers() {
    for (String x86 : List.of("amd64", "x86_64", "x86", "i386")) {
      assertEquals(Set.of("UseFMA", "UseAVX"), flags(Backends.withoutFma(x86)), x86);
    }
    for (String other : List.of("aarch64", "arm", "riscv64", "ppc64le", "s390x", "loongarch64", "")) {
      assertEquals(Set.of("UseFMA"), flags(Backends.withoutFma(other)), other);
    }
  }

  @Test
  void scalarCanBeAskedForAndIsNoCauseForAWarning() throws Exception {
    Output output = vm(MODULE, "-Dio.github.jinbei.backend=scalar");
    assertEquals("scalar (set by io.github.jinbei.backend) bits=32", output.out.get(0));
    assertEquals(0, occurrences(output.err, "Jinbei"), output.err);
  }

  @Test
  void narrowVectorsCanBeAskedFor() throws Exception {
    Output output = vm(MODULE, "-Dio.github.jinbei.backend=128");
    assertEquals("128-bit vectors (set by io.github.jinbei.backend) bits=128", output.out.get(0));
  }

  @Test
  void askingForMoreThanTheMachineHasIsAnExceptionEveryTime() throws Exception {
    Output output = vm(MODULE, "-XX:MaxVectorSize=16", "-Dio.github.jinbei.backend=256");
    String expected = "exception: property io.github.jinbei.backend sets 256-bit vectors, but the widest vectors this VM"
        + " prefers have 128 bits";
    assertEquals(List.of(expected, expected), output.out);
  }

  @Test
  void askingForVectorsWithoutTheModuleIsAnException() throws Exception {
    Output output = vm(new String[0], "-Dio.github.jinbei.backend=256");
    assertTrue(output.out.get(0).startsWith("exception: property io.github.jinbei.backend sets 256-bit vectors, but the"
        + " module jdk.incubator.vector is not resolved"), output.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "64", "1024", "-1"})
  void anythingElseIsAnException(String value) throws Exception {
    Output output = vm(MODULE, "-Dio.github.jinbei.backend=" + value);
    assertEquals("exception: property io.github.jinbei.backend is \"" + value + "\"; expected scalar, 128, 256 or 512",
        output.out.get(0));
  }
}

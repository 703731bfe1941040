package io.github.jinbei.internal.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VectorKernelsTest {

  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "."), "src", "main", "java", "io", "github", "jinbei", "internal", "vector");

  private static final Pattern INSTRUCTION = Pattern.compile("^ +(\\d+): ");
  /** What the JDK does by its one intrinsic for conversions. */
  private static final Pattern REINTERPRETATION =
      Pattern.compile("Vector\\.(reinterpret\\w+|convert\\w*|castShape|viewAs\\w+|test):");

  /** A class that is not initialized at the start could fail in a later training step. */
  @Test
  void everyClassOfThePackageIsInitializedAtTheStart() throws IOException {
    Set<String> others = Set.of("package-info.java", "VectorKernels.java");
    try (Stream<Path> files = Files.list(SOURCES)) {
      List<String> sources = files.map(f -> f.getFileName().toString()).filter(f -> !others.contains(f)).sorted().toList();
      assertEquals(sources, Stream.of(VectorKernels.classes()).map(c -> c.getSimpleName() + ".java").sorted().toList());
    }
  }

  /** See {@link VectorKernels}. What runs at the start boxes on purpose. */
  @Test
  void whatReinterpretsLanesIsTooLongToBeInlined() {
    long most = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption("FreqInlineSize")
        .getValue());
    Map<String, Integer> lengths = new TreeMap<>();
    for (Class<?> type : VectorKernels.classes()) {
      lengths.putAll(lengthsOfMethodsThatReinterpret(type));
    }
    assertTrue(lengths.size() > 10, "methods that reinterpret: " + lengths);
    lengths.remove("OperatorProfile.rounds");
    lengths.values().removeIf(length -> length > most);
    assertEquals(Map.of(), lengths, "bytes of methods that C2 inlines, of up to " + most);
  }

  private static Map<String, Integer> lengthsOfMethodsThatReinterpret(Class<?> type) {
    StringWriter out = new StringWriter();
    String file = type.getResource(type.getSimpleName() + ".class").toString();
    int result = ToolProvider.findFirst("javap").orElseThrow()
        .run(new PrintWriter(out), new PrintWriter(System.err), "-c", "-p", file);
    assertEquals(0, result, "javap " + type);
    Map<String, Integer> lengths = new TreeMap<>();
    String method = null;
    boolean reinterprets = false;
    int last = 0;
    for (String line : (out + "end\n").lines().toList()) {
      if (!line.isBlank() && !line.startsWith("    ")) {
        if (reinterprets) {
          lengths.put(type.getSimpleName() + "." + method, last);
        }
        method = line.replaceFirst("\\(.*", "").replaceFirst(".* ", "");
        reinterprets = false;
      }
      Matcher instruction = INSTRUCTION.matcher(line);
      if (instruction.find()) {
        last = Integer.parseInt(instruction.group(1));
        reinterprets |= REINTERPRETATION.matcher(line).find();
      }
    }
    return lengths;
  }
}

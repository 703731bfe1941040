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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  private static final Pattern METHOD_OF_VECTOR =
      Pattern.compile("invokevirtual .*// Method jdk/incubator/vector/((?:Float|Int)Vector\\..*)");
  private static final Pattern DECLARATION = Pattern.compile("(?s)^(?:Float|Int)Vector (\\w+) = (.*)");
  private static final Pattern CONSTANT = Pattern.compile("(?:\\w+\\.)?(?:zero|broadcast)\\(.*");
  private static final Pattern ASSIGNMENT = Pattern.compile("(?s)^(\\w+) = (.*)");

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

  /** See {@link VectorKernels}. A vector is carried if it is declared outside the block in which it gets its next value. */
  @Test
  void aVectorThatALoopCarriesIsNeverTheReceiverAndNeverBeginsAsAConstant() throws IOException {
    List<String> found = new ArrayList<>();
    int carried = 0;
    for (Map.Entry<String, String> source : sources().entrySet()) {
      Map<String, Integer> depths = new TreeMap<>();
      Set<String> constants = new TreeSet<>();
      int depth = 0;
      Matcher parts = Pattern.compile("([^;{}]*)([;{}])").matcher(source.getValue());
      while (parts.find()) {
        String statement = parts.group(1).strip();
        Matcher declaration = DECLARATION.matcher(statement);
        Matcher assignment = ASSIGNMENT.matcher(statement);
        if (declaration.find()) {
          depths.put(declaration.group(1), depth);
          String value = declaration.group(2);
          boolean constant = CONSTANT.matcher(value).matches() || constants.contains(value);
          constants.remove(declaration.group(1));
          if (constant) {
            constants.add(declaration.group(1));
          }
        } else if (assignment.find() && depths.getOrDefault(assignment.group(1), depth) < depth) {
          carried++;
          boolean receiver = assignment.group(2).matches("(?s).*\\b" + assignment.group(1) + "\\..*");
          if (receiver || constants.contains(assignment.group(1))) {
            found.add(source.getKey() + ": " + statement);
          }
        }
        depth += parts.group(2).equals("{") ? 1 : parts.group(2).equals("}") ? -1 : 0;
      }
    }
    assertTrue(carried > 100, "vectors that get their next value: " + carried);
    assertEquals(List.of(), found);
  }

  /** See {@link VectorKernels}. */
  @Test
  void noVectorOfZerosOfIntsIsUsed() throws IOException {
    List<String> found = new ArrayList<>();
    int vectorsOfInts = 0;
    for (Map.Entry<String, String> source : sources().entrySet()) {
      vectorsOfInts += source.getValue().split("IntVector\\.", -1).length - 1;
      if (Pattern.compile("IntVector\\.(zero\\(|broadcast\\(INT, 0\\))").matcher(source.getValue()).find()) {
        found.add(source.getKey());
      }
    }
    assertTrue(vectorsOfInts > 10, "uses of vectors of ints: " + vectorsOfInts);
    assertEquals(List.of(), found);
  }

  /** Returns the sources of the package, by the names of their files. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        sources.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return sources;
  }

  /** See {@link OperatorProfile}. */
  @Test
  void everyMethodOfVectorsIsCalledAtTheStart() {
    Set<String> missing = new TreeSet<>();
    for (Class<?> type : VectorKernels.classes()) {
      missing.addAll(methodsOfVectors(type));
    }
    assertTrue(missing.size() > 20, "methods: " + missing);
    missing.removeAll(methodsOfVectors(OperatorProfile.class));
    assertEquals(Set.of(), missing);
  }

  private static List<String> methodsOfVectors(Class<?> type) {
    return METHOD_OF_VECTOR.matcher(byteCode(type)).results().map(call -> call.group(1)).toList();
  }

  private static String byteCode(Class<?> type) {
    StringWriter out = new StringWriter();
    String file = type.getResource(type.getSimpleName() + ".class").toString();
    int result = ToolProvider.findFirst("javap").orElseThrow()
        .run(new PrintWriter(out), new PrintWriter(System.err), "-c", "-p", file);
    assertEquals(0, result, "javap " + type);
    return out.toString();
  }

  private static Map<String, Integer> lengthsOfMethodsThatReinterpret(Class<?> type) {
    Map<String, Integer> lengths = new TreeMap<>();
    String method = null;
    boolean reinterprets = false;
    int last = 0;
    for (String line : (byteCode(type) + "end\n").lines().toList()) {
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

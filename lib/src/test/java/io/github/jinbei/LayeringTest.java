package io.github.jinbei;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The layers, as the import statements of the sources show them: a package imports packages below it and no others.
 * <pre>
 *   cli
 *    |
 *   report
 *    |
 *   table - metrics
 *    |
 *   (root) - format
 *    |
 *   internal.train
 *    |
 *   data
 *    |
 *   internal.net - internal.parallel
 *    |
 *   internal.warm
 *    |
 *   internal.kernel . . (by name only) . . internal.vector
 *    |
 *   internal.gemm
 * </pre>
 */
class LayeringTest {

  private static final String ROOT = "io.github.jinbei";
  private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src", "main", "java");

  /** The packages and classes of the project that each package may import, besides itself. */
  private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
      entry("cli", Set.of("", "report", "table", "metrics", "data", "format", "internal.net", "internal.kernel",
          "internal.gemm", "internal.file", "internal.text")),
      entry("report", Set.of("", "table", "metrics", "data", "internal.net", "internal.file", "internal.text")),
      entry("table", Set.of("", "metrics", "data", "format", "internal.net", "internal.parallel", "internal.file",
          "internal.text")),
      entry("metrics", Set.of("internal.text")),
      entry("", Set.of("data", "format", "internal.train", "internal.net", "internal.warm", "internal.kernel", "internal.gemm",
          "internal.parallel", "internal.file", "internal.text")),
      entry("internal.train", Set.of("data", "internal.net", "internal.parallel", "internal.text")),
      entry("data", Set.of("format", "internal.net", "internal.file", "internal.text")),
      entry("format", Set.of("internal.file", "internal.text")),
      entry("internal.file", Set.of()),
      entry("internal.net", Set.of("internal.warm", "internal.kernel", "internal.gemm", "internal.parallel", "internal.text")),
      entry("internal.kernel", Set.of("internal.gemm")),
      entry("internal.vector", Set.of("internal.gemm.MicroKernel", "internal.gemm.PackKernel",
          "internal.gemm.ProductKernels", "internal.gemm.RowKernel", "internal.gemm.TileShape",
          "internal.kernel.ActivationKernels", "internal.kernel.ArithmeticKernels", "internal.kernel.DerivativeKernels",
          "internal.kernel.DropoutKernels", "internal.kernel.FunctionKernels", "internal.kernel.Kernels",
          "internal.kernel.LossKernels", "internal.kernel.NormKernels", "internal.kernel.ReductionKernels",
          "internal.kernel.ScalarActivations", "internal.kernel.ScalarArithmetic", "internal.kernel.ScalarDerivatives",
          "internal.kernel.ScalarDropout", "internal.kernel.ScalarErf", "internal.kernel.ScalarFunctions",
          "internal.kernel.ScalarLosses", "internal.kernel.ScalarMath", "internal.kernel.ScalarMish",
          "internal.kernel.ScalarNorms", "internal.kernel.ScalarReductions", "internal.kernel.ScalarRowKernel",
          "internal.kernel.ScalarUpdates", "internal.kernel.UpdateKernels")),
      entry("internal.gemm", Set.of()),
      entry("internal.parallel", Set.of("internal.warm")),
      entry("internal.warm", Set.of("internal.kernel", "internal.gemm")),
      entry("internal", Set.of()),
      entry("internal.text", Set.of()));

  private static final Pattern IMPORT = Pattern.compile("^import\\s+(?:static\\s+)?([\\w.]+(?:\\.\\*)?);", Pattern.MULTILINE);

  private record Source(Path file, String packageName, String text) {

    /** Returns the package below the root: "internal.net", or "" for the root. */
    String layer() {
      return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }
  }

  private static List<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES.resolve("io"))) {
      for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        String packageName = SOURCES.relativize(file.getParent()).toString().replace(file.getFileSystem().getSeparator(), ".");
        sources.add(new Source(file, packageName, Files.readString(file)));
      }
    }
    assertTrue(sources.size() > 20, "found only " + sources.size() + " sources below " + SOURCES.toAbsolutePath());
    return sources;
  }

  @Test
  void eachPackageImportsOnlyLowerLayers() throws IOException {
    List<String> breaches = new ArrayList<>();
    for (Source source : sources()) {
      Set<String> allowed = ALLOWED.get(source.layer());
      assertTrue(allowed != null, "package without an entry in ALLOWED: " + source.packageName);
      Matcher imports = IMPORT.matcher(source.text);
      while (imports.find()) {
        String name = imports.group(1);
        if (name.startsWith(ROOT + ".") && !mayImport(source, allowed, name.substring(ROOT.length() + 1))) {
          breaches.add(source.file.getFileName() + " imports " + name);
        }
      }
    }
    assertEquals(List.of(), breaches);
  }

  private static boolean mayImport(Source source, Set<String> allowed, String name) {
    String layer = layerOf(name);
    if (layer.equals(source.layer()) || allowed.contains(layer)) {
      return true;
    }
    return allowed.stream().anyMatch(a -> !a.isEmpty() && (name.equals(a) || name.startsWith(a + ".")));
  }

  /** Returns the package of an imported name: its lower-case parts. */
  private static String layerOf(String name) {
    StringBuilder layer = new StringBuilder();
    for (String part : name.split("\\.")) {
      if (!part.equals(part.toLowerCase(Locale.ROOT)) || part.equals("*")) {
        break;
      }
      layer.append(layer.length() == 0 ? "" : ".").append(part);
    }
    return layer.toString();
  }

  @Test
  void noFullyQualifiedNameReplacesAnImport() throws IOException {
    List<String> breaches = new ArrayList<>();
    for (Source source : sources()) {
      if (source.layer().startsWith("internal")) {
        String code = withoutComments(source.text).replaceAll("(?m)^(import|package)\\s.*$", "").replaceAll("\"[^\"]*\"", "");
        if (code.contains(ROOT + ".")) {
          breaches.add(source.file.toString());
        }
      }
    }
    assertEquals(List.of(), breaches);
  }

  @Test
  void onlyTheVectorPackageImportsTheVectorModule() throws IOException {
    for (Source source : sources()) {
      if (!source.layer().equals("internal.vector")) {
        assertFalse(Pattern.compile("import[^;]*jdk\\.incubator").matcher(source.text).find(),
            source.file + " imports jdk.incubator.vector");
      }
    }
  }

  @Test
  void nothingImportsTheVectorPackage() throws IOException {
    for (Source source : sources()) {
      if (!source.layer().equals("internal.vector")) {
        assertFalse(source.text.contains("import " + ROOT + ".internal.vector"), source.file.toString());
      }
    }
  }

  @Test
  void onlyTheJdkIsImported() throws IOException {
    List<String> breaches = new ArrayList<>();
    for (Source source : sources()) {
      Matcher imports = IMPORT.matcher(source.text);
      while (imports.find()) {
        String name = imports.group(1);
        if (!name.startsWith("java.") && !name.startsWith("jdk.incubator.vector.") && !name.startsWith(ROOT + ".")) {
          breaches.add(source.file.getFileName() + " imports " + name);
        }
      }
    }
    assertEquals(List.of(), breaches);
  }

  /** A method handle that is called often before C2 has compiled the caller gets a class of its own, which takes time. */
  @Test
  void nothingCallsAMethodHandle() throws IOException {
    for (Source source : sources()) {
      assertFalse(Pattern.compile("\\.invoke(Exact|WithArguments)\\(").matcher(withoutComments(source.text)).find(),
          source.file + " calls a method handle");
    }
  }

  private static String withoutComments(String text) {
    return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
  }
}

package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Backend;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A jar without the vector classes, without one of them, or with one that cannot be initialized. */
class IncompleteVectorClassesTest {

  private static final String PROJECT = "io.github.jinbei.";
  private static final String VECTOR = "io.github.jinbei.internal.vector";

  private static Path classes() {
    try {
      return Path.of(Backends.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Each class of the package. */
  static List<String> vectorClasses() throws IOException {
    try (Stream<Path> files = Files.list(classes().resolve(VECTOR.replace('.', '/')))) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".class") && !f.startsWith("package-info"))
          .map(f -> f.substring(0, f.length() - ".class".length())).sorted().toList();
    }
  }

  /** The classes of the project once more, with other bytes for one of them; null bytes: without it. */
  private static final class Loader extends ClassLoader {

    private final String name;
    private final byte[] bytes;

    Loader(String name, byte[] bytes) {
      super(IncompleteVectorClassesTest.class.getClassLoader());
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    protected Class<?> loadClass(String className, boolean resolve) throws ClassNotFoundException {
      if (!className.startsWith(PROJECT)) {
        return super.loadClass(className, resolve);
      }
      synchronized (getClassLoadingLock(className)) {
        Class<?> loaded = findLoadedClass(className);
        if (loaded != null) {
          return loaded;
        }
        byte[] code = className.equals(name) ? bytes : original(className);
        if (code == null) {
          throw new ClassNotFoundException(className);
        }
        return defineClass(className, code, 0, code.length);
      }
    }

    private static byte[] original(String className) throws ClassNotFoundException {
      try {
        return Files.readAllBytes(classes().resolve(className.replace('.', '/') + ".class"));
      } catch (IOException e) {
        throw new ClassNotFoundException(className, e);
      }
    }
  }

  @BeforeEach
  void whereAllClassesAreThereVectorsRun() {
    assumeTrue(Backend.current().vector(), "skipped: no vectors in this VM: " + Backend.current().reason());
  }

  /** Asks the loader's classes for vector code, expects scalar code and one warning that names the class. */
  private static void assertScalarWithOneWarning(Loader loader, String named) throws ReflectiveOperationException {
    List<String> warnings = new ArrayList<>();
    Logger logger = Logger.getLogger("io.github.jinbei");
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord logged) {
        if (logged.getLevel().equals(Level.WARNING)) {
          warnings.add(logged.getMessage());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      Class<?> backend = loader.loadClass(Backend.class.getName());
      Object current = backend.getMethod("current").invoke(null);
      Object warm = backend.getMethod("warmUp", Duration.class).invoke(current, Duration.ofSeconds(10));
      assertEquals(true, warm, "there is nothing to warm up");
      assertEquals("scalar", backend.getMethod("name").invoke(backend.getMethod("current").invoke(null)));
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(handler);
    }
    assertEquals(1, warnings.size(), warnings.toString());
    String warning = warnings.get(0);
    assertTrue(warning.contains("the classes of " + VECTOR + " cannot be loaded"), warning);
    assertTrue(warning.contains(named), warning);
  }

  @ParameterizedTest
  @MethodSource("vectorClasses")
  void withoutAnyOneOfThemItIsScalar(String missing) throws Exception {
    assertScalarWithOneWarning(new Loader(VECTOR + "." + missing, null), missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UnsatisfiedLinkError", "NoClassDefFoundError", "NoSuchMethodError", "IllegalStateException"})
  void withOneThatFailsToInitializeItIsScalar(String error, @TempDir Path folder) throws Exception {
    Path source = folder.resolve("ApartTiles.java");
    Files.writeString(source, "package " + VECTOR + "; final class ApartTiles { static { fail(); } "
        + "static void fail() { throw new " + error + "(\"made to fail\"); } }");
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "--release", "17",
        "-implicit:none", "-d", folder.toString(), source.toString()));
    byte[] failing = Files.readAllBytes(folder.resolve(VECTOR.replace('.', '/')).resolve("ApartTiles.class"));
    assertScalarWithOneWarning(new Loader(VECTOR + ".ApartTiles", failing), error + ": made to fail");
  }

  @Test
  void withOneThatIsNoClassFileItIsScalar() throws Exception {
    assertScalarWithOneWarning(new Loader(VECTOR + ".RowTiles", new byte[100]), "ClassFormatError");
  }

  /** Trains, and prints the bits and what ran. */
  static final class Train {

    private Train() {}

    static int hash() {
      Mlp mlp = Mlp.builder(19).dense(33, Activation.TANH).dense(5, Activation.SOFTMAX).seed(3).build();
      float[] x = new float[24 * 19];
      int[] classes = new int[24];
      for (int i = 0; i < x.length; i++) {
        x[i] = i * 37 % 101 / 50f - 1;
        classes[i % 24] = i % 5;
      }
      try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.adam(0.01f)).batchSize(24).threads(1).build()) {
        for (int step = 0; step < 10; step++) {
          trainer.step(x, 0, classes, 0, 24);
        }
      }
      return Arrays.hashCode(mlp.parameters());
    }

    public static void main(String[] args) {
      System.out.print(hash() + " " + Backend.current().name());
    }
  }

  private static String[] run(Path folder, String property) throws IOException, InterruptedException {
    Path copy = folder.resolve("classes");
    if (Files.notExists(copy)) {
      try (Stream<Path> files = Files.walk(classes())) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String name = classes().relativize(file).toString();
          if (!name.replace(File.separatorChar, '.').contains(VECTOR)) {
            Files.copy(file, copy.resolve(name));
          }
        }
      }
    }
    String path = System.getProperty("java.class.path").replace(classes().toString(), copy.toString());
    Path err = folder.resolve("err");
    Process vm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
        "jdk.incubator.vector", property, "-cp", path, Train.class.getName()).redirectError(err.toFile()).start();
    String out = new String(vm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(vm.waitFor(60, TimeUnit.SECONDS), "the VM did not end");
    return new String[] {out, Files.readString(err)};
  }

  @Test
  void withoutThePackageTrainingGivesTheSameBitsAndAskingForVectorsIsAnException(@TempDir Path folder) throws Exception {
    String[] output = run(folder, "-Dignored=1");
    assertEquals(Train.hash() + " scalar", output[0], output[1]);
    assertEquals(1, output[1].split("the classes of " + VECTOR + " cannot be loaded", -1).length - 1, output[1]);
    output = run(folder, "-Dio.github.jinbei.backend=128");
    assertTrue(output[1].contains("Exception in thread \"main\" java.lang.IllegalStateException: property"
        + " io.github.jinbei.backend sets 128-bit vectors, but the classes of " + VECTOR + " cannot be loaded"), output[1]);
    assertTrue(output[1].contains("Caused by: java.lang.NoClassDefFoundError"), output[1]);
  }
}

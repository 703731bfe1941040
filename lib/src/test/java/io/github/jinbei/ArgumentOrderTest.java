package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The order of the arguments of all public methods with arrays: what is read, each array with its offset; then the number of
 * rows; then what is written, each array with its offset. An array is written if its {@code @param} says so ({@link #WRITTEN}).
 */
class ArgumentOrderTest {

  private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src", "main", "java");

  /** The packages that the module exports. */
  private static final List<String> EXPORTED = List.of("", "data", "format", "metrics", "report", "table");

  private static final Set<String> ROWS = Set.of("rows", "count");

  private static final Pattern WRITTEN = Pattern.compile("^receives |(?<!not )\\bmodified\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern PARAMETER = Pattern.compile("(?ms)^\\s*@param (\\w+)\\s(.*?)(?=^\\s*@|\\z)");

  /** A parameter of a method; its array is read or written. */
  private record Parameter(String type, String name, boolean written) {

    /** Varargs are lists of values, not buffers. */
    boolean isArray() {
      return type.matches("(float|double|int|long)\\[]");
    }

    boolean isOffset() {
      return type.equals("int") && (name.endsWith("Off") || name.equals("offset"));
    }

    boolean isRows() {
      return type.equals("int") && ROWS.contains(name);
    }
  }

  private record Method(String name, List<Parameter> parameters) {

    int last(Predicate<Parameter> which) {
      int last = -1;
      for (int i = 0; i < parameters.size(); i++) {
        last = which.test(parameters.get(i)) ? i : last;
      }
      return last;
    }

    int first(Predicate<Parameter> which) {
      int first = parameters.size();
      for (int i = first - 1; i >= 0; i--) {
        first = which.test(parameters.get(i)) ? i : first;
      }
      return first;
    }

    boolean has(Predicate<Parameter> which) {
      return parameters.stream().anyMatch(which);
    }

    boolean isArray(int i) {
      return i >= 0 && i < parameters.size() && parameters.get(i).isArray();
    }
  }

  private static final List<Method> METHODS = new ArrayList<>();

  @BeforeAll
  static void readMethods() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String name : EXPORTED) {
      try (Stream<Path> files = Files.list(SOURCES.resolve("io/github/jinbei").resolve(name))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      Scanner scanner = new Scanner(DocTrees.instance(task));
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, null);
      }
    }
    METHODS.removeIf(method -> !method.has(Parameter::isArray));
  }

  /** Collects the public methods of public types. The parameters of a record are its components, in an order of their own. */
  private static final class Scanner extends TreePathScanner<Void, Void> {

    private final DocTrees trees;

    Scanner(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      Tree outer = getCurrentPath().getParentPath().getLeaf();
      boolean inInterface = outer.getKind() == Tree.Kind.INTERFACE;
      return inInterface || isPublic(type.getModifiers().getFlags()) ? super.visitClass(type, nothing) : null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
      Set<Modifier> flags = method.getModifiers().getFlags();
      boolean inInterface = type.getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE);
      boolean components = type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
      if ((inInterface || isPublic(flags)) && !components) {
        METHODS.add(new Method(type.getSimpleName() + "." + method.getName(), parameters(method)));
      }
      return null;
    }

    private List<Parameter> parameters(MethodTree method) {
      String comment = trees.getDocComment(getCurrentPath());
      Set<String> written = new TreeSet<>();
      Matcher tags = PARAMETER.matcher(comment == null ? "" : comment);
      while (tags.find()) {
        if (WRITTEN.matcher(tags.group(2)).find()) {
          written.add(tags.group(1));
        }
      }
      return method.getParameters().stream().map((VariableTree p) -> new Parameter(p.getType().toString(),
          p.getName().toString(), written.contains(p.getName().toString()))).toList();
    }

    private static boolean isPublic(Set<Modifier> flags) {
      return flags.contains(Modifier.PUBLIC);
    }
  }

  private static void assertNone(String what, Predicate<Method> wrong) {
    assertEquals(List.of(), METHODS.stream().filter(wrong).map(Method::toString).toList(), what);
  }

  @Test
  void theMethodsAreFound() {
    List<String> names = METHODS.stream().map(Method::name).toList();
    assertTrue(names.containsAll(List.of("Gemm.multiply", "Mlp.setParameters", "Trainer.step", "Trainer.inputGradient",
        "Dataset.copyTargets", "GradientCheck.run")), names::toString);
    Set<String> writing = new TreeSet<>();
    METHODS.stream().filter(method -> method.has(Parameter::written)).forEach(method -> writing.add(method.name));
    assertTrue(writing.containsAll(List.of("Gemm.multiply", "Dataset.copyInputs", "Trainer.inputGradient")),
        () -> "methods that write: " + writing);
  }

  @Test
  void whatIsReadComesBeforeWhatIsWritten() {
    assertNone("an array that is read behind one that is written",
        method -> method.last(p -> p.isArray() && !p.written) > method.first(p -> p.isArray() && p.written));
  }

  @Test
  void eachOffsetFollowsItsArray() {
    assertNone("an offset without an array before it", method -> {
      for (int i = 0; i < method.parameters.size(); i++) {
        if (method.parameters.get(i).isOffset() && !method.isArray(i - 1)) {
          return true;
        }
      }
      return false;
    });
  }

  @Test
  void eitherAllArraysHaveAnOffsetOrNone() {
    assertNone("arrays with and without an offset", method -> {
      long arrays = method.parameters.stream().filter(Parameter::isArray).count();
      long offsets = method.parameters.stream().filter(Parameter::isOffset).count();
      return offsets != 0 && offsets != arrays;
    });
  }

  @Test
  void theRowsStandBetweenWhatIsReadAndWhatIsWritten() {
    assertNone("rows not behind all that is read and before all that is written", method -> {
      int rows = method.first(Parameter::isRows);
      return method.has(Parameter::isRows)
          && (method.last(p -> p.isArray() && !p.written) > rows || method.first(p -> p.isArray() && p.written) < rows);
    });
  }

  @Test
  void aMethodForRowsTakesOffsets() {
    assertNone("rows of an array without an offset", method -> method.has(Parameter::isRows)
        && !method.has(Parameter::isOffset));
  }
}

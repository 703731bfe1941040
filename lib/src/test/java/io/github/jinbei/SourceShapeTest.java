package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The length of lines in all Java sources, and the lengths of files and methods and copies of code in those of {@code lib}'s
 * {@code src/main}. Sources that {@code TileSource} writes may have longer files and methods, and copies.
 */
class SourceShapeTest {

  private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src", "main", "java");
  private static final String GENERATED = "// Generated from here on, by TileSource";

  private static final int COLUMNS = 128;
  private static final int FILE_LINES = 400;
  private static final int METHOD_LINES = 60;

  /** As many consecutive lines of code must not occur twice. */
  private static final int COPIED_LINES = 10;

  /** A line of code: without indentation, with its place. */
  private record Line(String text, Path file, int number) {

    String place() {
      return file.getFileName() + ":" + number;
    }
  }

  private static final Map<Path, String> HAND_WRITTEN = new HashMap<>();

  @BeforeAll
  static void readSources() throws IOException {
    int generated = 0;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        String source = Files.readString(file);
        if (source.contains(GENERATED)) {
          generated++;
        } else {
          HAND_WRITTEN.put(file, source);
        }
      }
    }
    assertTrue(generated > 0, "no file contains \"" + GENERATED + "\"");
    assertTrue(HAND_WRITTEN.size() > 100, "found only " + HAND_WRITTEN.size() + " sources in " + SOURCES.toAbsolutePath());
  }

  @Test
  void noLineIsTooLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (String module : List.of("lib", "bench")) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve("../../../..").resolve(module).resolve("src"))) {
        for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
          List<String> lines = Files.readAllLines(file);
          for (int i = 0; i < lines.size(); i++) {
            int columns = lines.get(i).codePointCount(0, lines.get(i).length());
            if (columns > COLUMNS) {
              tooLong.add(file.getFileName() + ":" + (i + 1) + " has " + columns + " columns");
            }
          }
        }
      }
    }
    assertEquals(List.of(), tooLong, "lines of more than " + COLUMNS + " columns");
  }

  @Test
  void noFileIsTooLong() {
    List<String> tooLong = new ArrayList<>();
    HAND_WRITTEN.forEach((file, source) -> {
      long lines = source.lines().count();
      if (lines > FILE_LINES) {
        tooLong.add(file.getFileName() + " has " + lines + " lines");
      }
    });
    assertEquals(List.of(), tooLong.stream().sorted().toList(), "files of more than " + FILE_LINES + " lines");
  }

  @Test
  void noMethodIsTooLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null,
          files.getJavaFileObjectsFromPaths(HAND_WRITTEN.keySet()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        LineMap numbers = unit.getLineMap();
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitMethod(MethodTree method, Void nothing) {
            long first = numbers.getLineNumber(positions.getStartPosition(unit, method));
            long lines = numbers.getLineNumber(positions.getEndPosition(unit, method)) - first + 1;
            if (lines > METHOD_LINES) {
              Path file = Path.of(unit.getSourceFile().getName()).getFileName();
              tooLong.add(file + ":" + first + " " + method.getName() + " has " + lines + " lines");
            }
            return super.visitMethod(method, nothing);
          }
        }.scan(unit, null);
      }
    }
    assertEquals(List.of(), tooLong.stream().sorted().toList(), "methods of more than " + METHOD_LINES + " lines");
  }

  @Test
  void noCodeIsCopied() {
    Map<String, Line> firsts = new HashMap<>();
    List<String> copies = new ArrayList<>();
    for (Path file : HAND_WRITTEN.keySet().stream().sorted().toList()) {
      List<Line> lines = codeLines(file);
      for (int i = 0; i + COPIED_LINES <= lines.size(); i++) {
        String text = String.join("\n", lines.subList(i, i + COPIED_LINES).stream().map(Line::text).toList());
        Line first = firsts.putIfAbsent(text, lines.get(i));
        if (first != null) {
          copies.add(lines.get(i).place() + " is a copy of " + first.place());
        }
      }
    }
    assertEquals(List.of(), copies, COPIED_LINES + " consecutive lines of code that occur twice");
  }

  /** Returns the lines of a file that hold code: no blank lines, comments, imports or lone braces. */
  private static List<Line> codeLines(Path file) {
    List<Line> lines = new ArrayList<>();
    String code = withoutComments(HAND_WRITTEN.get(file));
    int number = 0;
    for (String line : (Iterable<String>) code.lines()::iterator) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.matches("[{}]+;?|(import|package) .*")) {
        lines.add(new Line(text, file, number));
      }
    }
    return lines;
  }

  /** Removes comments and keeps the line breaks inside them. */
  private static String withoutComments(String source) {
    StringBuilder code = new StringBuilder();
    boolean inComment = false;
    for (String line : (Iterable<String>) source.lines()::iterator) {
      String text = line.strip();
      boolean starts = text.startsWith("/*");
      if (!inComment && !starts && !text.startsWith("//")) {
        code.append(line.replaceAll("\\s+// .*", ""));
      }
      inComment = (inComment || starts) && !text.endsWith("*/");
      code.append('\n');
    }
    return code.toString();
  }
}

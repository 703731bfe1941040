package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java code of the Markdown files and of Javadoc. Each block of code is a program: it compiles as the body of a
 * {@code main} method with the imports of {@link #IMPORTS}, or as a class in a package, and it runs. Blocks of the file {@link
 * #EXCERPTS} are parts of this project's sources instead.
 *
 * <p>In a Markdown file a block of Java begins with {@code ```java}; a block of text behind it is what it prints. In Javadoc it
 * is a {@code <pre>} with a code tag inside; a {@code <pre>} without one is a formula or a drawing.
 */
@Tag("documented")
class DocumentedCodeTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
  private static final Path CLASSES = ROOT.resolve("lib/target/classes");

  private static final String EXCERPTS = ".github/CONTRIBUTING.md";

  private static final List<String> FILES = List.of("README.md", "lib/README.md", EXCERPTS, "bench/README.md");

  private static final String IMPORTS = """
      import io.github.jinbei.*;
      import io.github.jinbei.data.*;
      import io.github.jinbei.metrics.*;
      import io.github.jinbei.report.*;
      import io.github.jinbei.table.*;
      import java.nio.file.Path;
      import java.util.Map;
      """;

  private static final Pattern FENCE = Pattern.compile("(?ms)^ {0,3}```(\\w*)\\n(.*?)^ {0,3}```$");
  private static final Pattern CLASS = Pattern.compile("(?s)^package (\\w+);.*?^public class (\\w+) ", Pattern.MULTILINE);
  private static final Pattern JAVADOC = Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n *\\* \\}</pre>");

  /** A line of code that prints, with what it prints as a comment behind it. */
  private static final Pattern PRINTED = Pattern.compile("(?m)System\\.out\\.println\\(.*\\);\\s*// (.*)$");

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  /** Far more than any block takes, so that a block that never ends is a failure and not a build that never ends. */
  private static final long PATIENCE_SECONDS = 120;

  @TempDir
  Path folder;

  /**
   * A block of code.
   *
   * @param file the file that it is in
   * @param place file and line of the first line of code
   * @param output the lines that it prints, or nothing if the text does not show them
   */
  private record Block(String file, String place, String code, String output) {

    @Override
    public String toString() {
      return place;
    }
  }

  static List<Block> programs() throws IOException {
    List<Block> programs = new ArrayList<>(markdown().stream().filter(block -> !block.file.equals(EXCERPTS)).toList());
    programs.addAll(javadoc());
    return programs;
  }

  static List<Block> excerpts() throws IOException {
    return markdown().stream().filter(block -> block.file.equals(EXCERPTS)).toList();
  }

  private static List<Block> markdown() {
    List<Block> blocks = new ArrayList<>();
    for (String name : FILES) {
      String text = text(ROOT.resolve(name));
      for (MatchResult fence : FENCE.matcher(text).results().toList()) {
        String place = place(name, text, fence.start(2));
        assertTrue(Set.of("java", "xml", "yaml", "text").contains(fence.group(1)),
            () -> place + " is a block of neither java, xml, yaml nor text");
        if (fence.group(1).equals("java")) {
          blocks.add(new Block(name, place, fence.group(2), ""));
        } else if (fence.group(1).equals("text")) {
          Block program = blocks.remove(blocks.size() - 1);
          String between = text.substring(text.indexOf(program.code) + program.code.length(), fence.start());
          assertEquals("```\n\nIt prints:\n\n", between, () -> place + " is not what the block before prints");
          blocks.add(new Block(name, program.place, program.code, fence.group(2)));
        }
      }
    }
    return blocks;
  }

  private static List<Block> javadoc() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path file : sources("lib/src/main/java", "bench/src/main/java")) {
      String text = text(file);
      for (MatchResult pre : JAVADOC.matcher(text).results().toList()) {
        String code = pre.group(1).replaceAll("(?m)^ *\\* ?", "");
        blocks.add(new Block(file.toString(), place(file.getFileName().toString(), text, pre.start(1)), code, ""));
      }
    }
    return blocks;
  }

  private static List<Path> sources(String... folders) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(String file, String text, int position) {
    return file + ":" + (1 + text.substring(0, position).lines().count());
  }

  @Test
  void blocksOfEachKindAreFound() throws IOException {
    for (String name : List.of("README.md", "lib/README.md")) {
      assertEquals(1, markdown().stream().filter(block -> block.file.equals(name) && !block.output.isEmpty()).count(),
          "blocks with an output in " + name);
    }
    assertTrue(programs().size() > 12, "too few programs: " + programs());
    assertTrue(javadoc().size() > 1, "too few blocks in Javadoc: " + javadoc());
    assertTrue(excerpts().size() > 15, "too few excerpts: " + excerpts());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theCodeCompilesRunsAndPrintsWhatItSays(Block block) throws Exception {
    String main = compile(block);
    Path out = folder.resolve("out.txt");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-p", CLASSES.toString(), "--add-modules", "io.github.jinbei", "-cp", folder.toString(), main)
        .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> block + " still runs");
      assertEquals(0, process.exitValue(), () -> block + " fails:\n" + text(out));
    } finally {
      process.destroyForcibly();
    }
    assertTrue(text(out).contains(block.output), () -> block + " does not print what the text shows, but:\n" + text(out));
    Matcher printed = PRINTED.matcher(block.code);
    while (printed.find()) {
      for (MatchResult number : NUMBER.matcher(printed.group(1)).results().toList()) {
        assertTrue(prints(text(out), number), () -> block + " says \"" + printed.group(1) + "\" but prints:\n" + text(out));
      }
    }
  }

  /** Compiles a block, and returns the name of its class. */
  private String compile(Block block) throws IOException {
    Matcher whole = CLASS.matcher(block.code);
    boolean isWhole = whole.find();
    Path source = Files.writeString(folder.resolve((isWhole ? whole.group(2) : "Documented") + ".java"), isWhole ? block.code
        : IMPORTS + "final class Documented {\n  public static void main(String[] args) throws Exception {\n" + block.code
        + "\n  }\n}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiles = compiler.getTask(messages, files, null, List.of("-p", CLASSES.toString(), "--add-modules",
          "io.github.jinbei", "-d", folder.toString()), null, files.getJavaFileObjects(source)).call();
      assertTrue(compiles, () -> block + " does not compile:\n" + messages);
    }
    return isWhole ? whole.group(1) + "." + whole.group(2) : "Documented";
  }

  /** Returns whether a number of the output is the given one, rounded to as many digits. */
  private static boolean prints(String output, MatchResult number) {
    int digits = number.group(1) == null ? 0 : number.group(1).length() - 1;
    double unit = Math.pow(10, -digits);
    return NUMBER.matcher(output).results().map(MatchResult::group).mapToDouble(Double::parseDouble)
        .anyMatch(printed -> Math.abs(printed - Double.parseDouble(number.group())) <= unit / 2);
  }

  /** Parts of an excerpt are divided by blank lines; between them the sources may have more. */
  @ParameterizedTest
  @MethodSource("excerpts")
  void theExcerptStandsInTheSources(Block block) throws IOException {
    List<String> sources = sources("lib/src/main/java", "lib/src/test/java").stream().map(file -> plain(text(file))).toList();
    for (String part : block.code.split("\n\\s*\n")) {
      assertTrue(sources.stream().anyMatch(source -> source.contains(plain(part))),
          () -> block + ": no source of lib contains\n" + part);
    }
  }

  /** Returns code without comments and {@code @Override}, and with one space where there is white space. */
  private static String plain(String code) {
    return code.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)(^|\\s)//.*$", "").replace("@Override", "")
        .replaceAll("\\s+", " ").strip();
  }
}

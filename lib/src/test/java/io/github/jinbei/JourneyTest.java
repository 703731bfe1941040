package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description of the package {@code internal} agrees with the sources, and with the stack of a real step. */
class JourneyTest {

  private static final Path SOURCES = Path.of("src/main/java/io/github/jinbei");
  private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]+(?:[A-Z][a-z]+)*\\b");

  /** Returns the names of all classes of the library. */
  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - 5)).collect(Collectors.toSet());
    }
  }

  /** Returns the classes that the description names, in its order, without the sentence before the tree. */
  private static List<String> named() throws IOException {
    String text = Files.readString(SOURCES.resolve("internal/package-info.java"));
    Set<String> classes = classes();
    List<String> named = new ArrayList<>();
    Matcher names = NAME.matcher(text.substring(text.indexOf("<pre>"), text.indexOf("*/")));
    while (names.find()) {
      if (classes.contains(names.group())) {
        named.add(names.group());
      }
    }
    return named;
  }

  /** Returns the first word of each line of the tree. */
  private static List<String> firstWords() throws IOException {
    String text = Files.readString(SOURCES.resolve("internal/package-info.java"));
    String tree = text.substring(text.indexOf("<pre>") + 5, text.indexOf("</pre>"));
    return tree.lines().map(line -> line.replaceFirst("^ \\* *", "").split(" ")[0])
        .filter(word -> !word.isEmpty() && !word.startsWith("<")).toList();
  }

  @Test
  void namesEachClassOnce() throws IOException {
    Set<String> classes = classes();
    List<String> missing = firstWords().stream().filter(word -> !classes.contains(word)).toList();
    assertEquals(List.of(), missing, "first words of lines that are no class");
    List<String> named = named();
    assertTrue(named.size() > 30, "named: " + named);
    Set<String> once = new HashSet<>();
    assertEquals(List.of(), named.stream().filter(name -> !once.add(name)).toList(), "named twice");
  }

  /** The classes on the stack of a user's activation, forward and backward, are named in this order. */
  @Test
  void namesTheClassesOfARealStepInTheirOrder() throws IOException {
    List<List<String>> stacks = new ArrayList<>();
    Activation watched = Activation.custom("watched", z -> {
      stacks.add(stack());
      return z;
    }, z -> {
      stacks.add(stack());
      return 1;
    });
    Mlp mlp = Mlp.builder(40).dense(50, watched).dense(30, Activation.TANH).dense(3, Activation.SOFTMAX).build();
    try (Trainer trainer = Trainer.builder(mlp).threads(1).build()) {
      trainer.step(new float[20 * 40], 0, new int[20], 0, 20);
    }
    List<String> named = named();
    Set<List<String>> different = new LinkedHashSet<>(stacks);
    assertEquals(2, different.size(), "stacks: " + different);
    Set<String> before = new HashSet<>();
    for (List<String> stack : different) {
      // What both ways use is named where the first one uses it.
      List<String> own = stack.stream().filter(name -> !before.contains(name)).toList();
      List<String> inOrder = named.stream().filter(own::contains).toList();
      assertEquals(own, inOrder, "of the stack " + stack);
      before.addAll(stack);
    }
  }

  /** Returns the library's classes on the stack, the outermost first, each once, without the class of the user's function. */
  private static List<String> stack() {
    List<String> names = StackWalker.getInstance().walk(frames -> frames
        .map(StackWalker.StackFrame::getClassName)
        .filter(name -> name.startsWith("io.github.jinbei.") && !name.contains("JourneyTest"))
        .map(name -> name.substring(name.lastIndexOf('.') + 1)).filter(name -> !name.equals("CustomFunction"))
        .collect(Collectors.toCollection(ArrayList::new)));
    Collections.reverse(names);
    return List.copyOf(new LinkedHashSet<>(names));
  }
}

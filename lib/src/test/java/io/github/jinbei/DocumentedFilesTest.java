package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Markdown files of the project: links and images lead to files and headings that exist, and README is short. */
@Tag("documented")
class DocumentedFilesTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();

  private static final int README_LINES = 150;

  /** A link or an image, in Markdown or in HTML. Group 1 or 2 is its target. */
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:href|src(?:set)?)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

  /** What builds write, and the repository itself. */
  private static final Pattern OUTPUT = Pattern.compile("(^|[/\\\\])(target|\\.git)[/\\\\]");

  /** Code, which has no links: fenced, indented and in a line. */
  private static final Pattern CODE = Pattern.compile("(?ms)^ {0,3}```.*?^ {0,3}```$|^ {4}[^\\n]*$|`(?:[^`\n]|\n(?!\n))*`");

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(file -> file.toString().endsWith(".md") && !OUTPUT.matcher(ROOT.relativize(file).toString()).find())
          .sorted().toList();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).replace("\r\n", "\n");
  }

  /** Returns the anchors that GitHub gives to the headings of a file. */
  private static Set<String> anchors(Path file) throws IOException {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> counts = new HashMap<>();
    String text = Pattern.compile("(?ms)^ {0,3}```.*?^ {0,3}```$").matcher(text(file)).replaceAll("");
    for (MatchResult heading : HEADING.matcher(text).results().toList()) {
      String anchor = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\-_ ]", "").replace(' ', '-');
      int before = counts.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }

  @Test
  void everyRelativeLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path file : files()) {
      for (MatchResult link : LINK.matcher(CODE.matcher(text(file)).replaceAll("")).results().toList()) {
        String target = link.group(1) == null ? link.group(2) : link.group(1);
        if (target.contains("://")) {
          continue;
        }
        links++;
        String[] parts = target.split("#", 2);
        Path to = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        if (!Files.exists(to) || (parts.length == 2 && !anchors(to).contains(parts[1]))) {
          broken.add(ROOT.relativize(file) + " links to " + target);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links > 50, "found only " + links + " links in " + files());
  }

  @Test
  void anchorsAreThoseOfGitHub() throws IOException {
    Set<String> anchors = anchors(ROOT.resolve("lib/README.md"));
    assertTrue(anchors.containsAll(List.of("nielsens-experiment", "the-same-bits")), anchors::toString);
  }

  @Test
  void readmeIsShort() throws IOException {
    long lines = text(ROOT.resolve("README.md")).lines().count();
    assertTrue(lines <= README_LINES, "README.md has " + lines + " lines; expected at most " + README_LINES);
  }

  /** The dependency in README is the artifact of this project. */
  @Test
  void theDependencyIsThisProject() throws IOException {
    Matcher given = Pattern.compile("<dependency>\\s*(.*?)\\s*</dependency>", Pattern.DOTALL)
        .matcher(text(ROOT.resolve("README.md")));
    assertTrue(given.find(), "README.md has no dependency");
    String pom = text(ROOT.resolve("lib/pom.xml"));
    String expected = "";
    for (String name : List.of("groupId", "artifactId", "version")) {
      String own = name.equals("artifactId") ? pom.substring(pom.indexOf("</parent>")) : pom;
      int at = own.indexOf("<" + name + ">");
      expected += own.substring(at, own.indexOf("</" + name + ">")) + "</" + name + ">";
    }
    assertEquals(expected, given.group(1).replaceAll("\\s+", ""));
  }
}

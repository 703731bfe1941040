package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  @TempDir
  Path folder;

  private static Picture picture(String title) {
    return new Plot(title, "x", Axis.linear(0, 1), "y", Axis.linear(0, 1)).picture("A caption of -1 & 2.");
  }

  private static Page page() {
    return new Page("A <title>", List.of("One.", "Two & two.", "Three, which is a sentence so long that it needs a line more "
        + "than one on a sheet."), "java -jar jinbei.jar", List.of(picture("first"), picture("second"), picture("third")));
  }

  @Test
  void isSoundInBothForms() {
    Drawing.assertSound(page());
    String html = page().html();
    assertTrue(html.contains("<h1>A &lt;title&gt;</h1>") && html.contains("Two &amp; two.") && html.contains("\u22121 &amp; 2")
        && html.contains("<code>java -jar jinbei.jar</code>"), html);
  }

  /** Lines of an SVG page are not longer than its width allows, and no word is missing. */
  @Test
  void svgPagesBreakTheirLines() {
    Page page = new Page("Title", List.of("word ".repeat(40).trim(), "x".repeat(200), ""), "", List.of());
    List<String> lines = new Drawing(picture(""), Drawing.xml(page.svg())).texts();
    assertTrue(lines.stream().allMatch(line -> line.length() <= 54), lines::toString);
    assertEquals("Title" + "word".repeat(40) + "x".repeat(200), String.join("", lines).replace(" ", ""));
  }

  @Test
  void onlyReturnsTheChosenPictures() {
    assertEquals(List.of("third", "first"), page().only(3, 1).pictures().stream().map(Picture::title).toList());
    String message = assertThrows(IllegalArgumentException.class, () -> page().only(4)).getMessage();
    assertEquals("picture 4; expected 1 to 3", message);
    assertThrows(IllegalArgumentException.class, () -> page().only(0));
  }

  @Test
  void quotesTheCommandThatMadeIt() {
    assertEquals("java -jar 'a b.jar' --seed 1", page().madeBy(List.of("java", "-jar", "a b.jar", "--seed", "1")).origin());
  }

  @ParameterizedTest
  @ValueSource(strings = {"page.html", "page.HTML", "sheet.svg"})
  void theFileNameSelectsTheFormat(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "before");
    page().write(file);
    assertEquals(name.endsWith("svg") ? page().svg() : page().html(), Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "no other file");
    }
  }

  @Test
  void refusesOtherNamesAndFolders() {
    for (String name : List.of("page.png", "page", "html")) {
      Path file = folder.resolve(name);
      for (String message : List.of(assertThrows(IllegalArgumentException.class, () -> page().write(file)).getMessage(),
          assertThrows(IllegalArgumentException.class, () -> Page.check(file)).getMessage())) {
        assertEquals("file = " + file + "; expected a name that ends in .html or .svg", message);
      }
      assertFalse(Files.exists(file));
    }
    Path lost = folder.resolve("absent/page.html");
    assertThrows(IOException.class, () -> page().write(lost));
    assertThrows(IOException.class, () -> Page.check(lost));
  }

  @Test
  void svgPagesFitAPhoneAndHaveAHeight() {
    var sheet = Drawing.xml(page().svg()).getDocumentElement();
    assertEquals("380", sheet.getAttribute("width"));
    assertEquals("0 0 380 " + sheet.getAttribute("height"), sheet.getAttribute("viewBox"));
    assertEquals("max-width:100%;height:auto", sheet.getAttribute("style"));
  }
}

package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void linesAreFilledUpToTheWidth() {
    String words = "abcd ".repeat(100).strip();
    String text = Text.wrapped(words, " ".repeat(21), 120);
    assertEquals(words, text.replace("\n" + " ".repeat(21), " "));
    assertEquals(120, 21 + text.lines().findFirst().orElseThrow().length(), "the indent and 20 words");
    assertTrue(text.lines().skip(1).allMatch(line -> line.length() <= 120), text);
  }

  @Test
  void aWordThatIsTooLongHasALineOfItsOwn() {
    String word = "x".repeat(200);
    assertEquals("a\n" + word + "\nb", Text.wrapped("a " + word + " b", "", 120));
    assertEquals(word, Text.wrapped(word, "", 120));
  }

  @Test
  void aWordThatIsTooLongIsBrokenAfterBarsAndCommas() {
    assertEquals("--x aaa|\n  bbb|c", Text.wrapped("--x aaa|bbb|c", "  ", 10));
    assertEquals("a 1,2,\n3,4", Text.wrapped("a 1,2,3,4", "", 6));
  }
}

package io.github.jinbei.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void linesAreFilledUpToTheirLength() {
    String text = "abcd ".repeat(100).strip();
    List<String> lines = Lines.of(text, 99);
    assertEquals(text, String.join(" ", lines));
    assertTrue(lines.stream().limit(5).allMatch(line -> line.length() == 99), lines::toString);
  }

  @Test
  void anIndentIsPartOfTheLine() {
    assertEquals(List.of("ab cd", "  ef", "  gh"), Lines.of("ab cd ef gh", 5, "  "));
  }

  @Test
  void aWordLongerThanALineBreaksAfterBarsAndCommas() {
    assertEquals(List.of("--x aaa|", "bbb|c"), Lines.of("--x aaa|bbb|c", 8));
    assertEquals(List.of("a 1,2,", "3,4"), Lines.of("a 1,2,3,4", 6));
    assertEquals(List.of("ab", "1,2,3"), Lines.of("ab 1,2,3", 5), "a word that fits on a line");
  }

  @Test
  void aWordWithoutThemBreaksAtTheEndOfTheLine() {
    assertEquals(List.of("a", "bcdefg", "hi k"), Lines.of("a bcdefghi k", 6));
    assertEquals(List.of("abc", " de", " f"), Lines.of("abcdef", 3, " "));
  }

  @Test
  void aLineHasRoomForOneLetterBehindTheIndent() {
    assertEquals(List.of("abc", "  d"), Lines.of("abcd", 1, "  "));
    assertEquals(List.of(""), Lines.of("", 5));
  }

  /** U+1F600 is two chars, and one code point. */
  @Test
  void lengthsCountCodePoints() {
    String face = "\ud83d\ude00";
    assertEquals(List.of(face + face, face), Lines.of(face.repeat(3), 2));
  }

  /** A pair of surrogates is one letter, and is not divided. */
  @Test
  void longTextsAreCutInTheirMiddle() {
    assertEquals("abcdefgh", Lines.cut("abcdefgh", 8));
    assertEquals("abc..gh", Lines.cut("abcdefgh", 7));
    assertEquals("a..", Lines.cut("abcdefgh", 3));
    String letter = Character.toString(0x1F427);
    assertEquals(letter + letter + ".." + letter + letter, Lines.cut(letter.repeat(9), 6));
  }

  @Test
  void textsEndAtAColumn() {
    assertEquals("   12", Lines.right("12", 5));
    assertEquals("12345", Lines.right("12345", 5));
    assertEquals("123456", Lines.right("123456", 5));
  }
}

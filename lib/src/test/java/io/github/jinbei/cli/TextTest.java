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
  void aLossHasNoExponent() {
    assertEquals("0.0000123457", Text.loss(1.234567e-5));
    assertEquals("2.5", Text.loss(2.5));
  }
}

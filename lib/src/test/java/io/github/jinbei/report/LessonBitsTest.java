package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.Activation;
import io.github.jinbei.BitEquality;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Digits;
import io.github.jinbei.table.Penguins;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that lessons have the same bytes on every backend, vector width, JDK and machine. The hashes also change with the
 * texts and drawings of the pages and are then replaced; the test is that all backends give the same one.
 */
@BitEquality
class LessonBitsTest {

  /** Each row has a lesson, and the first half of the SHA-256 of its page as HTML and SVG. */
  @ParameterizedTest
  @CsvSource({
    "surface, f67923ae2be9ad65b51f5b3d9350ec90",
    "model, fb6c3d6fb14a8e49f8a78c864ac4df18",
    "descent, 0916df3efec1f29e8a49697dd0f49761",
    "activations, bedc87d7236560e3ece414bfefb8b3e3",
    "gradients, b7bf4696652b5de205087db985659d41",
    "boundary, 4c597ec0956e465a2ff0c95dbd07373b",
    "table, f54e414adce27d9da471d944b59028da",
    "digits, 6ce52ba208335abfcb5aeb3d98409e79",
  })
  void everyBackendGivesTheseBytes(String lesson, String expected) throws NoSuchAlgorithmException {
    String text = switch (lesson) {
      case "surface" -> text(Lessons.surface(1));
      case "model" -> text(Lessons.surface(Mlp.builder(64).dense(5, Activation.GELU).classes(10).seed(1).build(),
          Digits.heldOut().slice(0, 40), Loss.CROSS_ENTROPY, 1));
      case "descent" -> text(Lessons.descent(1));
      case "activations" -> text(Lessons.activations());
      case "gradients" -> gradients();
      case "boundary" -> text(Lessons.boundary(Boundary.Shape.SPIRALS, 40, 20, 1));
      case "table" -> text(Lessons.boundary(Penguins.all().select("species", "bill_length_mm", "flipper_length_mm"), "species",
          4, 2, 1));
      default -> text(Lessons.digits(Digits.train().slice(0, 300), Digits.heldOut().slice(0, 100), 3, 2, null));
    };
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(expected, HexFormat.of().formatHex(digest, 0, 16), lesson);
  }

  private static String text(Lesson<?> lesson) {
    return lesson.page().html() + lesson.page().svg();
  }

  /** Returns the errors of {@code gradcheck}. Its page also has measured times, which differ from run to run. */
  private static String gradients() {
    Gradcheck figures = Gradcheck.digits(1);
    return Arrays.toString(figures.errors()) + Arrays.toString(figures.mistaken());
  }
}

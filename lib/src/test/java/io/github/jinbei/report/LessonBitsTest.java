package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.Activation;
import io.github.jinbei.BitEquality;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Digits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lessons are the same to the byte on every backend, width, JDK and machine. A hash changes with every word and line of its
 * page, and is then written anew; what is tested is that all backends have the same one.
 */
@BitEquality
class LessonBitsTest {

  /** A lesson, and the first half of the SHA-256 of its page in both forms. */
  @ParameterizedTest
  @CsvSource({
    "surface, 807bb5cb3292153a7b7e23c232ef44d7",
    "model, 68a572b90a9381ba32d4f0ba305ea2f4",
    "descent, 1158946e15b7867ba789475955277ac8",
    "activations, c3c0bc68f73888139fcdd1bf28cdbab8",
    "gradients, b7bf4696652b5de205087db985659d41",
    "boundary, 4c597ec0956e465a2ff0c95dbd07373b",
    "digits, b08b9292829cf562fbceec0ed699a2c6",
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
      default -> text(Lessons.digits(Digits.train().slice(0, 300), Digits.heldOut().slice(0, 100), 3, 2, null));
    };
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    assertEquals(expected, HexFormat.of().formatHex(digest, 0, 16), lesson);
  }

  private static String text(Lesson<?> lesson) {
    return lesson.page().html() + lesson.page().svg();
  }

  /** The errors of {@code gradcheck}; what gradients cost is measured. */
  private static String gradients() {
    Gradcheck figures = Gradcheck.digits(1);
    return Arrays.toString(figures.errors()) + Arrays.toString(figures.mistaken());
  }
}

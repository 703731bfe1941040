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
    "surface, cb8fe586ecf67760295e5adc01866973",
    "model, beb4187577f40273d13f18db1279f65a",
    "descent, 1158946e15b7867ba789475955277ac8",
    "activations, ced928639a823d0aec8db98c783e9c38",
    "gradients, f528843f3248aab60c7a08927ae76658",
    "boundary, 929ec53e4c12cd2f1e2fb7933c94ee2b",
    "digits, 78e9d81fa2845e3a2f795f54a6a2bb34",
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

  /** The gradients of {@code gradcheck}; what they cost is measured. */
  private static String gradients() {
    Gradcheck figures = Gradcheck.digits(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < figures.numerical().length; i++) {
      text.append(figures.backpropagated()[i]).append(' ').append(figures.numerical()[i]).append('\n');
    }
    return text.toString();
  }
}

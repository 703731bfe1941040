package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Bits;
import io.github.jinbei.report.Boundary.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class BoundaryTest {

  private static final long SEED = 1;

  @ParameterizedTest
  @EnumSource
  void defaultsLearnEachShape(Shape shape) {
    for (long seed = 1; seed <= 3; seed++) {
      Lesson<Boundary> lesson = Lessons.boundary(shape, seed);
      Boundary figures = lesson.figures();
      String where = shape + ", seed " + seed + ": " + Arrays.toString(figures.accuracies());
      int fifth = shape.epochs() / 5;
      assertArrayEquals(new int[] {0, fifth, 2 * fifth, 3 * fifth, 4 * fifth, 5 * fifth}, figures.epochs(), where);
      assertTrue(figures.accuracies()[5] >= (shape == Shape.BLOBS ? 0.85 : 0.95), where);
      assertTrue(figures.accuracies()[0] <= 0.9, where);
      assertTrue(figures.losses()[5] < 0.5 * figures.losses()[0], where + " " + Arrays.toString(figures.losses()));
      assertPoints(figures, where);
      assertGridFits(figures, where);
      Drawing.assertSound(lesson.page());
    }
  }

  private static void assertPoints(Boundary figures, String where) {
    assertEquals(400, figures.inputs().length);
    int ones = 0;
    for (int row = 0; row < 200; row++) {
      float x = figures.inputs()[2 * row];
      float y = figures.inputs()[2 * row + 1];
      assertTrue(Math.abs(x) < 1.4 && Math.abs(y) < 1.4, where + " point " + row + " at " + x + " " + y);
      ones += figures.classes()[row];
      if (figures.shape() == Shape.XOR) {
        assertEquals(x * y < 0 ? 1 : 0, figures.classes()[row], where + " point " + row + " at " + x + " " + y);
      }
    }
    assertTrue(figures.shape() == Shape.XOR ? ones > 60 && ones < 140 : ones == 100, where + ", class 1: " + ones);
  }

  /** Compares accuracy and loss with those computed from the nearest grid point of each point. */
  private static void assertGridFits(Boundary figures, String where) {
    for (int i = 0; i < figures.epochs().length; i++) {
      double right = 0;
      double loss = 0;
      for (int row = 0; row < 200; row++) {
        long column = Math.round((figures.inputs()[2 * row] + 1.4) / 2.8 * 70);
        long line = Math.round((1.4 - figures.inputs()[2 * row + 1]) / 2.8 * 70);
        double p = figures.probabilities()[i][(int) (71 * line + column)];
        right += (p > 0.5 ? 1 : 0) == figures.classes()[row] ? 1 : 0;
        loss -= Math.log(Math.max(1e-9, figures.classes()[row] == 1 ? p : 1 - p));
      }
      assertTrue(Math.abs(right / 200 - figures.accuracies()[i]) <= 0.06,
          where + " picture " + i + ", by the grid " + right / 200);
      assertTrue(Math.abs(loss / 200 - figures.losses()[i]) <= 0.06,
          where + " picture " + i + ", loss " + figures.losses()[i] + ", by the grid " + loss / 200);
    }
  }

  @Test
  void picturesDoNotChangeTheTraining() {
    Boundary often = Lessons.boundary(Shape.MOONS, 7, 3, SEED).figures();
    assertArrayEquals(new int[] {0, 3, 6, 7}, often.epochs());
    Boundary once = Lessons.boundary(Shape.MOONS, 7, 7, SEED).figures();
    assertArrayEquals(new int[] {0, 7}, once.epochs());
    Bits.assertSame(once.probabilities()[1], often.probabilities()[3]);
    assertEquals(once.losses()[1], often.losses()[3]);
    assertArrayEquals(new int[] {0, 1}, Lessons.boundary(Shape.XOR, 1, 1, SEED).figures().epochs());
  }

  @Test
  void aPictureHasAllPointsOverTheImage() {
    Lesson<Boundary> lesson = Lessons.boundary(Shape.XOR, 2, 1, SEED);
    assertEquals("Lessons.boundary(Boundary.Shape.XOR, 2, 1, 1)", lesson.page().origin());
    assertEquals(List.of("After 0 epochs", "After 1 epoch", "After 2 epochs"),
        lesson.page().pictures().stream().map(Picture::title).toList());
    for (Picture picture : lesson.page().pictures()) {
      Drawing drawing = Drawing.of(picture);
      assertTrue(drawing.texts().containsAll(List.of("input x₁", "input x₂", "class 0", "class 1")),
          drawing.texts()::toString);
      assertEquals(1, drawing.elements("image").size());
      Element frame = drawing.elements("rect").stream().filter(rect -> rect.getAttribute("class").equals("frame")).findFirst()
          .orElseThrow();
      double left = Double.parseDouble(frame.getAttribute("x"));
      double width = Double.parseDouble(frame.getAttribute("width"));
      double height = Double.parseDouble(frame.getAttribute("height"));
      long ones = Arrays.stream(lesson.figures().classes()).sum();
      for (int label = 0; label < 2; label++) {
        List<String> marks = drawing.paths("mark s" + label);
        assertEquals(2, marks.size(), "marks of the legend and of the points");
        int row = 0;
        while (lesson.figures().classes()[row] != label) {
          row++;
        }
        String first = "M" + Svg.number(left + width * (lesson.figures().inputs()[2 * row] + 1.4) / 2.8) + " "
            + Svg.number(height * (1.4 - lesson.figures().inputs()[2 * row + 1]) / 2.8) + "m";
        assertTrue(marks.get(1).startsWith(first), first + " but " + marks.get(1).substring(0, 20));
        assertEquals(label == 1 ? ones : 200 - ones, marks.get(1).chars().filter(c -> c == 'M').count(), "class " + label);
      }
      assertTrue(picture.caption().matches("Accuracy [0-9.]+, loss [0-9.]+ nats on the 200 points\\."),
          picture.caption());
    }
  }

  @Test
  void refusesEpochsOutOfRange() {
    assertMessage("every = 1, epochs = 0; expected 1 <= every <= epochs", 0, 1);
    assertMessage("every = 0, epochs = 5; expected 1 <= every <= epochs", 5, 0);
    assertMessage("every = 6, epochs = 5; expected 1 <= every <= epochs", 5, 6);
    assertMessage("every = 1, epochs = 100; expected at most 100 pictures", 100, 1);
    assertMessage("every = 1, epochs = 2147483647; expected at most 100 pictures", Integer.MAX_VALUE, 1);
    assertEquals(100, Lessons.boundary(Shape.XOR, 99, 1, SEED).page().pictures().size());
  }

  private static void assertMessage(String message, int epochs, int every) {
    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> Lessons.boundary(Shape.XOR, epochs, every, SEED)).getMessage());
  }
}

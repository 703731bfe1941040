package io.github.jinbei.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainingStateTest {

  private final TrainingState state = new TrainingState();
  private final float[] floats = {1f, Float.NaN};
  private final double[] doubles = {-0.0};

  TrainingStateTest() {
    state.put("z", "text");
    state.put("count", Long.MIN_VALUE);
    state.put("f", floats);
    state.put("a", new float[0]);
    state.put("d", doubles);
  }

  @Test
  void returnsWhatWasPutInItsOrder() {
    assertEquals("text", state.text("z"));
    assertEquals(Long.MIN_VALUE, state.number("count"));
    assertSame(floats, state.floats("f", 2));
    assertEquals(0, state.floats("a", 0).length);
    assertSame(doubles, state.doubles("d", 1));
    assertEquals(List.of("z", "count"), List.copyOf(state.texts().keySet()));
    assertEquals(List.of("f", "a"), List.copyOf(state.floats().keySet()));
    assertEquals(List.of("d"), List.copyOf(state.doubles().keySet()));
  }

  @Test
  void namesWhatIsMissing() {
    assertMessage("\"x\" is missing; expected it among [z, count]", () -> state.text("x"));
    assertMessage("\"x\" is missing; expected it among [f, a]", () -> state.floats("x", 1));
    assertMessage("\"f\" is missing; expected it among [d]", () -> state.doubles("f", 1));
    assertMessage("\"f\" has the length 2; expected 3", () -> state.floats("f", 3));
    assertMessage("\"d\" has the length 1; expected 0", () -> state.doubles("d", 0));
    assertMessage("\"z\" = \"text\"; expected an integer", () -> state.number("z"));
  }

  private static void assertMessage(String expected, Executable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}

package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlowdownTest {

  /** Every 50th, 20th and second call, and all calls. Sums of these shares are rounded, so one call more or less is allowed. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0.02, 200", "0.03, 300", "0.05, 500", "0.1, 1000", "0.5, 5000", "1, 10000"})
  void repeatsTheShareOfCalls(double share, int expected) {
    Slowdown slowdown = new Slowdown(share);
    int repeated = 0;
    for (int call = 0; call < 10_000; call++) {
      repeated += slowdown.due() ? 1 : 0;
    }
    assertEquals(expected, repeated, 1, "share " + share);
  }

  @Test
  void isOffByDefault() {
    Slowdown slowdown = new Slowdown(1);
    assertFalse(slowdown.again(), "the property " + Slowdown.PROPERTY + " is set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.5", "NaN", "five", ""})
  void otherSharesAreRefused(String text) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Slowdown.parse(text));
    assertEquals(Slowdown.PROPERTY + ": " + text + ", expected a number from 0 to 1", e.getMessage());
  }
}

package io.github.jinbei.internal.warm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FirstCallsTest {

  /** 500 calls of one term, then calls of 16 terms, and from call 4,000 on calls of any length. */
  @Test
  void theCallsOfATileBecomeLonger() {
    FirstCalls calls = new FirstCalls(2);
    int cut = 0;
    while (calls.cut(1, 17)) {
      cut++;
      assertEquals(cut <= 500 ? 1 : 16, calls.terms(1), "call " + cut);
    }
    assertEquals(4000, cut);
  }

  @Test
  void shortCallsAreNotCut() {
    FirstCalls calls = new FirstCalls(1);
    assertFalse(calls.cut(0, 16));
    assertTrue(calls.cut(0, 17));
  }

  @Test
  void eachTileHasACountOfItsOwn() {
    FirstCalls calls = new FirstCalls(2);
    while (calls.cut(0, 100)) {
      calls.terms(0);
    }
    assertTrue(calls.cut(1, 100));
    assertEquals(1, calls.terms(1));
  }
}

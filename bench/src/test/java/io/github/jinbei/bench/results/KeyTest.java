package io.github.jinbei.bench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeyTest {

  private static Key key(Map<String, String> params) {
    return new Key("a.B.c", "thrpt", 1, new TreeMap<>(params));
  }

  @Test
  void aValueWithACommaIsOneValue() {
    Key first = key(Map.of("a", "1, b=2", "b", "3"));
    Key second = key(Map.of("a", "1", "b", "2, b=3"));
    assertEquals(first.params().toString(), second.params().toString());
    assertNotEquals(0, first.compareTo(second));
    assertEquals(-Integer.signum(first.compareTo(second)), Integer.signum(second.compareTo(first)));
    assertNotEquals(0, key(Map.of("a", "1", "b", "2")).compareTo(key(Map.of("a", "1, b=2"))));
  }

  @Test
  void equalKeysCompareAsEqual() {
    assertEquals(0, key(Map.of("a", "1", "b", "2")).compareTo(key(Map.of("b", "2", "a", "1"))));
  }
}

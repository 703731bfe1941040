package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LooksTest {

  private static List<Integer> looks(int rounds) {
    Looks looks = new Looks(rounds);
    return IntStream.rangeClosed(1, rounds).filter(looks::after).boxed().collect(Collectors.toList());
  }

  @Test
  void areFourOfTwentyRounds() {
    assertEquals(List.of(8, 12, 16, 20), looks(20));
    assertEquals(List.of(4, 5, 7, 8), looks(8));
    assertEquals(List.of(7), looks(7));
    assertEquals(List.of(1), looks(1));
  }

  /** Whatever the rounds: the last is looked at, and no more than all of the error is spent. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7, 8, 9, 13, 20, 21, 50, 100})
  void spendNoMoreThanThereIs(int rounds) {
    List<Integer> looks = looks(rounds);
    assertEquals(rounds, looks.get(looks.size() - 1));
    assertTrue(looks.size() * new Looks(rounds).share() <= 1, looks + " of " + new Looks(rounds).share());
  }
}

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
  void twentyRoundsHaveFourLooks() {
    assertEquals(List.of(8, 12, 16, 20), looks(20));
    assertEquals(List.of(4, 5, 7, 8), looks(8));
    assertEquals(List.of(7), looks(7));
    assertEquals(List.of(1), looks(1));
  }

  /** For any number of rounds there is a look after the last, and the shares add up to at most 1. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7, 8, 9, 13, 20, 21, 50, 100})
  void sharesAddUpToAtMostOne(int rounds) {
    List<Integer> looks = looks(rounds);
    assertEquals(rounds, looks.get(looks.size() - 1));
    assertTrue(looks.size() * new Looks(rounds).share() <= 1, looks + " of " + new Looks(rounds).share());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 20, 50})
  void aStoppedRunHasTheUnspentShareForOneMoreLook(int rounds) {
    Looks looks = new Looks(rounds);
    for (int round = 0; round <= rounds; round++) {
      long spent = IntStream.rangeClosed(1, round).filter(looks::after).count();
      assertEquals(1 - spent * looks.share(), looks.left(round), "after " + round);
    }
    assertEquals(1, looks.left(0));
    assertEquals(0, looks.left(rounds));
  }

  @Test
  void threeQuartersAreLeftAfterTheFirstOfFourLooks() {
    assertEquals(List.of(1.0, 0.75, 0.75, 0.5, 0.25), IntStream.of(7, 8, 11, 12, 19)
        .mapToObj(new Looks(20)::left).collect(Collectors.toList()));
  }
}

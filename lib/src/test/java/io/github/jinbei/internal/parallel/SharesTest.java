package io.github.jinbei.internal.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The shares of items that workers take. */
class SharesTest {

  /** 0 and 1 items, fewer items than workers, multiples of the grain and others, and sizes whose products pass int and 2^62. */
  @Test
  void sharesCoverAllItemsEvenlyInMultiples() {
    int most = Integer.MAX_VALUE;
    for (int n : new int[] {0, 1, 2, 7, 15, 16, 17, 64, 100, 784, 1000, most - 1, most}) {
      for (int grain : new int[] {1, 2, 12, 16, 64, 1000, most}) {
        for (int count : new int[] {1, 2, 3, 5, 8, 64}) {
          checkShares(n, grain, count);
        }
      }
    }
  }

  private static void checkShares(int n, int grain, int count) {
    String what = n + " items by " + grain + " among " + count;
    assertEquals(0, Workers.share(n, grain, 0, count), what);
    assertEquals(n, Workers.share(n, grain, count, count), what);
    long fewest = Long.MAX_VALUE;
    long most = 0;
    for (int worker = 0; worker < count; worker++) {
      int from = Workers.share(n, grain, worker, count);
      int to = Workers.share(n, grain, worker + 1, count);
      assertTrue(from <= to && (from % grain == 0 || from == n), what + ": worker " + worker + " has " + from + " to " + to);
      long grains = ((long) to - from + grain - 1) / grain;
      fewest = Math.min(fewest, grains);
      most = Math.max(most, grains);
    }
    assertTrue(most - fewest <= 1, what + ": " + fewest + " to " + most + " multiples");
  }

  @Test
  void sharesAreWhereTheyWereWorkedOutByHand() {
    int[][] cases = {
      // n, grain, count, beginnings
      {20, 8, 2, 0, 8, 20},
      {24, 8, 2, 0, 8, 24},
      {10, 1, 3, 0, 3, 6, 10},
      {3, 1, 5, 0, 0, 1, 1, 2, 3},
      {5, 16, 2, 0, 0, 5}
    };
    for (int[] c : cases) {
      int[] begins = new int[c[2] + 1];
      for (int worker = 0; worker <= c[2]; worker++) {
        begins[worker] = Workers.share(c[0], c[1], worker, c[2]);
      }
      assertArrayEquals(Arrays.copyOfRange(c, 3, c.length), begins, Arrays.toString(c));
    }
  }

  @Test
  void badSharesAreRefused() {
    int[][] bad = {{-1, 1, 0, 1}, {1, 0, 0, 1}, {1, -4, 0, 1}, {1, 1, -1, 1}, {1, 1, 2, 1}, {1, 1, 0, 0}};
    for (int[] b : bad) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Workers.share(b[0], b[1], b[2], b[3])).getMessage();
      assertTrue(message.startsWith("n = " + b[0] + ", grain = " + b[1] + ", worker = " + b[2] + ", count = " + b[3]),
          message);
    }
  }
}

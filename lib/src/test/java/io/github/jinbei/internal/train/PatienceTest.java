package io.github.jinbei.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PatienceTest {

  @Test
  void waitsForLessThanTheBest() {
    Patience patience = new Patience(2, 0);
    assertTrue(patience.improved(1));
    assertFalse(patience.improved(1));
    assertFalse(patience.exhausted());
    assertTrue(patience.improved(0.5));
    assertFalse(patience.improved(0.7));
    assertFalse(patience.exhausted());
    assertFalse(patience.improved(0.6));
    assertTrue(patience.exhausted());
  }

  @Test
  void whatIsNotTheGainDoesNotCount() {
    Patience patience = new Patience(3, 0.25);
    double[] losses = {2, 1.75, 1.74, 1.5, 1.3, 1.25, 1.24};
    boolean[] better = {true, false, true, false, true, false, false};
    for (int i = 0; i < losses.length; i++) {
      assertEquals(better[i], patience.improved(losses[i]), "loss " + losses[i]);
    }
    assertFalse(patience.exhausted());
    assertFalse(patience.improved(Double.NaN));
    assertTrue(patience.exhausted());
  }

  @Test
  void renewedItWaitsAsLongAgainForTheSame() {
    Patience patience = new Patience(1, 0);
    assertTrue(patience.improved(1));
    assertFalse(patience.improved(2));
    assertTrue(patience.exhausted());
    patience.renew();
    assertFalse(patience.exhausted());
    assertFalse(patience.improved(1.5));
    assertTrue(patience.exhausted());
  }

  /** Losses that are not numbers are no gain. */
  @Test
  void waitsWhileTheLossIsNotANumber() {
    Patience patience = new Patience(2, 0);
    assertFalse(patience.improved(Double.NaN));
    assertFalse(patience.exhausted());
    assertTrue(patience.improved(1));
    assertFalse(patience.improved(Double.NaN));
    assertFalse(patience.improved(Double.POSITIVE_INFINITY));
    assertTrue(patience.exhausted());
  }
}

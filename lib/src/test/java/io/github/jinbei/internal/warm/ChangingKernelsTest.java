package io.github.jinbei.internal.warm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jinbei.Backend;
import io.github.jinbei.BitEquality;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The calls by which kernels are warmed up. */
@BitEquality
@Tag("small")
class ChangingKernelsTest {

  /** The number of the kernel that computes many slices: the last one. */
  private static final int SLICES = ChangingKernels.changes().stream().map(ChangeOver::toString)
      .filter(name -> name.startsWith("ChangingMicroKernel ")).mapToInt(name -> Integer.parseInt(name.split(" ")[1])).max()
      .orElse(0);

  @BeforeEach
  void thereAreVectors() {
    assumeTrue(Backend.current().vector(), "skipped: no vectors in this VM: " + Backend.current().reason());
  }

  @AfterEach
  void vectorsAgain() {
    Changes.toVectors();
  }

  private static WarmData run(ChangeOver change, boolean vectors, int elements, int terms) {
    WarmData data = new WarmData();
    data.reset();
    data.sizes(elements, terms);
    change.set(vectors);
    for (int call = 0; call < 3; call++) {
      data.startRow = call % 2;
      change.run(data);
    }
    return data;
  }

  private static List<float[]> arrays(WarmData d) {
    return List.of(d.a, d.b, d.c, d.d, d.e, d.f);
  }

  @Test
  void aCallChangesTheSameBitsInBothCodes() {
    List<ChangeOver> changes = ChangingKernels.changes();
    assertTrue(changes.size() > 80, "only " + changes.size());
    for (ChangeOver change : changes) {
      List<float[]> scalar = arrays(run(change, false, WarmUp.ELEMENTS, WarmUp.TERMS));
      List<float[]> vector = arrays(run(change, true, WarmUp.ELEMENTS, WarmUp.TERMS));
      // Array e holds the copy of a micropanel, which the scalar code of slices does not need.
      int compared = change.toString().equals("ChangingMicroKernel " + SLICES) ? 4 : scalar.size();
      for (int i = 0; i < compared; i++) {
        assertEquals(-1, Arrays.mismatch(scalar.get(i), vector.get(i)), change + ": first difference in array " + i);
      }
    }
  }

  /** Some calls that compute something do not show it: reductions only return a result, updates have the rate 0. */
  @Test
  void emptyCallsComputeNothingAndMostOthersSomething() {
    WarmData data = new WarmData();
    data.reset();
    List<float[]> untouched = arrays(data);
    int writing = 0;
    for (ChangeOver change : ChangingKernels.changes()) {
      assertTrue(same(untouched, arrays(run(change, true, 0, 0))), change + " computes something in an empty call");
      writing += same(untouched, arrays(run(change, true, WarmUp.ELEMENTS, WarmUp.TERMS))) ? 0 : 1;
    }
    assertTrue(writing > 70, "only " + writing + " of " + ChangingKernels.changes().size() + " kernels write something");
  }

  private static boolean same(List<float[]> x, List<float[]> y) {
    for (int i = 0; i < x.size(); i++) {
      if (!Arrays.equals(x.get(i), y.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void eachChangeSwitchesItsOwnKernel() {
    for (ChangeOver change : ChangingKernels.changes()) {
      change.set(false);
      assertFalse(change.done());
      change.set(true);
      assertTrue(change.done());
    }
  }
}

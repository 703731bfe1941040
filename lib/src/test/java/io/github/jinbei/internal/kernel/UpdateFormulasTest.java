package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.BitEquality;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Updates by gradients of which some are NaN. */
@BitEquality
@Tag("small")
class UpdateFormulasTest {

  private final Kernels k = Backends.kernels();

  /** A call that updates w by g, with new state. */
  private interface Step {
    void run(float[] w, float[] state, float[] g);
  }

  @Test
  void anUpdateByNanIsNan() {
    Map<String, Step> steps = Map.of(
        "momentum", (w, v, g) -> k.updates().momentum(w, v, 0, g, 0, 37, 1f, 0f, 0.1f, 0.9f),
        "nesterov", (w, v, g) -> k.updates().nesterov(w, v, 0, g, 0, 37, 1f, 0f, 0.1f, 0.9f),
        "adagrad", (w, s, g) -> k.updates().adagrad(w, s, 0, g, 0, 37, 1f, 0f, 0.1f, 1e-8f),
        "rmsprop", (w, s, g) -> k.updates().rmsprop(w, s, 0, g, 0, 37, 1f, 0f, 0.1f, 0.9f, 1e-8f),
        "adam", (w, m, g) -> k.updates().adam(w, m, new float[37], 0, g, 0, 37, 1f, 0f, 0.9f, 0.999f, 0.1f, 1000f, 1e-8f));
    float[] g = new float[37];
    g[5] = Float.NaN;
    g[36] = Float.NaN;
    steps.forEach((name, step) -> {
      float[] w = new float[37];
      step.run(w, new float[37], g);
      for (int i = 0; i < 37; i++) {
        assertEquals(Float.isNaN(g[i]), Float.isNaN(w[i]), name + ", element " + i);
      }
    });
  }
}

package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Training runs of PyTorch in double, step by step: the losses, the first gradient and the final values. */
class FixturesTest {

  private static final double BAR = 1e-4;

  static List<String> names() throws IOException, URISyntaxException {
    return Fixture.names();
  }

  @Test
  void hasAllRuns() throws IOException, URISyntaxException {
    List<String> names = names();
    assertEquals(33, names.size(), names.toString());
    for (String family : List.of("act-:14", "loss-:7", "opt-:9", "norm-:3")) {
      String[] prefixAndCount = family.split(":");
      assertEquals(Integer.parseInt(prefixAndCount[1]),
          names.stream().filter(name -> name.startsWith(prefixAndCount[0])).count(), names.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void lossesFollowTheReference(String name) {
    Fixture fixture = Fixture.of(name);
    assertClose(name + ": loss", fixture.numbers("loss_before_step"), train(fixture, fixture.network()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void firstGradientIsTheReference(String name) {
    Fixture fixture = Fixture.of(name);
    Mlp mlp = fixture.network();
    double[] gradient = firstGradient(fixture, mlp);
    for (Part part : Part.of(mlp)) {
      double[] expected = fixture.firstGradient(mlp, part);
      if (expected != null) {
        assertClose(name + ": gradient of " + part, expected, Arrays.copyOfRange(gradient, part.from(), part.to()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void finalValuesAreThoseOfTheReference(String name) {
    Fixture fixture = Fixture.of(name);
    Mlp mlp = fixture.network();
    train(fixture, mlp);
    double[] parameters = wide(mlp.parameters());
    for (Part part : Part.of(mlp)) {
      assertClose(name + ": " + part, fixture.last(mlp, part),
          Arrays.copyOfRange(parameters, part.from(), part.to()));
    }
    double[] statistics = wide(mlp.statistics());
    int at = 0;
    for (int l = 0; l < mlp.layers(); l++) {
      for (String kind : mlp.norm(l) == Norm.BATCH ? List.of("running_mean", "running_var") : List.<String>of()) {
        assertClose(name + ": " + kind + " of layer " + l, fixture.norm(l, kind),
            Arrays.copyOfRange(statistics, at, at + mlp.units(l)));
        at += mlp.units(l);
      }
    }
    assertEquals(statistics.length, at);
  }

  /** Returns the loss before each step. */
  private static double[] train(Fixture fixture, Mlp mlp) {
    double[] losses = new double[(int) fixture.number("steps")];
    int rows = (int) fixture.number("rows");
    int batch = (int) fixture.number("batch");
    float[] x = fixture.inputs();
    try (Trainer trainer = fixture.trainer(mlp)) {
      for (int t = 0; t < losses.length; t++) {
        int row = t * batch % rows;
        losses[t] = fixture.hasClasses()
            ? trainer.step(x, row * mlp.inputs(), fixture.classes(), row, batch)
            : trainer.step(x, row * mlp.inputs(), fixture.targets(), row * mlp.outputs(), batch);
      }
    }
    return losses;
  }

  /** Returns the mean gradient of the first batch, with that of the decay, clipped. */
  private static double[] firstGradient(Fixture fixture, Mlp mlp) {
    int batch = (int) fixture.number("batch");
    Dataset all = fixture.hasClasses()
        ? Dataset.ofClasses(fixture.inputs(), mlp.inputs(), fixture.classes(), mlp.outputs())
        : Dataset.ofTargets(fixture.inputs(), mlp.inputs(), fixture.targets(), mlp.outputs());
    double[] gradient;
    try (Trainer trainer = fixture.trainer(mlp)) {
      Gradient g = trainer.gradient(all.slice(0, batch), 0);
      assertEquals(batch, g.rows());
      gradient = wide(g.sum());
    }
    float[] parameters = mlp.parameters();
    double squares = 0;
    for (Part part : Part.of(mlp)) {
      for (int i = part.from(); i < part.to(); i++) {
        gradient[i] = gradient[i] / batch
            + (part.kind().equals("W") ? 2 * fixture.number("weight_decay") * parameters[i] : 0);
        squares += gradient[i] * gradient[i];
      }
    }
    double factor = Math.min(1, fixture.clipNorm() / Math.sqrt(squares));
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= factor;
    }
    return gradient;
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Checks that max|a - b| / max|b| is within the bar. If all of b is 0, as before batch norm, all of a must be 0 too. */
  private static void assertClose(String what, double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length, what);
    double most = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      // Unlike >, Math.max keeps a NaN.
      most = Math.max(most, Math.abs(actual[i] - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    double error = most == 0 ? 0 : most / largest;
    assertTrue(error <= BAR, what + ": relative error " + error);
  }
}

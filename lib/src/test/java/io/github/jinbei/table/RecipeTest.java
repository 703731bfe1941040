package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.Json;
import io.github.jinbei.Mlp;
import io.github.jinbei.Schedule;
import io.github.jinbei.Trainer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The recipe, step by step: trainings of PyTorch in double, from the raw table to the predictions. */
class RecipeTest {

  private static final double BAR = 1e-4;

  private static final List<String> FIXTURES = TableFixture.NAMES;

  /** A training of the library with the first weights of a fixture. */
  private static final class Run {

    private final TableFixture fixture;
    private final Task task;
    private final Features features;
    private final EstimatorSettings settings;
    private final Mlp mlp;
    private final int rows;
    private final int batch;
    private final int steps;
    private final TargetScale scale;

    Run(String name) {
      fixture = TableFixture.of(name);
      task = fixture.text("loss").startsWith("softmax") ? Task.CLASSES : Task.REGRESSION;
      features = Features.learn(fixture.trained(), FeatureOptions.DEFAULT);
      rows = (int) fixture.number("training_rows");
      batch = (int) fixture.number("batch");
      steps = (int) fixture.number("steps");
      double[] layers = fixture.numbers("layers");
      int hidden = layers.length - 2;
      assertEquals(layers[0], features.inputs());
      assertEquals(task.hidden.name(), fixture.text("activation"));
      settings = new EstimatorSettings(Collections.nCopies(hidden, (int) layers[1]), task.hidden, 1, false,
          steps / (rows / batch), false, batch, task.learningRate, 0f, 0f, task == Task.CLASSES ? 0.1f : 0f, EpochMetric.LOSS,
          false, FeatureOptions.DEFAULT, 0, 1, null, false);
      mlp = Recipe.network(task, settings, features.inputs(), (int) layers[layers.length - 1], 0);
      float[] first = new float[features.inputs()];
      Arrays.fill(first, 1f);
      mlp.setParameters(floats(parameters(first, fixture.list("weights_out_in_ordinary"), fixture.list("biases"))));
      scale = task == Task.CLASSES ? null : TargetScale.of(Column.numbers("y", fixture.targets()));
    }

    /** Returns all parameters in their order, of weights as [out][in]. */
    double[] parameters(Object inputFactors, List<?> weights, List<?> biases) {
      double[] all = new double[mlp.parameters().length];
      double[] factors = inputFactors instanceof float[] floats ? doubles(floats) : Json.numbers(inputFactors);
      int at = copy(factors, all, 0);
      for (int l = 0; l < mlp.layers(); l++) {
        double[] outIn = Json.numbers(weights.get(l));
        int out = mlp.units(l);
        int in = outIn.length / out;
        for (int i = 0; i < outIn.length; i++) {
          all[at + i % in * out + i / in] = outIn[i];
        }
        at = copy(Json.numbers(biases.get(l)), all, at + outIn.length);
      }
      assertEquals(all.length, at);
      return all;
    }

    /** Returns the loss before each step, as the fixture defines it. */
    double[] train() {
      double[] losses = new double[steps];
      float[] x = features.transform(fixture.trained());
      try (Trainer trainer = Recipe.trainer(task, settings, mlp, rows, 0).build()) {
        for (int t = 0; t < steps; t++) {
          int row = t * batch % rows;
          losses[t] = task == Task.CLASSES
              ? trainer.step(x, row * features.inputs(), fixture.classes(), row, batch)
              : 2 * trainer.step(x, row * features.inputs(), scale.standardised(Column.numbers("y", fixture.targets())), row,
                  batch);
        }
      }
      return losses;
    }
  }

  private static int copy(double[] from, double[] to, int at) {
    System.arraycopy(from, 0, to, at, from.length);
    return at + from.length;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @ParameterizedTest
  @FieldSource("FIXTURES")
  void ratesAreThoseOfTheReference(String name) {
    Run run = new Run(name);
    double[] expected = run.fixture.numbers("rates");
    Schedule schedule = Schedule.coslog4(expected.length);
    for (int t = 0; t < expected.length; t++) {
      assertEquals(expected[t], run.task.learningRate * schedule.factor(t), 1e-8, "step " + t);
    }
  }

  @ParameterizedTest
  @FieldSource("FIXTURES")
  void everyStepIsThatOfTheReference(String name) {
    Run run = new Run(name);
    TableFixture fixture = run.fixture;
    if (run.scale != null) {
      assertEquals(fixture.number("target_mean"), run.scale.mean(), 1e-9);
      assertEquals(fixture.number("target_deviation"), run.scale.deviation(), 1e-9);
    }
    assertClose("losses", fixture.numbers("loss_before_step"), run.train());
    double[] expected = run.parameters(fixture.after("input_scales"), (List<?>) fixture.after("weights_out_in_ordinary"),
        (List<?>) fixture.after("biases"));
    double[] actual = doubles(run.mlp.parameters());
    int at = run.features.inputs();
    assertClose("input factors", expected, actual, 0, at);
    for (int l = 0; l < run.mlp.layers(); l++) {
      int out = run.mlp.units(l);
      int weights = out * (l == 0 ? run.mlp.inputs() : run.mlp.units(l - 1));
      assertClose("weights of layer " + l, expected, actual, at, at + weights);
      assertClose("biases of layer " + l, expected, actual, at + weights, at + weights + out);
      at += weights + out;
    }
    Table table = fixture.table();
    int further = table.rows() - run.rows;
    float[] x = Arrays.copyOfRange(run.features.transform(table), run.rows * run.features.inputs(),
        table.rows() * run.features.inputs());
    double[] predicted = doubles(run.mlp.predict(x));
    assertEquals(further * run.mlp.outputs(), predicted.length);
    assertClose("predictions", fixture.numbers("predictions"),
        run.scale == null ? predicted : Arrays.stream(predicted).map(run.scale::value).toArray());
  }

  /**
   * Adam's ε decides the steps of gradients as small as it is. There the steps are those of the recipe's own weights V, of
   * which W = V/√in, and of its loss without the factor ½.
   */
  @Test
  void smallGradientsMoveTheWeightsAsInTheRecipe() {
    int in = 5;
    int rows = 4;
    Random random = new Random(3);
    float[] x = new float[rows * in];
    float[] y = new float[rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      y[i / in] = (float) (2e-8 * random.nextGaussian());
    }
    EstimatorSettings settings = new EstimatorSettings(List.of(), Task.REGRESSION.hidden, 1, false, 50, false, rows, 0.07f,
        0f, 0f, 0f, EpochMetric.LOSS, false, FeatureOptions.DEFAULT, 0, 1, null, false);
    Mlp mlp = Recipe.network(Task.REGRESSION, settings, in, 1, 0);
    double[] expected = new double[in + 1];
    double[] m = new double[in + 1];
    double[] v = new double[in + 1];
    try (Trainer trainer = Recipe.trainer(Task.REGRESSION, settings, mlp, rows, 0).build()) {
      // The first rate is 0, so that the gradients of the second step are those of the first.
      for (int t = 1; t <= 2; t++) {
        trainer.step(x, 0, y, 0, rows);
        for (int j = 0; j <= in; j++) {
          double gradient = 0;
          for (int row = 0; row < rows; row++) {
            gradient += 2 * -y[row] * (j < in ? x[row * in + j] / Math.sqrt(in) : 1) / rows;
          }
          m[j] = 0.9 * m[j] + 0.1 * gradient;
          v[j] = 0.95 * v[j] + 0.05 * gradient * gradient;
          double rate = (j < in ? 1 : 0.1) * 0.07 * Schedule.coslog4(50).factor(t - 1);
          expected[j] -= rate * m[j] / (1 - Math.pow(0.9, t)) / (Math.sqrt(v[j] / (1 - Math.pow(0.95, t))) + 1e-8);
        }
      }
    }
    for (int j = 0; j < in; j++) {
      expected[j] /= Math.sqrt(in);
    }
    assertClose("weights and bias", expected, Arrays.copyOfRange(doubles(mlp.parameters()), in, 2 * in + 1));
  }

  private static void assertClose(String what, double[] expected, double[] actual, int from, int to) {
    assertClose(what, Arrays.copyOfRange(expected, from, to), Arrays.copyOfRange(actual, from, to));
  }

  /** Checks that max|a - b| / max|b| is within the bar. */
  private static void assertClose(String what, double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length, what);
    double most = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      // Unlike >, Math.max keeps a NaN.
      most = Math.max(most, Math.abs(actual[i] - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    double error = most / largest;
    assertTrue(error <= BAR, what + ": relative error " + error);
  }
}

package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jinbei.table.Column;
import io.github.jinbei.table.CrossValidation;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.Importance;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.MlpRegressorBuilder;
import io.github.jinbei.table.PartialDependence;
import io.github.jinbei.table.Score;
import io.github.jinbei.table.Search;
import io.github.jinbei.table.Table;
import java.io.Reader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** An argument that is null is named by the exception, in each method of a network, trainer or table that takes an array. */
class NullArgumentsTest {

  private static final float[] IN = new float[3];
  private static final float[] OUT = new float[2];
  private static final int[] CLASS = {1};
  private static final Table TABLE = Table.ofRows(new double[][] {{1, 2}, {3, 4}});

  private final Mlp mlp = Mlp.builder(3).dense(2, Activation.SOFTMAX).build();
  private final Predictor predictor = mlp.predictor();
  private final PredictorHolder holder = new PredictorHolder(predictor);
  private final TrainerBuilder settings = Trainer.builder(mlp).threads(1);
  private final Trainer trainer = settings.build();

  @TestFactory
  Stream<DynamicTest> named() {
    return Stream.concat(Stream.of(mlp, predictor).flatMap(this::ofNetwork), Stream.of(
        test("buffers", () -> predictor.predict(IN, 0, 1, OUT, 0, null)),
        test("in", () -> predictor.predict(null, 0, 1, OUT, 0, predictor.buffers())),
        test("in", () -> predictor.parallel(2).predict(null, 0, 1, OUT, 0)),
        test("out", () -> predictor.parallel(2).predict(IN, 0, 1, null, 0)),
        test("in", () -> predictor.parallel(2).predict(null)),
        test("in", () -> predictor.parallel(2).predictClasses(null, 0, 1)),
        test("in", () -> holder.predict(null)),
        test("first", () -> new PredictorHolder(null)),
        test("next", () -> holder.swap(null)),
        test("rows", () -> Table.ofRows((double[][]) null)),
        test("rows", () -> Table.ofRows((float[][]) null)),
        test("rows", () -> Table.ofRows(new double[1][1]).rows(null)),
        test("values", () -> Column.numbers("a", (double[]) null)),
        test("values", () -> Column.texts("a", (String[]) null)),
        test("file", () -> Csv.read((Path) null)),
        test("in", () -> Csv.read((Reader) null)),
        test("format", () -> Csv.read(Path.of("a"), null)),
        test("settings", () -> CrossValidation.of(null, TABLE, "x0", 2)),
        test("table", () -> CrossValidation.of(MlpRegressor.builder(), null, "x0", 2)),
        test("target", () -> CrossValidation.of(MlpRegressor.builder(), TABLE, null, 2)),
        test("builder", () -> Search.grid(null)),
        test("name", () -> Search.grid(MlpRegressor::builder).over(null, MlpRegressorBuilder::seed, 1L)),
        test("setting", () -> Search.grid(MlpRegressor::builder).over("seed", null, 1L)),
        test("values", () -> Search.grid(MlpRegressor::builder).over("seed", MlpRegressorBuilder::seed, (Long[]) null)),
        test("values[1]", () -> Search.grid(MlpRegressor::builder).over("seed", MlpRegressorBuilder::seed, 1L, null)),
        test("score", () -> Search.grid(MlpRegressor::builder).score(null)),
        test("limit", () -> Search.grid(MlpRegressor::builder).limit(null)),
        test("table", () -> Search.grid(MlpRegressor::builder).run(null, "x0", 2)),
        test("model", () -> Importance.of(null, TABLE, Score.R2, 1)),
        test("model", () -> PartialDependence.of(null, TABLE, "x0")),
        test("values", () -> mlp.setParameters(null)),
        test("values", () -> mlp.setStatistics(null)),
        test("values", () -> mlp.setWeights(0, null)),
        test("values", () -> mlp.setBiases(0, null)),
        test("data", () -> mlp.evaluate(null)),
        test("weights", () -> settings.classWeights((float[]) null)),
        test("layers", () -> settings.freeze((int[]) null)),
        test("outputNames", () -> Mlp.builder(3).labels(null)),
        test("x", () -> trainer.step(null, 0, CLASS, 0, 1)),
        test("classes", () -> trainer.step(IN, 0, (int[]) null, 0, 1)),
        test("targets", () -> trainer.step(IN, 0, (float[]) null, 0, 1)),
        test("x", () -> trainer.inputGradient(null, 0, CLASS, 0, 1, new float[3], 0)),
        test("classes", () -> trainer.inputGradient(IN, 0, (int[]) null, 0, 1, new float[3], 0)),
        test("targets", () -> trainer.inputGradient(IN, 0, (float[]) null, 0, 1, new float[3], 0)),
        test("to", () -> trainer.inputGradient(IN, 0, CLASS, 0, 1, null, 0)),
        test("x", () -> GradientCheck.run(mlp, Loss.CROSS_ENTROPY, null, 0, OUT, 0, 1)),
        test("targets", () -> GradientCheck.run(mlp, Loss.CROSS_ENTROPY, IN, 0, null, 0, 1))));
  }

  private Stream<DynamicTest> ofNetwork(Network network) {
    return Stream.of(
        test("in", () -> network.predict(null, 0, 1, OUT, 0)),
        test("out", () -> network.predict(IN, 0, 1, null, 0)),
        test("in", () -> network.predict(null)),
        test("in", () -> network.predictClass(null)),
        test("in", () -> network.predictClasses(null, 0, 1)),
        test("outputs", () -> network.classOf(null, 0)),
        test("outputs", () -> network.outputOf(null, 0, 0)),
        test("outputs", () -> network.probabilities(null, 0)));
  }

  private static DynamicTest test(String name, Executable call) {
    return DynamicTest.dynamicTest(name,
        () -> assertEquals(name, assertThrows(NullPointerException.class, call).getMessage()));
  }
}

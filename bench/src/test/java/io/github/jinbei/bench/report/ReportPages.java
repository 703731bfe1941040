package io.github.jinbei.bench.report;

import io.github.jinbei.Activation;
import io.github.jinbei.DiagnosticsListener;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import io.github.jinbei.report.Report;
import io.github.jinbei.table.Importance;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Reports of usual and of awkward trainings, as HTML. */
final class ReportPages {

  private static final String NAME = "a <\"very\" long> & 'awkward' name of number ";

  private ReportPages() {}

  static List<String> all() {
    List<String> pages = new ArrayList<>(List.of(digits(), penguins()));
    for (int classes : new int[] {2, 7, 12, 13, 30}) {
      Report report = classes(classes, epoch -> 1.0 / epoch, 3);
      pages.add(report.html());
      pages.add(report.classNames(IntStream.range(0, classes).mapToObj(k -> NAME + k).toList()).title(NAME.repeat(5))
          .settings(Map.of(NAME, NAME.repeat(9))).html());
    }
    List<IntToDoubleFunction> losses = List.of(epoch -> 0.7, epoch -> 0, epoch -> Math.exp(-epoch), epoch -> 1e-12 * epoch,
        epoch -> 1e12 / epoch, epoch -> 1e6 + 1e-3 * epoch, epoch -> epoch % 3 == 0 ? Double.NaN : 0.1 * epoch);
    for (IntToDoubleFunction loss : losses) {
      pages.add(classes(3, loss, 1).html());
      pages.add(classes(3, loss, 40).html());
    }
    pages.add(classes(3, epoch -> epoch == 500_000 ? 900 : 2 / Math.sqrt(epoch), 1_000_000).html());
    pages.add(classes(3, epoch -> 1, 0).html());
    for (float scale : new float[] {0, 1, -1e6f, 1e-30f, 1e30f}) {
      pages.add(numbers(4, scale));
    }
    return pages;
  }

  private static String digits() {
    Mlp mlp = Mlp.builder(64).dense(70, Activation.RELU).dense(10, Activation.SOFTMAX).seed(1).build();
    DiagnosticsListener listener = new DiagnosticsListener(Digits.train().slice(0, 64));
    try (Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.adam(0.001f)).seed(1).threads(1).build()) {
      History history = trainer.fit(Digits.train(), 8, Digits.heldOut(), listener);
      return Report.of(mlp, history, Digits.heldOut()).diagnostics(listener.diagnostics()).images(8, 8).html();
    }
  }

  private static String penguins() {
    MlpClassifier model = MlpClassifier.builder().units(8, 8, 8, 8, 8, 8, 8).epochs(5).folds(3).threads(1).seed(1)
        .diagnostics(true).fit(Penguins.train(), "species");
    return Report.of(model, Penguins.heldOut()).importance(Importance.of(model, Penguins.heldOut(), Score.LOG_LOSS, 1)).html();
  }

  private static float[] inputs(int rows) {
    Random random = new Random(1);
    float[] x = new float[4 * rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    return x;
  }

  private static Report classes(int classes, IntToDoubleFunction loss, int epochs) {
    List<EpochResult> results = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double value = loss.applyAsDouble(epoch);
      results.add(new EpochResult(epoch, value, 0.5, new Evaluation(1.5 * value, 1 - 1.0 / epoch, 5, 10)));
    }
    int rows = 3 * classes;
    Mlp mlp = Mlp.builder(4).dense(5, Activation.TANH).dense(classes, Activation.SOFTMAX).seed(1).build();
    Dataset test = Dataset.ofClasses(inputs(rows), 4, IntStream.range(0, rows).map(row -> row % classes).toArray(), classes);
    return Report.of(mlp, new History(results, History.End.EPOCHS), test);
  }

  private static String numbers(int outputs, float scale) {
    float[] y = new float[50 * outputs];
    for (int i = 0; i < y.length; i++) {
      y[i] = scale * (i % 7 + 1);
    }
    Mlp mlp = Mlp.builder(4).dense(5, Activation.TANH).regression(outputs).labels(IntStream.range(0, outputs)
        .mapToObj(k -> NAME + k).toList()).seed(1).build();
    return Report.of(mlp, new History(List.of(), History.End.LISTENER), Dataset.ofTargets(inputs(50), 4, y, outputs)).html();
  }
}

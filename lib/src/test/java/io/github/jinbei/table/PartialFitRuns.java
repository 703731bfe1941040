package io.github.jinbei.table;

import io.github.jinbei.internal.net.CounterRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Shows what {@link MlpEstimator#partialFit} gains: trains on a half of the training rows, and gives it the other half. By
 * hand, as it takes minutes.
 *
 * <pre>
 * PartialFitRuns FOLDER TABLE,TABLE RATE,RATE
 * </pre>
 *
 * <p>The folder is one of {@link TableRuns}. Prints the log loss or the RMSE on the test rows, divided by that before: after a
 * new training on all training rows, and after {@code partialFit} with each rate. The last line has the geometric means.
 */
final class PartialFitRuns {

  private PartialFitRuns() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    TableReference reference = TableReference.in(folder);
    double[] rates = List.of(args[2].split(",")).stream().mapToDouble(Double::parseDouble).toArray();
    double[] sums = new double[1 + rates.length];
    int runs = 0;
    System.out.println("table, split: new training; partialFit with " + args[2]);
    for (String name : args[1].split(",")) {
      Table table = Csv.read(folder.resolve(name + ".csv"));
      String target = table.names().get(table.names().size() - 1);
      EstimatorBuilder<?, ?> builder = reference.regression(name) ? MlpRegressor.builder() : MlpClassifier.builder();
      List<String> splits = Files.readAllLines(folder.resolve(name + ".splits"));
      for (int split = 0; split < reference.repetitions(name); split++) {
        double[] ratios = ratios(builder, TableSplit.of(table, splits.get(split)), target, rates);
        print(name + ", " + split, ratios);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += Math.log(ratios[i]);
        }
        runs++;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.exp(sums[i] / runs);
    }
    print("geometric means of " + runs, sums);
  }

  /** Returns the errors after a new training and after each rate, divided by the error before. */
  private static double[] ratios(EstimatorBuilder<?, ?> builder, TableSplit rows, String target, double[] rates) {
    Table train = rows.train();
    int[] places = new int[train.rows()];
    new CounterRandom(1, 1).permute(places);
    Table first = train.rows(Arrays.copyOf(places, places.length / 2));
    Table second = train.rows(Arrays.copyOfRange(places, places.length / 2, places.length));
    MlpEstimator half = builder.fit(first, target);
    double before = error(half, rows.test());
    double[] ratios = new double[1 + rates.length];
    ratios[0] = error(builder.fit(train, target), rows.test()) / before;
    for (int i = 0; i < rates.length; i++) {
      ratios[i + 1] = error(half.partialFit(second, (float) rates[i]), rows.test()) / before;
    }
    return ratios;
  }

  private static double error(MlpEstimator model, Table test) {
    return model.answers(test).figure(model instanceof MlpClassifier ? Score.LOG_LOSS : Score.RMSE);
  }

  private static void print(String name, double[] ratios) {
    StringBuilder line = new StringBuilder(name + ": " + String.format(Locale.ROOT, "%.4f", ratios[0]) + ";");
    for (int i = 1; i < ratios.length; i++) {
      line.append(String.format(Locale.ROOT, " %.4f", ratios[i]));
    }
    System.out.println(line);
  }
}

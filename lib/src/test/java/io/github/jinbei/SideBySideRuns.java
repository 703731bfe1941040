package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.table.CrossValidation;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpClassifierBuilder;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures networks side by side over the same networks one after the other, in turns, and prints the ratios of the medians. By
 * hand, as it takes minutes and all processors.
 *
 * <pre>
 * SideBySideRuns [WORKLOADS [COUNTS [THREADS [ROUNDS [SECONDS]]]]]
 * SideBySideRuns T2,T3,penguins 2,5,8 2 9 0.5
 * </pre>
 *
 * <p>T1 to T7 are the nets of the benchmarks, on random rows; each trains for about {@code SECONDS}. {@code penguins} is an
 * estimator of one network: its folds by {@link CrossValidation}, over one fit for each fold. The networks one after the other
 * have one thread each, and then all threads each. Before the rounds, all is run once.
 */
final class SideBySideRuns {

  /** A way to train a number of networks. */
  private interface Way {
    void train(int networks, int threads);
  }

  private SideBySideRuns() {}

  public static void main(String[] args) {
    String[] given = {"T1,T2,T3,T4,T5,T6,T7,penguins", "2,5,8", "2", "9", "0.5"};
    System.arraycopy(args, 0, given, 0, Math.min(args.length, given.length));
    int threads = Integer.parseInt(given[2]);
    int rounds = Integer.parseInt(given[3]);
    System.out.printf("%d threads, %d rounds: time side by side over the time one after the other%n", threads, rounds);
    System.out.printf("%-9s %8s %12s %12s %12s %12s%n", "workload", "networks", "1 thread, s", "side by side", "over 1",
        "over " + threads);
    for (String workload : given[0].split(",")) {
      boolean estimator = workload.equals("penguins");
      Nets nets = estimator ? null : new Nets(workload, Double.parseDouble(given[4]));
      Way alone = estimator ? SideBySideRuns::fits : nets::oneAfterTheOther;
      Way together = estimator ? SideBySideRuns::crossValidation : nets::sideBySide;
      for (String word : given[1].split(",")) {
        print(workload, Integer.parseInt(word), threads, rounds, alone, together);
      }
    }
  }

  private static void print(String workload, int networks, int threads, int rounds, Way alone, Way together) {
    double[][] seconds = new double[3][rounds];
    for (int round = -1; round < rounds; round++) {
      for (int i = 0; i < 3; i++) {
        // The order changes from round to round.
        int way = Math.floorMod(i + round, 3);
        long start = System.nanoTime();
        (way == 1 ? together : alone).train(networks, way == 0 ? 1 : threads);
        seconds[way][Math.max(0, round)] = (System.nanoTime() - start) / 1e9;
      }
    }
    double[] medians = Stream.of(seconds).mapToDouble(SideBySideRuns::median).toArray();
    System.out.printf(Locale.ROOT, "%-9s %8d %12.3f %12.3f %12.3f %12.3f%n", workload, networks, medians[0], medians[1],
        medians[1] / medians[0], medians[1] / medians[2]);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  private static MlpClassifierBuilder estimator(int threads) {
    return MlpClassifier.builder().folds(1).epochs(100).threads(threads);
  }

  private static void crossValidation(int folds, int threads) {
    CrossValidation.of(estimator(threads), Penguins.train(), "species", folds);
  }

  private static void fits(int folds, int threads) {
    Table table = Penguins.train();
    for (int i = 0; i < folds; i++) {
      int fold = i;
      estimator(threads).fit(table.rows(IntStream.range(0, table.rows()).filter(row -> row % folds != fold).toArray()),
          "species");
    }
  }

  /** A workload of the benchmarks. */
  private static final class Nets {

    private final int[] units;
    private final Activation hidden;
    private final boolean classes;
    private final boolean adam;
    private final int batch;
    private final Dataset data;
    private final int epochs;

    private Nets(String name, double seconds) {
      int number = List.of("T1", "T2", "T3", "T4", "T5", "T6", "T7").indexOf(name);
      units = new int[][] {{784, 30, 10}, {784, 128, 10}, {784, 512, 512, 10}, {1024, 1024, 1024, 1024},
          {784, 512, 512, 10}, {2, 16, 1}, {4, 32, 16, 4}}[number];
      hidden = number == 0 ? Activation.SIGMOID : number < 5 ? Activation.RELU : Activation.TANH;
      classes = number < 5;
      adam = number == 4 || number == 6;
      batch = new int[] {10, 32, 128, 256, 128, 4, 10_000}[number];
      // So many that the steps take nearly all of an epoch.
      data = data(number == 6 ? batch : 4096);
      epochs = epochs(seconds);
    }

    private Dataset data(int rows) {
      Random random = new Random(3);
      float[] x = new float[rows * units[0]];
      int outputs = units[units.length - 1];
      float[] y = new float[rows * outputs];
      for (float[] values : new float[][] {x, y}) {
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextFloat();
        }
      }
      return classes ? Dataset.ofClasses(x, units[0], random.ints(rows, 0, outputs).toArray(), outputs)
          : Dataset.ofTargets(x, units[0], y, outputs);
    }

    private Mlp net(int seed) {
      MlpBuilder builder = Mlp.builder(units[0]).seed(seed);
      for (int i = 1; i < units.length - 1; i++) {
        builder.dense(units[i], hidden);
      }
      int outputs = units[units.length - 1];
      return (classes ? builder.classes(outputs) : builder.dense(outputs, Activation.IDENTITY)).build();
    }

    private TrainerBuilder trainer(Mlp net, int threads) {
      return Trainer.builder(net).optimizer(adam ? Optimizer.adam(1e-6f) : Optimizer.sgd(1e-3f)).batchSize(batch)
          .threads(threads);
    }

    /** Returns how many epochs take a time at the highest speed of five seconds. */
    private int epochs(double seconds) {
      double most = 0;
      try (Trainer trainer = trainer(net(0), 1).build()) {
        int count = 1;
        for (long begin = System.nanoTime(); System.nanoTime() - begin < 5e9;) {
          long start = System.nanoTime();
          trainer.fit(data, count);
          double taken = (System.nanoTime() - start) / 1e9;
          most = Math.max(most, count / taken);
          count = taken < 0.1 ? 2 * count : count;
        }
      }
      return (int) Math.ceil(most * seconds);
    }

    private void oneAfterTheOther(int networks, int threads) {
      for (int i = 0; i < networks; i++) {
        try (Trainer trainer = trainer(net(i), threads).build()) {
          trainer.fit(data, epochs);
        }
      }
    }

    private void sideBySide(int networks, int threads) {
      List<TrainingJob> jobs = new ArrayList<>();
      for (int i = 0; i < networks; i++) {
        jobs.add(new TrainingJob(trainer(net(i), threads), data, epochs, null, null));
      }
      Trainings.fitAll(jobs, threads);
    }
  }
}

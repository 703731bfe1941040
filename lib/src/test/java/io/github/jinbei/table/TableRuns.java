package io.github.jinbei.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Trains estimators on tables with given splits, and prints their errors beside those of other methods. By hand, as it takes
 * hours.
 *
 * <pre>
 * TableRuns FOLDER OUTPUT [--tables NAME,NAME] [--seeds 1-3] [--threads N] [--set KEY=VALUE]...
 * TableRuns report FOLDER OUTPUT
 * TableRuns chart FOLDER OUTPUT
 * </pre>
 *
 * <p>The folder holds {@code NAME.csv} with the target as its last column, {@code NAME.splits} with the test rows of each
 * repetition in a line, and {@code reference.json} with the errors of other methods. A table whose errors there are RMSEs is a
 * regression. The output file gets a line for each table, repetition and seed. What is there already is not trained again, so
 * that an ended run can be continued. Then, or without a training, the report is printed, or the figures of README.md's
 * chart as CSV. The settings are those of {@link TableSettings}.
 */
final class TableRuns {

  private final Path folder;
  private final Path output;
  private final TableReference reference;
  private List<String> tables;
  private List<Long> seeds = List.of(1L, 2L, 3L);
  private int threads = Runtime.getRuntime().availableProcessors();
  private TableSettings settings;

  private TableRuns(Path folder, Path output) throws IOException {
    this.folder = folder;
    this.output = output;
    this.reference = TableReference.in(folder);
    this.tables = reference.tables();
  }

  public static void main(String[] args) throws IOException {
    String mode = args.length > 0 ? args[0] : "";
    boolean trained = mode.equals("report") || mode.equals("chart");
    int from = trained ? 1 : 0;
    if (args.length < from + 2) {
      System.err.println("usage: [report|chart] FOLDER OUTPUT [--tables NAME,NAME] [--seeds 1-3] [--threads N] "
          + "[--set KEY=VALUE]...");
      System.exit(2);
    }
    TableRuns runs = new TableRuns(Path.of(args[from]), Path.of(args[from + 1]));
    if (!trained) {
      runs.parse(Arrays.asList(args).subList(2, args.length));
      runs.train();
    }
    List<TableRun> all = TableRun.read(runs.output);
    System.out.print(mode.equals("chart") ? TableReport.chart(all, runs.reference) : TableReport.of(all, runs.reference));
  }

  private void parse(List<String> options) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < options.size(); i += 2) {
      String value = i + 1 < options.size() ? options.get(i + 1) : "";
      switch (options.get(i)) {
        case "--tables" -> tables = List.of(value.split(","));
        case "--seeds" -> seeds = TableSettings.numbers(value);
        case "--threads" -> threads = Integer.parseInt(value);
        case "--set" -> chosen.add(value);
        default -> throw new IllegalArgumentException(
            "option = " + options.get(i) + "; expected --tables, --seeds, --threads or --set");
      }
    }
    settings = new TableSettings(chosen);
  }

  /** Trains what the output file lacks. */
  private void train() throws IOException {
    List<TableRun> known = TableRun.read(output);
    for (TableRun run : known) {
      if (!run.settings().equals(settings.toString())) {
        throw new IllegalArgumentException("settings = " + settings + "; expected those of " + output + ": " + run.settings());
      }
    }
    for (String name : tables) {
      int repetitions = reference.repetitions(name);
      Table table = Csv.read(folder.resolve(name + ".csv"));
      List<String> splits = Files.readAllLines(folder.resolve(name + ".splits"));
      for (int repetition = 0; repetition < repetitions; repetition++) {
        for (long seed : seeds) {
          int split = repetition;
          if (known.stream().noneMatch(run -> run.is(name, split, seed))) {
            add(run(name, table, splits.get(repetition), repetition, seed));
          }
        }
      }
    }
  }

  private void add(TableRun run) throws IOException {
    Files.writeString(output, run.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.out.printf(Locale.ROOT, "%s, repetition %d, seed %d: %s in %.1f s%n", run.table(), run.repetition(), run.seed(),
        run.regression() ? "RMSE " + run.rmse() : run.wrong() + " of " + run.rows() + " rows wrong", run.seconds());
  }

  private TableRun run(String name, Table table, String split, int repetition, long seed) {
    TableSplit rows = TableSplit.of(table, split);
    Table test = rows.test();
    List<String> names = table.names();
    String target = names.get(names.size() - 1);
    long start = System.nanoTime();
    if (reference.regression(name)) {
      MlpRegressor model = settings.apply(MlpRegressor.builder(), Task.REGRESSION).seed(seed).threads(threads)
          .fit(rows.train(), target);
      double seconds = (System.nanoTime() - start) * 1e-9;
      return new TableRun(name, repetition, seed, settings.toString(), test.rows(), 0, Double.NaN,
          model.answers(test).figure(Score.RMSE), seconds);
    }
    MlpClassifier model = settings.apply(MlpClassifier.builder(), Task.CLASSES).seed(seed).threads(threads)
        .fit(rows.train(), target);
    double seconds = (System.nanoTime() - start) * 1e-9;
    ClassAnswers answers = model.answers(test);
    int wrong = (int) Math.rint((1 - answers.figure(Score.ACCURACY)) * test.rows());
    return new TableRun(name, repetition, seed, settings.toString(), test.rows(), wrong, answers.figure(Score.LOG_LOSS),
        Double.NaN, seconds);
  }
}

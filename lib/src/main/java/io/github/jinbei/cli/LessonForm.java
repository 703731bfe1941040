package io.github.jinbei.cli;

import static io.github.jinbei.cli.IdxFolder.LABEL_COLUMN;
import static io.github.jinbei.cli.IdxFolder.PREFIX;
import static io.github.jinbei.cli.LossOptions.LOSS;

import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.report.Boundary;
import io.github.jinbei.report.DigitRuns;
import io.github.jinbei.report.Lessons;
import io.github.jinbei.report.Page;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A lesson on the command line.
 *
 * @param name its word on the command line
 * @param summary what it shows, in a few words
 * @param options the options of the lesson
 * @param maker makes its page
 */
record LessonForm(String name, String summary, List<Option<?>> options, Maker maker) {

  static final Option<Long> SEED = new Option<>("--seed", Kind.seed(), "1",
      "the seed of all random numbers; the same seed gives the same page");

  private static final Option<Path> DATA = new Option<>("--data", DataSource.DATA.kind(), null,
      "folder of IDX files, the format of MNIST (default the embedded digits); for boundary a table in a CSV file (- for "
          + "standard input)");
  private static final Option<Path> MODEL = new Option<>("--model", Kind.path("FILE", "the name of a file"), null,
      "a network saved by train, shown on the test rows of its data (default a network of the lesson)");
  private static final Option<int[]> PARAMETERS = new Option<>("--parameters", Kind.indices(), null,
      "the indices of two parameters of the model, from 0 up (default two random directions of all parameters)");
  private static final Option<Boundary.Shape> SHAPE = new Option<>("--shape",
      Kind.choice(Boundary.Shape.values()), "spirals", "the shape of the classes, without a table");
  private static final Option<String> TARGET = new Option<>("--target", Kind.text(), null,
      "the column of the table whose 2 to 6 classes are divided, by two columns of numbers");
  private static final Option<Integer> EPOCHS = new Option<>("--epochs", Kind.count(), null,
      "epochs of each training (default of digits " + DigitRuns.EPOCHS + ", of boundary by shape, of a table by its rows)");
  private static final Option<Integer> EVERY = new Option<>("--every", Kind.count(), null,
      "epochs between two pictures (default a fifth of all)");
  private static final Option<Integer> SEEDS = new Option<>("--seeds", Kind.count(), "" + DigitRuns.SEEDS,
      "trainings of each network, with the seeds 1, 2, ...");

  /** Rows that Nielsen trained on: the last 10,000 of MNIST's 60,000 were his validation set. */
  private static final int MNIST_ROWS = 50_000;

  /** The epochs of a boundary are divided into so many parts; a picture is drawn after each. */
  private static final int PARTS = 5;

  /** The default epochs of a table: at most 100, and at most 50,000 divided by its rows, but at least PARTS. */
  private static final int MOST_EPOCHS = 100;
  private static final int ROWS = 50_000;

  /** All lessons, in the order in which the help lists them. */
  static final List<LessonForm> ALL = List.of(
      new LessonForm("surface", "the loss over two parameters, and paths of descent on it",
          List.of(SEED, MODEL, PARAMETERS, DATA, PREFIX, LABEL_COLUMN, LOSS), LessonForm::surface),
      new LessonForm("descent", "the loss by batch size, learning rate and momentum", List.of(SEED),
          (values, out) -> Lessons.descent(values.get(SEED)).page()),
      new LessonForm("activations", "each function and its derivative", List.of(),
          (values, out) -> Lessons.activations().page()),
      new LessonForm("gradcheck", "gradients, numerical and by backpropagation: how exact, and at what cost",
          List.of(SEED, MODEL, DATA, PREFIX, LABEL_COLUMN, LOSS), LessonForm::gradcheck),
      new LessonForm("boundary", "where classes are divided, as it is learned, of points or of a table",
          Stream.concat(Stream.of(SEED, SHAPE, EPOCHS, EVERY, DATA, TARGET, CsvOptions.DROP),
              CsvOptions.ofKnownColumns().stream()).toList(), LessonForm::boundary),
      new LessonForm("digits", "Nielsen's experiment, on MNIST with --data, else on the sample",
          List.of(SEEDS, EPOCHS, DATA, PREFIX, LABEL_COLUMN), LessonForm::digits));

  /** Makes a page by the given options; may print lines on its progress. */
  interface Maker {
    Page page(Options.Values values, PrintStream out) throws IOException;
  }

  /** Returns the words of all lessons. */
  static List<String> names() {
    return ALL.stream().map(LessonForm::name).toList();
  }

  /** Makes the page. */
  Page page(Options.Values values, PrintStream out) throws IOException {
    return maker.page(values, out);
  }

  private static Page surface(Options.Values values, PrintStream out) throws IOException {
    if (withoutModel(values)) {
      return Lessons.surface(values.get(SEED)).page();
    }
    int[] parameters = values.get(PARAMETERS);
    if (parameters != null && (parameters.length != 2 || parameters[0] == parameters[1])) {
      throw new UsageException("--parameters takes two whole numbers that differ, as in --parameters 0,1");
    }
    Mlp model = ImageModel.network(values.get(MODEL));
    Loss loss = loss(values, model);
    Dataset data = ImageData.forTesting(IdxFolder.of(values), model).test();
    if (parameters == null) {
      return Lessons.surface(model, data, loss, values.get(SEED)).page();
    }
    if (Math.max(parameters[0], parameters[1]) >= model.parameterCount()) {
      throw new UsageException("--parameters " + parameters[0] + "," + parameters[1] + ": the model has "
          + model.parameterCount() + " parameters; give numbers below that");
    }
    return Lessons.surface(model, data, loss, parameters[0], parameters[1]).page();
  }

  private static Page gradcheck(Options.Values values, PrintStream out) throws IOException {
    if (withoutModel(values)) {
      return Lessons.gradcheck(values.get(SEED)).page();
    }
    Mlp model = ImageModel.network(values.get(MODEL));
    Dataset data = ImageData.forTesting(IdxFolder.of(values), model).test();
    return Lessons.gradcheck(model, data, loss(values, model), values.get(SEED)).page();
  }

  /**
   * Returns whether no model is given.
   *
   * @throws UsageException if an option that needs a model is given without one
   */
  private static boolean withoutModel(Options.Values values) {
    for (Option<?> option : List.of(PARAMETERS, DATA, PREFIX, LABEL_COLUMN, LOSS)) {
      if (values.has(option) && !values.has(MODEL)) {
        throw new UsageException(option.name() + " needs --model; leave it out, or give a model");
      }
    }
    return !values.has(MODEL);
  }

  private static Loss loss(Options.Values values, Mlp model) {
    return LossOptions.lossFor(model.activation(model.layers() - 1), values.get(LOSS));
  }

  private static Page boundary(Options.Values values, PrintStream out) throws IOException {
    CsvOptions.requireFile(values);
    Option<?> other = values.has(DATA) ? SHAPE : TARGET;
    if (values.has(other)) {
      throw new UsageException(other.name() + (values.has(DATA) ? " is incompatible with --data, which has the points"
          : " needs --data, a table with this column") + "; leave it out");
    }
    Table table = values.has(DATA) ? TableColumns.ofPlane(values, TARGET) : null;
    Boundary.Shape shape = values.get(SHAPE);
    int epochs = values.get(EPOCHS, table == null ? shape.epochs()
        : Math.max(PARTS, Math.min(MOST_EPOCHS, ROWS / table.rows() / PARTS * PARTS)));
    int every = values.get(EVERY, Math.max(1, epochs / PARTS));
    if (every > epochs) {
      throw new UsageException("--every " + every + " is beyond the last epoch, " + epochs + "; give less");
    }
    if ((epochs - 1) / every > Boundary.MOST_PICTURES - 2) {
      throw new UsageException("--every " + every + " makes more than " + Boundary.MOST_PICTURES + " pictures of " + epochs
          + " epochs; give more");
    }
    long seed = values.get(SEED);
    return (table == null ? Lessons.boundary(shape, epochs, every, seed)
        : Lessons.boundary(table, values.get(TARGET), epochs, every, seed)).page();
  }

  private static Page digits(Options.Values values, PrintStream out) throws IOException {
    if (values.get(SEEDS) > DigitRuns.MOST_SEEDS) {
      throw new UsageException("--seeds takes a whole number from 1 to " + DigitRuns.MOST_SEEDS + "; not '" + values.get(SEEDS)
          + "'");
    }
    ImageData data = ImageData.forTraining(IdxFolder.of(values));
    Dataset train = data.train().rows() > MNIST_ROWS ? data.train().slice(0, MNIST_ROWS) : data.train();
    return Lessons.digits(train, data.test(), values.has(EPOCHS) ? values.get(EPOCHS) : DigitRuns.EPOCHS,
        values.get(SEEDS), out::println).page();
  }
}

package io.github.jinbei.cli;

import static io.github.jinbei.cli.ModelData.DATA;

import io.github.jinbei.Activation;
import io.github.jinbei.Backend;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** {@code train}: makes a network, trains it, shows how well it does, and saves it where asked to. */
final class TrainCommand implements Command {

  /** With the default rate, batch and epochs, the median of 15 seeds has 98 % of the sample's held-out rows right. */
  private static final String HIDDEN_UNITS = "128,64,32";

  /** Longest array that every VM can make. */
  private static final int MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  private static final Option<int[]> LAYERS = new Option<>("--layers", Kind.layers(), null,
      "units from inputs to outputs (default the data's width," + HIDDEN_UNITS + ",the data's classes)");
  private static final Option<Activation> HIDDEN = new Option<>("--hidden",
      Kind.activation(), "relu",
      "activation of the hidden layers");
  private static final Option<Activation> OUTPUT = new Option<>("--output",
      Kind.activation(), "softmax",
      "activation of the output layer");
  static final Option<Loss> LOSS = new Option<>("--loss", Kind.loss(), null,
      "what training makes small (default the output's own cross-entropy, squared-error for identity)");
  private static final Option<Initializer> INIT = new Option<>("--init", Kind.initializer(), null,
      "first values of the weights (default by activation: he for relu, else glorot)");
  private static final Option<Float> RATE = new Option<>("--lr", Kind.positive(), "0.3", "learning rate");
  private static final Option<Integer> BATCH = new Option<>("--batch", Kind.count(), "16",
      "rows of a mini-batch, up to all");
  private static final Option<Integer> EPOCHS = new Option<>("--epochs", Kind.count(), "30",
      "passes through the training rows");
  private static final Option<Float> DECAY = new Option<>("--decay", Kind.notNegative(), "0",
      "weight decay: the loss has X times the sum of squared weights added");
  private static final Option<Long> SEED = new Option<>("--seed", Kind.seed(), "1",
      "of first weights and shuffling; the same seed gives the same bits");
  private static final Option<Integer> THREADS = new Option<>("--threads", Kind.count(), null,
      "most threads of a step, small steps use fewer; the bits stay the same (default all processors)");
  private static final Option<Integer> TRAIN_SIZE = new Option<>("--train-size", Kind.count(), null,
      "train on the first N rows only (default all)");
  private static final Option<Path> SAVE = new Option<>("--save", Kind.path("FILE", "the name of a file"), null,
      "write the trained model here (default nowhere)");

  @Override
  public Options options() {
    return new Options("train", "Trains a network and tests it after each epoch.", null,
        List.of(DATA, LAYERS, HIDDEN, OUTPUT, LOSS, INIT, RATE, BATCH, EPOCHS, DECAY, SEED, THREADS, TRAIN_SIZE, SAVE),
        "Ctrl-C ends the training after the current mini-batch; the model is saved all the same.\n");
  }

  @Override
  public int run(Options.Values values, PrintStream out) throws IOException {
    Loss loss = lossFor(values.get(OUTPUT), values.get(LOSS));
    checkSize(values.get(LAYERS));
    checkTarget(values.get(SAVE));
    ModelData data = ModelData.forTraining(values.get(DATA));
    Dataset train = firstRows(data.train(), values.get(TRAIN_SIZE));
    Mlp mlp = network(values, data);
    int threads = values.get(THREADS) != null ? values.get(THREADS) : Runtime.getRuntime().availableProcessors();
    printHeader(values, data, train.rows(), mlp, loss, threads, out);
    try (Trainer trainer = Trainer.builder(mlp).loss(loss).optimizer(Optimizer.sgd(values.get(RATE)))
            .batchSize(values.get(BATCH)).weightDecay(values.get(DECAY)).seed(values.get(SEED)).threads(threads).build();
        Interrupt interrupt = new Interrupt()) {
      TrainReport report = new TrainReport(out, train.rows(), interrupt);
      try {
        trainer.fit(train, values.get(EPOCHS), data.test(), report);
      } finally {
        report.clear();
      }
      finish(values.get(SAVE), mlp, trainer, data.test(), report, interrupt, out);
      return interrupt.asked() ? Interrupt.EXIT_CODE : 0;
    }
  }

  /** The loss asked for, or the output's own; only squared error goes with every output. */
  static Loss lossFor(Activation output, Loss asked) {
    Loss own = Loss.defaultFor(output);
    if (asked != null && !asked.accepts(output)) {
      throw new UsageException("--loss " + Kind.word(asked) + " does not go with the output " + Kind.word(output)
          + "; give --loss squared-error" + (own == Loss.SQUARED_ERROR ? "" : " or " + Kind.word(own)));
    }
    return asked == null ? own : asked;
  }

  /** That the parameters of a network fit into one array. */
  private static void checkSize(int[] widths) {
    long parameters = 0;
    for (int layer = 1; widths != null && layer < widths.length; layer++) {
      parameters += (widths[layer - 1] + 1L) * widths[layer];
      if (parameters > MOST_PARAMETERS) {
        throw new UsageException("--layers asks for more than the " + MOST_PARAMETERS
            + " parameters that a network can have; give smaller layers");
      }
    }
  }

  /** That a file can be written, before hours are spent on what it is to hold. */
  private static void checkTarget(Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new FailureException("--save " + file + " is a folder; give the name of a file");
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new FailureException("--save " + file + " cannot be written: " + folder + " is not a folder to write to; "
          + "make it, or give a file elsewhere");
    }
  }

  private static Dataset firstRows(Dataset data, Integer rows) {
    if (rows == null) {
      return data;
    }
    if (rows > data.rows()) {
      throw new FailureException("--train-size " + rows + " is more than the data have; give at most " + data.rows());
    }
    return data.slice(0, rows);
  }

  private static Mlp network(Options.Values values, ModelData data) {
    int inputs = data.test().inputs();
    int classes = data.classes();
    int[] asked = values.get(LAYERS);
    int[] widths = asked != null ? asked : LAYERS.read(inputs + "," + HIDDEN_UNITS + "," + classes);
    if (widths[0] != inputs || widths[widths.length - 1] != classes) {
      throw new FailureException("--layers begins with " + widths[0] + " and ends with " + widths[widths.length - 1]
          + ", but the data have " + inputs + " inputs and " + classes + " classes; begin and end with these");
    }
    Mlp.Builder builder = Mlp.builder(inputs);
    for (int layer = 1; layer < widths.length - 1; layer++) {
      builder.dense(widths[layer], values.get(HIDDEN));
    }
    builder.dense(classes, values.get(OUTPUT));
    if (values.get(INIT) != null) {
      builder.initializer(values.get(INIT));
    }
    return builder.seed(values.get(SEED)).inputScale(1f / data.divisor())
        .labels(IntStream.range(0, classes).mapToObj(Integer::toString).toList()).build();
  }

  private static void printHeader(Options.Values values, ModelData data, int rows, Mlp mlp, Loss loss,
      int threads, PrintStream out) {
    String backend = Backend.current().toString();
    out.println(Text.entry("data", data.name() + ": " + rows + " rows to train on, " + data.test().rows()
        + " to test on"));
    out.println(Text.entry("network", Text.network(mlp)));
    out.println(Text.entry("training", Kind.word(loss) + ", sgd with rate " + values.get(RATE) + ", batch "
        + Math.min(values.get(BATCH), rows) + ", " + values.get(EPOCHS) + " epochs, decay " + values.get(DECAY)
        + ", init " + (values.get(INIT) == null ? "by activation" : Kind.word(values.get(INIT)))
        + ", seed " + values.get(SEED) + ", " + (threads == 1 ? "1 thread" : "at most " + threads + " threads")));
    out.println(Text.entry("backend", backend));
  }

  /** Saves first: what follows only takes time. */
  private static void finish(Path file, Mlp mlp, Trainer trainer, Dataset test, TrainReport report,
      Interrupt interrupt, PrintStream out) throws IOException {
    double seconds = report.seconds();
    if (file != null) {
      mlp.save(file);
    }
    if (interrupt.asked()) {
      out.println(Text.entry("stopped", "early, as asked, after a whole mini-batch"));
    }
    out.println(Text.entry("best", report.best()));
    out.println(Text.entry("final", Text.result(trainer.evaluate(test), trainer.loss())));
    out.println(Text.entry("time", Text.format("%.2f s", seconds)));
    if (file != null) {
      out.println(Text.entry("saved", file.toString()));
    }
    out.println(Text.fingerprint(mlp));
    out.flush();
  }
}

package io.github.jinbei.cli;

import io.github.jinbei.Activation;
import io.github.jinbei.Initializer;
import io.github.jinbei.Mlp;
import io.github.jinbei.MlpBuilder;
import io.github.jinbei.Norm;
import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The options of the network: a new one, or a saved one to continue from. */
final class NetworkOptions {

  /** With the default rate, batch and epochs, the median accuracy of 15 seeds on the sample's held-out rows is 98 %. */
  private static final String HIDDEN_UNITS = "128,64,32";

  /** The length of the longest array that every VM can allocate. */
  private static final int MOST_PARAMETERS = Integer.MAX_VALUE - 8;

  private static final Option<int[]> LAYERS = new Option<>("--layers", Kind.layers(), null,
      "units of all layers, from inputs to outputs (default the data's width," + HIDDEN_UNITS + ",the data's classes)");
  private static final Option<Activation> OUTPUT = new Option<>("--output", NamedKind.activation(), "softmax",
      "activation of the output layer");
  private static final Option<Norm> NORM = new Option<>("--norm",
      Kind.choice(Norm.values()), "none", "norm of the hidden layers, before their activation");
  private static final Option<Initializer> INIT = new Option<>("--init", NamedKind.initializer(), null,
      "first values of the weights, see below (default by activation: he for relu and its kin, lecun for selu, else "
          + "glorot)");
  private static final Option<Path> START = new Option<>("--start", SavedModel.MODEL.kind(), null,
      "a saved model to continue from, in place of all options above, --hidden and --dropout");
  private static final Option<int[]> FREEZE = new Option<>("--freeze", Kind.indices(), null,
      "layers of --start's model that are not trained; the first is 0");

  private static final List<Option<?>> OF_NEW = List.of(LAYERS, FitOptions.HIDDEN, OUTPUT, NORM, FitOptions.DROPOUT, INIT);

  private final Options.Values values;
  private final Mlp start;

  /**
   * Reads the values, and the model to continue from.
   *
   * @throws UsageException if they are incompatible
   */
  NetworkOptions(Options.Values values) throws IOException {
    this.values = values;
    checkSize(values.get(LAYERS));
    if (values.has(START)) {
      for (Option<?> option : OF_NEW) {
        if (values.has(option)) {
          throw new UsageException(option.name()
              + " is incompatible with --start, whose model has these settings; leave one out");
        }
      }
    } else if (endsWithOne(values.get(LAYERS)) && values.get(OUTPUT).classes(1) == 1) {
      throw new UsageException("--layers ends with 1 unit, for which the output softmax always returns 1; give --output "
          + "sigmoid for two classes, or end with one unit a class");
    } else if (hasHiddenOne(values.get(LAYERS)) && values.get(NORM) == Norm.LAYER) {
      throw new UsageException("--layers has a hidden layer of 1 unit, for which --norm layer always returns 0; give it more "
          + "units, or another norm");
    } else if (values.has(FREEZE)) {
      throw new UsageException("--freeze needs --start: a new network has no trained layers; leave it out");
    }
    this.start = values.has(START) ? ImageModel.network(values.get(START)) : null;
    for (int layer : values.has(FREEZE) ? values.get(FREEZE) : new int[0]) {
      if (layer >= start.layers()) {
        throw new UsageException("--freeze names layer " + layer + ", but the model has " + start.layers()
            + "; give 0 to " + (start.layers() - 1));
      }
    }
  }

  static Section section() {
    return new Section("Images: network", List.of(LAYERS, OUTPUT, NORM, INIT, START, FREEZE));
  }

  /** Returns the names of activations and initializers, for the notes of the help. */
  static List<String> notes() {
    return List.of("Activations: " + NamedKind.list(Activation.names()), "Initializers: "
        + NamedKind.list(Initializer.names()));
  }

  /** Returns the activation of the output layer. */
  Activation output() {
    return start == null ? values.get(OUTPUT) : start.activation(start.layers() - 1);
  }

  /** Reads the rows, scaled as for the model to continue from if there is one. */
  ImageData data(IdxFolder folder) throws IOException {
    return start == null ? ImageData.forTraining(folder) : ImageData.forTraining(folder, start);
  }

  /** Returns the network to train. */
  Mlp network(ImageData data, long seed) {
    return start == null ? fresh(data, seed) : start;
  }

  void apply(TrainerBuilder trainer) {
    if (values.has(FREEZE)) {
      trainer.freeze(values.get(FREEZE));
    }
  }

  /** Returns where the first weights come from, as the header prints it. */
  String init() {
    return start != null ? "from " + values.get(START)
        : !values.has(INIT) ? "by activation" : Text.name(values.get(INIT));
  }

  /** Returns the given options that the description of the network does not show, as the header prints them. */
  String words() {
    return values.given(List.of(FREEZE));
  }

  private static boolean endsWithOne(int[] widths) {
    return widths != null && widths[widths.length - 1] == 1;
  }

  private static boolean hasHiddenOne(int[] widths) {
    return widths != null && Arrays.stream(widths, 1, widths.length - 1).anyMatch(units -> units == 1);
  }

  /** Throws a {@link UsageException} if the parameters of the network exceed one array. */
  private static void checkSize(int[] widths) {
    long parameters = 0;
    for (int layer = 1; widths != null && layer < widths.length; layer++) {
      parameters += (widths[layer - 1] + 1L) * widths[layer];
      if (parameters > MOST_PARAMETERS) {
        throw new UsageException("--layers makes more than the " + MOST_PARAMETERS
            + " parameters that a network can have; give smaller layers");
      }
    }
  }

  private Mlp fresh(ImageData data, long seed) {
    int inputs = data.test().inputs();
    int classes = data.classes();
    int[] asked = values.get(LAYERS);
    if (asked == null && classes == 1 && values.get(OUTPUT).classes(1) == 1) {
      throw new UsageException("all rows of " + data.name() + " are of class 0; give data of two classes or more");
    }
    int[] widths = asked != null ? asked : LAYERS.read(inputs + "," + HIDDEN_UNITS + "," + classes);
    int last = widths[widths.length - 1];
    int told = values.get(OUTPUT).classes(last);
    if (widths[0] != inputs || last != classes && told != classes) {
      throw new UsageException("--layers begins with " + widths[0] + " and ends with " + last
          + ", but the data have " + Count.of(inputs, "input") + " and " + Count.of(classes, "class", "classes")
          + "; begin and end with these"
          + (classes == 2 ? ", or end with 1 and --output sigmoid" : ""));
    }
    List<String> labels = new ArrayList<>();
    for (int label = 0; label < told; label++) {
      labels.add(Integer.toString(label));
    }
    return layers(widths).seed(seed).inputScale(1f / data.divisor()).labels(labels).build();
  }

  private MlpBuilder layers(int[] widths) {
    MlpBuilder builder = Mlp.builder(widths[0]);
    for (int units : Arrays.copyOfRange(widths, 1, widths.length - 1)) {
      builder.dense(units, values.get(FitOptions.HIDDEN, Activation.RELU)).norm(values.get(NORM))
          .dropout(values.get(FitOptions.DROPOUT));
    }
    builder.dense(widths[widths.length - 1], values.get(OUTPUT));
    if (values.has(INIT)) {
      builder.initializer(values.get(INIT));
    }
    return builder;
  }
}

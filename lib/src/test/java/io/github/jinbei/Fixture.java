package io.github.jinbei;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A training run in the test resources {@code fixtures}; their README describes the format. */
final class Fixture {

  /** The files that are no runs but figures of activations. */
  private static final List<String> ACTIVATIONS = List.of("activations", "mish");

  private final Map<String, Object> fields;

  private Fixture(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** Returns the names of all runs. */
  static List<String> names() throws IOException, URISyntaxException {
    Path folder = Path.of(Fixture.class.getResource("/fixtures/" + ACTIVATIONS.get(0) + ".json").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".json"))
          .map(file -> file.substring(0, file.length() - ".json".length())).filter(name -> !ACTIVATIONS.contains(name))
          .sorted().toList();
    }
  }

  /** Returns, for the name of each activation, its figures: x, f and df. */
  static Map<String, Map<?, ?>> activations() {
    Map<String, Map<?, ?>> figures = new TreeMap<>();
    for (String file : ACTIVATIONS) {
      ((Map<?, ?>) Json.read("/fixtures/" + file + ".json").get("activations"))
          .forEach((name, figure) -> figures.put((String) name, (Map<?, ?>) figure));
    }
    return figures;
  }

  static Fixture of(String name) {
    return new Fixture(Json.read("/fixtures/" + name + ".json"));
  }

  /** Returns the network with its first weights. */
  Mlp network() {
    double[] layers = numbers("layers");
    String loss = text("loss");
    Norm norm = fields.get("norm") == null ? Norm.NONE : Norm.valueOf(text("norm").toUpperCase(Locale.ROOT));
    MlpBuilder builder = Mlp.builder((int) layers[0]);
    for (int l = 1; l < layers.length - 1; l++) {
      builder.dense((int) layers[l], hidden()).norm(norm);
    }
    boolean logistic = loss.equals("binary-cross-entropy") || loss.endsWith(" on sigmoid");
    Activation output = hasClasses() ? Activation.SOFTMAX : logistic ? Activation.SIGMOID : Activation.IDENTITY;
    Mlp mlp = builder.dense((int) layers[layers.length - 1], output).build();
    float[] parameters = mlp.parameters();
    for (Part part : Part.of(mlp)) {
      // γ, β and α have the same first values in PyTorch.
      if (part.kind().equals("W") || part.kind().equals("b")) {
        double[] first = tensor(mlp, part, fields.get("weights_out_in"), fields.get("biases"));
        for (int i = 0; i < first.length; i++) {
          parameters[part.from() + i] = (float) first[i];
        }
      }
    }
    mlp.setParameters(parameters);
    return mlp;
  }

  private Activation hidden() {
    return Activation.parse(text("hidden").replaceFirst(", one alpha a unit, 0.25", ""));
  }

  /** Returns a trainer of the network with the settings of the run. */
  Trainer trainer(Mlp mlp) {
    String loss = text("loss").replace("softmax-", "").replace(" on sigmoid", "");
    TrainerBuilder builder = Trainer.builder(mlp).loss(Loss.parse(loss)).optimizer(optimizer()).threads(1)
        .weightDecay((float) number("weight_decay")).labelSmoothing((float) number("label_smoothing"))
        .decayBiases(object("optimizer").containsKey("weight_decay"));
    if (fields.get("class_weights") != null) {
      double[] weights = numbers("class_weights");
      builder.classWeights((float) weights[0], (float) weights[1], (float) weights[2]);
    }
    if (clipNorm() < Double.POSITIVE_INFINITY) {
      builder.clipNorm((float) clipNorm());
    }
    if (fields.get("schedule") != null) {
      if (!text("schedule").startsWith("cosine to 0 over 20 steps")) {
        throw new AssertionError(text("schedule"));
      }
      builder.schedule(Schedule.cosine(20));
    }
    return builder.build();
  }

  private Optimizer optimizer() {
    Map<String, Object> settings = object("optimizer");
    float rate = setting("lr");
    return switch ((String) settings.get("name")) {
      case "SGD" -> !settings.containsKey("momentum") ? Optimizer.sgd(rate)
          : settings.containsKey("nesterov") ? Optimizer.nesterov(rate, setting("momentum"))
          : Optimizer.momentum(rate, setting("momentum"));
      case "Adagrad" -> Optimizer.adagrad(rate, setting("eps"));
      case "RMSprop" -> Optimizer.rmsprop(rate, setting("alpha"), setting("eps"));
      case "Adam" -> Optimizer.adam(rate, beta(0), beta(1), setting("eps"));
      case "AdamW" -> Optimizer.adamw(rate, setting("weight_decay"), beta(0), beta(1), setting("eps"));
      default -> throw new AssertionError(settings);
    };
  }

  private float setting(String name) {
    return ((Double) object("optimizer").get(name)).floatValue();
  }

  private float beta(int index) {
    return (float) Json.numbers(object("optimizer").get("betas"))[index];
  }

  /** Returns the norm limit of clipping, or infinity. */
  double clipNorm() {
    return fields.get("clip_global_norm") == null ? Double.POSITIVE_INFINITY : number("clip_global_norm");
  }

  /** Returns the values of a tensor of the first gradient, or null if the run does not record it. */
  double[] firstGradient(Mlp mlp, Part part) {
    Map<String, Object> gradient = object("first_gradient");
    return tensor(mlp, part, gradient.get("dW"), gradient.get("db"));
  }

  /** Returns the values of a tensor after the last step. */
  double[] last(Mlp mlp, Part part) {
    return switch (part.kind()) {
      case "alpha" -> Json.numbers(((List<?>) fields.get("prelu_alpha_after")).get(part.layer()));
      case "gamma", "beta" -> norm(part.layer(), part.kind());
      default -> tensor(mlp, part, fields.get("weights_after"), fields.get("biases_after"));
    };
  }

  /** Returns values of the norm of a hidden layer after the last step: gamma, beta, running_mean or running_var. */
  double[] norm(int layer, String kind) {
    return Json.numbers(((Map<?, ?>) ((List<?>) fields.get("norm_after")).get(layer)).get(kind));
  }

  /** Returns weights as [in][out], or biases. */
  private static double[] tensor(Mlp mlp, Part part, Object weights, Object biases) {
    if (!part.kind().equals("W")) {
      return part.kind().equals("b") ? Json.numbers(((List<?>) biases).get(part.layer())) : null;
    }
    double[] outIn = Json.numbers(((List<?>) weights).get(part.layer()));
    int out = mlp.units(part.layer());
    int in = outIn.length / out;
    double[] inOut = new double[outIn.length];
    for (int i = 0; i < in; i++) {
      for (int j = 0; j < out; j++) {
        inOut[i * out + j] = outIn[j * in + i];
      }
    }
    return inOut;
  }

  /** Returns the inputs of all rows. */
  float[] inputs() {
    return floats(numbers("x"));
  }

  /** Returns whether the targets are labels. */
  boolean hasClasses() {
    return text("loss").equals("softmax-cross-entropy");
  }

  /** Returns the targets of all rows. */
  float[] targets() {
    return floats(numbers("y"));
  }

  /** Returns the labels of all rows. */
  int[] classes() {
    double[] y = numbers("y");
    int[] classes = new int[y.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = (int) y[i];
    }
    return classes;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  double number(String field) {
    return (Double) fields.get(field);
  }

  double[] numbers(String field) {
    return Json.numbers(fields.get(field));
  }

  private String text(String field) {
    return (String) fields.get(field);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> object(String field) {
    return (Map<String, Object>) fields.get(field);
  }
}

package io.github.jinbei;

import io.github.jinbei.internal.net.LayerShape;
import io.github.jinbei.internal.net.Normalization;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.text.Count;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The metadata of {@link ModelTensors}: what is known of a network beside its tensors. */
final class ModelMetadata {

  /** The formats of all versions, from the first. */
  static final List<String> FORMATS = List.of("jinbei/1", "jinbei/2", "jinbei/3");

  /** The entries that a file of the first format does not have. */
  static final Set<String> NOT_IN_FORMAT_1 = Set.of("norms", "dropout");

  private static final String FACTORS = "input_factors";
  private static final String UNFOLDED = "input_weights";

  private final Map<String, String> metadata;
  private final String prefix;

  /**
   * The entries of a network in the metadata of a file, whose keys begin with the prefix.
   *
   * @throws IllegalArgumentException if the format of the file is unknown
   */
  ModelMetadata(Map<String, String> metadata, String prefix) {
    this.metadata = metadata;
    this.prefix = prefix;
    if (!FORMATS.contains(String.valueOf(metadata.get("format")))) {
      throw new IllegalArgumentException("the metadata entry \"format\" is " + metadata.get("format") + "; expected one of "
          + String.join(", ", FORMATS) + ", a model that Jinbei wrote");
    }
  }

  /** Returns the entries of a network. */
  static Map<String, String> of(Mlp mlp, String prefix) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(prefix + "architecture", mlp.toString());
    metadata.put(prefix + "activations", words(mlp, l -> mlp.activation(l).name()));
    metadata.put(prefix + "norms", words(mlp, l -> mlp.norm(l).name().toLowerCase(Locale.ROOT)));
    metadata.put(prefix + "dropout", words(mlp, l -> Float.toString(mlp.dropout(l))));
    metadata.put(prefix + "input_scale", Float.toString(mlp.inputScale()));
    if (!mlp.labels().isEmpty()) {
      metadata.put(prefix + "labels", String.join("\n", mlp.labels()));
    }
    if (mlp.hasInputFactors()) {
      metadata.put(prefix + FACTORS, hexadecimal(mlp.inputFactors()));
      metadata.put(prefix + UNFOLDED, hexadecimal(mlp.weights(0)));
    }
    return metadata;
  }

  private static String hexadecimal(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> Float.toHexString(values[i])).collect(Collectors.joining(" "));
  }

  /** Writes the factors of the inputs and the first weights to the parameters. */
  void readUnfolded(Topology t, float[] parameters) {
    readHexadecimal(FACTORS, parameters, 0, t.inputs());
    readHexadecimal(UNFOLDED, parameters, t.weightOffset(0), t.weightCount(0));
  }

  private void readHexadecimal(String key, float[] to, int at, int count) {
    String[] words = entry(key).split(" ", -1);
    if (words.length != count) {
      throw new IllegalArgumentException("the metadata entry \"" + prefix + key + "\" has " + Count.of(words.length, "number")
          + "; expected " + count);
    }
    for (int i = 0; i < count; i++) {
      to[at + i] = parseHexadecimal(key, words[i]);
    }
  }

  /** Returns the number that {@link Float#toHexString} writes as the given word. */
  private float parseHexadecimal(String key, String word) {
    try {
      float value = Float.parseFloat(word);
      if (Float.toHexString(value).equals(word)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused like other words.
    }
    throw new IllegalArgumentException("the metadata entry \"" + prefix + key + "\" has the word \"" + word
        + "\"; expected a hexadecimal float such as 0x1.8p-2");
  }

  private static String words(Mlp mlp, IntFunction<String> ofLayer) {
    return IntStream.range(0, mlp.layers()).mapToObj(ofLayer).collect(Collectors.joining(" "));
  }

  List<Activation> activations(Activation... custom) {
    List<Activation> activations = new ArrayList<>();
    for (String name : entry("activations").split(" ", -1)) {
      activations.add(Arrays.stream(custom).filter(a -> a.name().equals(name)).findFirst()
          .orElseGet(() -> parseActivation(name)));
    }
    return activations;
  }

  private static Activation parseActivation(String name) {
    try {
      return Activation.parse(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown activation \"" + name + "\"; this version may be too old for the file, "
          + "or it is a custom activation, which must be passed to load(file, activation)");
    }
  }

  Topology topology(List<Activation> activations) {
    boolean withNorms = !FORMATS.get(0).equals(metadata.get("format"));
    String[] widths = entry("architecture").split("-", -1);
    int layers = widths.length - 1;
    if (activations.size() != layers) {
      throw new IllegalArgumentException("there are " + activations.size() + " activations for the architecture "
          + entry("architecture") + "; expected one for each layer");
    }
    String[] norms = withNorms ? words("norms", layers) : null;
    String[] dropout = withNorms ? words("dropout", layers) : null;
    List<LayerShape> shapes = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      shapes.add(new LayerShape(parseWidth(widths[l + 1]), activations.get(l).function,
          withNorms ? parseNorm(norms[l]) : Normalization.NONE, withNorms ? parseDropout(dropout[l]) : 0f));
    }
    boolean inputFactors = metadata.containsKey(prefix + FACTORS) || metadata.containsKey(prefix + UNFOLDED);
    return new Topology(parseWidth(widths[0]), shapes, inputFactors);
  }

  private String[] words(String key, int layers) {
    String[] words = entry(key).split(" ", -1);
    if (words.length != layers) {
      throw new IllegalArgumentException("the metadata entry \"" + prefix + key + "\" is \"" + entry(key) + "\"; expected "
          + layers + " words, one for each layer");
    }
    return words;
  }

  private static Normalization parseNorm(String word) {
    for (Norm norm : Norm.values()) {
      if (norm.name().toLowerCase(Locale.ROOT).equals(word)) {
        return norm.normalization;
      }
    }
    throw new IllegalArgumentException("unknown norm \"" + word + "\"; this version may be too old for the file");
  }

  private static float parseDropout(String text) {
    try {
      return Arguments.fraction("dropout", Float.parseFloat(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("dropout is \"" + text + "\"; expected a number");
    }
  }

  private static int parseWidth(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the architecture has a width \"" + text + "\"; expected a whole number");
    }
  }

  float inputScale() {
    String text = entry("input_scale");
    try {
      return Arguments.positive("input_scale", Float.parseFloat(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("input_scale is \"" + text + "\"; expected a number");
    }
  }

  List<String> labels() {
    String text = metadata.get(prefix + "labels");
    return text == null ? List.of() : List.of(text.split("\n", -1));
  }

  private String entry(String key) {
    String value = metadata.get(prefix + key);
    if (value == null) {
      throw new IllegalArgumentException("the metadata have no entry \"" + prefix + key + "\"; expected one");
    }
    return value;
  }
}

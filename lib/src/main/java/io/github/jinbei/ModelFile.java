package io.github.jinbei;

import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.format.SafeTensors.DoubleTensor;
import io.github.jinbei.format.SafeTensors.Tensor;
import io.github.jinbei.internal.net.Elementwise;
import io.github.jinbei.internal.net.LayerShape;
import io.github.jinbei.internal.net.Normalization;
import io.github.jinbei.internal.net.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The safetensors file of a model. Tensors have the numbers that PyTorch gives to the modules of {@code nn.Sequential}: one for
 * the Linear of each layer, and one each for its norm, its activation and its dropout, if it has them. (Identity is no module.)
 * Weights are [out, in] in the file and [in][out] here. Integer tensors, such as {@code num_batches_tracked} of a batch norm,
 * are ignored.
 *
 * <p>The metadata are strings: {@code format}; {@code architecture} = 784-30-10; {@code activations}, {@code norms} and {@code
 * dropout}, with one word for each layer; {@code input_scale}; and {@code labels}, one in each line. The format is jinbei/1,
 * without the entries for norms and dropout, if there is nothing but weights and biases; otherwise jinbei/2.
 */
final class ModelFile {

  private static final String FORMAT_1 = "jinbei/1";
  private static final String FORMAT_2 = "jinbei/2";

  private ModelFile() {}

  /** A tensor of the file and the place of its numbers in an array. A tensor of rank 2 is stored transposed. */
  private record Entry(String name, long[] shape, float[] data, int at) {

    boolean isMatrix() {
      return shape.length == 2;
    }

    int elements() {
      return Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
    }
  }

  /** Returns all tensors of a network, with their places in the given arrays. */
  private static List<Entry> entries(Topology t, float[] parameters, float[] statistics) {
    List<Entry> entries = new ArrayList<>();
    int module = 0;
    for (int l = 0; l < t.layers(); l++) {
      long[] units = {t.out(l)};
      entries.add(new Entry(module + ".weight", new long[] {t.out(l), t.in(l)}, parameters, t.weightOffset(l)));
      entries.add(new Entry(module + ".bias", units, parameters, t.biasOffset(l)));
      module++;
      if (t.norm(l) != Normalization.NONE) {
        entries.add(new Entry(module + ".weight", units, parameters, t.gammaOffset(l)));
        entries.add(new Entry(module + ".bias", units, parameters, t.betaOffset(l)));
        if (t.norm(l) == Normalization.BATCH) {
          entries.add(new Entry(module + ".running_mean", units, statistics, t.meanOffset(l)));
          entries.add(new Entry(module + ".running_var", units, statistics, t.varianceOffset(l)));
        }
        module++;
      }
      if (t.function(l).ownParameters()) {
        entries.add(new Entry(module + ".weight", units, parameters, t.ownOffset(l)));
      }
      module += (t.function(l) == Elementwise.IDENTITY ? 0 : 1) + (t.dropout(l) == 0 ? 0 : 1);
    }
    return entries;
  }

  static void write(Mlp mlp, Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    boolean plain = isPlain(mlp.topology());
    metadata.put("format", plain ? FORMAT_1 : FORMAT_2);
    metadata.put("architecture", mlp.toString());
    metadata.put("activations", words(mlp, l -> mlp.activation(l).name()));
    if (!plain) {
      metadata.put("norms", words(mlp, l -> mlp.norm(l).name().toLowerCase(Locale.ROOT)));
      metadata.put("dropout", words(mlp, l -> Float.toString(mlp.dropout(l))));
    }
    metadata.put("input_scale", Float.toString(mlp.inputScale()));
    if (!mlp.labels().isEmpty()) {
      metadata.put("labels", String.join("\n", mlp.labels()));
    }
    List<Tensor> tensors = new ArrayList<>();
    for (Entry e : entries(mlp.topology(), mlp.state().parameters(), mlp.state().statistics())) {
      float[] data = new float[e.elements()];
      if (e.isMatrix()) {
        transpose(e.data(), e.at(), (int) e.shape()[1], (int) e.shape()[0], data, 0);
      } else {
        System.arraycopy(e.data(), e.at(), data, 0, data.length);
      }
      tensors.add(new Tensor(e.name(), e.shape(), data));
    }
    new SafeTensors(metadata, tensors).write(file);
  }

  /** Returns whether jinbei/1 can express the network: each layer has weights, biases and nothing else. */
  private static boolean isPlain(Topology t) {
    return IntStream.range(0, t.layers()).noneMatch(l -> t.norm(l) != Normalization.NONE || t.dropout(l) != 0
        || t.function(l).ownParameters());
  }

  static Mlp read(Path file, Activation... custom) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Map<String, String> metadata = tensors.metadata();
    String format = metadata.get("format");
    if (!FORMAT_1.equals(format) && !FORMAT_2.equals(format)) {
      throw new FileFormatException(file, "the metadata entry \"format\" is " + format + "; expected " + FORMAT_1 + " or "
          + FORMAT_2 + ", a model that Jinbei wrote");
    }
    try {
      List<Activation> activations = activations(metadata, custom);
      Topology topology = topology(metadata, activations, FORMAT_2.equals(format));
      // Checked before the arrays are allocated: a wrong file could ask for very large ones.
      checkTensors(tensors, entries(topology, null, null), topology);
      float[] parameters = new float[topology.parameterCount()];
      float[] statistics = new float[topology.statisticsCount()];
      for (Entry e : entries(topology, parameters, statistics)) {
        float[] data = tensors.tensor(e.name()).data();
        if (e.isMatrix()) {
          transpose(data, 0, (int) e.shape()[0], (int) e.shape()[1], e.data(), e.at());
        } else {
          System.arraycopy(data, 0, e.data(), e.at(), data.length);
        }
      }
      Mlp mlp = new Mlp(topology, activations, parameters, statistics, labels(metadata), inputScale(metadata));
      mlp.setStatistics(statistics.clone());
      return mlp;
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(file, e.getMessage());
    }
  }

  private static String words(Mlp mlp, IntFunction<String> ofLayer) {
    return IntStream.range(0, mlp.layers()).mapToObj(ofLayer).collect(Collectors.joining(" "));
  }

  private static List<Activation> activations(Map<String, String> metadata, Activation... custom) {
    List<Activation> activations = new ArrayList<>();
    for (String name : entry(metadata, "activations").split(" ", -1)) {
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

  private static Topology topology(Map<String, String> metadata, List<Activation> activations, boolean withNorms) {
    String[] widths = entry(metadata, "architecture").split("-", -1);
    int layers = widths.length - 1;
    if (activations.size() != layers) {
      throw new IllegalArgumentException("there are " + activations.size() + " activations for the architecture "
          + metadata.get("architecture") + "; expected one for each layer");
    }
    String[] norms = withNorms ? words(metadata, "norms", layers) : null;
    String[] dropout = withNorms ? words(metadata, "dropout", layers) : null;
    List<LayerShape> shapes = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      shapes.add(new LayerShape(parseWidth(widths[l + 1]), activations.get(l).function,
          withNorms ? parseNorm(norms[l]) : Normalization.NONE, withNorms ? parseDropout(dropout[l]) : 0f));
    }
    return new Topology(parseWidth(widths[0]), shapes);
  }

  private static String[] words(Map<String, String> metadata, String key, int layers) {
    String[] words = entry(metadata, key).split(" ", -1);
    if (words.length != layers) {
      throw new IllegalArgumentException("the metadata entry \"" + key + "\" is \"" + metadata.get(key) + "\"; expected "
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

  private static float inputScale(Map<String, String> metadata) {
    String text = entry(metadata, "input_scale");
    try {
      return Arguments.positive("input_scale", Float.parseFloat(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("input_scale is \"" + text + "\"; expected a number");
    }
  }

  private static List<String> labels(Map<String, String> metadata) {
    String text = metadata.get("labels");
    return text == null ? List.of() : List.of(text.split("\n", -1));
  }

  private static String entry(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the metadata have no entry \"" + key + "\"; expected one");
    }
    return value;
  }

  private static void checkTensors(SafeTensors file, List<Entry> entries, Topology t) {
    List<String> expected = entries.stream().map(Entry::name).toList();
    Map<String, String> others = new TreeMap<>(file.integers());
    file.doubles().forEach(tensor -> others.put(tensor.name(), "F64"));
    for (String name : expected) {
      if (others.containsKey(name)) {
        throw new IllegalArgumentException("tensor " + name + " has the dtype " + others.get(name) + "; expected F32");
      }
    }
    List<String> found = Stream.concat(file.tensors().stream().map(Tensor::name),
        file.doubles().stream().map(DoubleTensor::name)).toList();
    List<String> missing = expected.stream().filter(name -> !found.contains(name)).toList();
    List<String> more = found.stream().filter(name -> !expected.contains(name)).toList();
    if (!missing.isEmpty() || !more.isEmpty()) {
      throw new IllegalArgumentException(Stream.of(
              missing.isEmpty() ? "" : "does not have the tensors " + String.join(", ", missing),
              more.isEmpty() ? "" : "has the tensors " + String.join(", ", more) + ", which it should not have")
          .filter(words -> !words.isEmpty()).collect(Collectors.joining(" and ")) + "; expected those of " + t);
    }
    for (Entry e : entries) {
      long[] shape = file.tensor(e.name()).shape();
      if (!Arrays.equals(shape, e.shape())) {
        throw new IllegalArgumentException("tensor " + e.name() + " has the shape " + Arrays.toString(shape)
            + "; expected " + Arrays.toString(e.shape()));
      }
    }
  }

  /** {@code to[j][i] = from[i][j]} for a [rows][columns] matrix. */
  private static void transpose(float[] from, int fromOff, int rows, int columns, float[] to, int toOff) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[toOff + j * rows + i] = from[fromOff + i * columns + j];
      }
    }
  }
}

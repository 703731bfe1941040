package io.github.jinbei;

import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.format.SafeTensors.DoubleTensor;
import io.github.jinbei.format.SafeTensors.Tensor;
import io.github.jinbei.internal.net.Elementwise;
import io.github.jinbei.internal.net.InferenceNetwork;
import io.github.jinbei.internal.net.Normalization;
import io.github.jinbei.internal.net.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One network among the tensors and the metadata of a safetensors file, which may hold other things, too. All names of the
 * network begin with a prefix, such as {@code 0.}; the prefix of a file of {@link Mlp#save} is empty.
 *
 * <p>Behind the prefix, tensors have the numbers that PyTorch gives to the modules of {@code nn.Sequential}: one for the Linear
 * of each layer, and one each for its norm, its activation and its dropout, if it has them. (Identity is no module.) Weights
 * are [out, in] in the file and [in][out] here; the first ones are multiplied by the factors of the inputs, if there are any.
 * Integer tensors, such as {@code num_batches_tracked} of a batch norm, are ignored.
 *
 * <p>The metadata are strings: {@code architecture} = 784-30-10; {@code activations}, {@code norms} and {@code dropout}, with
 * one word for each layer; {@code input_scale}; and {@code labels}, one in each line, if there are any. With factors of the
 * inputs, {@code input_factors} are these and {@code input_weights} the first weights themselves, [in][out], all as {@link
 * Float#toHexString} writes them.
 */
public final class ModelTensors {

  private ModelTensors() {}

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
  private static List<Entry> entries(String prefix, Topology t, float[] parameters, float[] statistics) {
    List<Entry> entries = new ArrayList<>();
    int module = 0;
    for (int l = 0; l < t.layers(); l++) {
      long[] units = {t.out(l)};
      entries.add(new Entry(prefix + module + ".weight", new long[] {t.out(l), t.in(l)}, parameters, t.weightOffset(l)));
      entries.add(new Entry(prefix + module + ".bias", units, parameters, t.biasOffset(l)));
      module++;
      if (t.norm(l) != Normalization.NONE) {
        entries.add(new Entry(prefix + module + ".weight", units, parameters, t.gammaOffset(l)));
        entries.add(new Entry(prefix + module + ".bias", units, parameters, t.betaOffset(l)));
        if (t.norm(l) == Normalization.BATCH) {
          entries.add(new Entry(prefix + module + ".running_mean", units, statistics, t.meanOffset(l)));
          entries.add(new Entry(prefix + module + ".running_var", units, statistics, t.varianceOffset(l)));
        }
        module++;
      }
      if (t.function(l).ownParameters()) {
        entries.add(new Entry(prefix + module + ".weight", units, parameters, t.ownOffset(l)));
      }
      module += (t.function(l) == Elementwise.IDENTITY ? 0 : 1) + (t.dropout(l) == 0 ? 0 : 1);
    }
    return entries;
  }

  /**
   * Returns the metadata of a network.
   *
   * @param mlp the network
   * @param prefix begins each key
   * @return a new map
   * @throws NullPointerException if mlp or prefix is null
   */
  public static Map<String, String> metadata(Mlp mlp, String prefix) {
    return ModelMetadata.of(Objects.requireNonNull(mlp, "mlp"), Objects.requireNonNull(prefix, "prefix"));
  }

  /**
   * Returns the tensors of a network, with copies of its values.
   *
   * @param mlp the network
   * @param prefix begins each name
   * @return a new list
   * @throws NullPointerException if mlp or prefix is null
   */
  public static List<Tensor> tensors(Mlp mlp, String prefix) {
    Topology t = Objects.requireNonNull(mlp, "mlp").topology();
    float[] parameters = mlp.parameters();
    InferenceNetwork.foldFactors(t, parameters, parameters, t.weightOffset(0));
    List<Tensor> tensors = new ArrayList<>();
    for (Entry e : entries(Objects.requireNonNull(prefix, "prefix"), t, parameters, mlp.state().statistics())) {
      float[] data = new float[e.elements()];
      if (e.isMatrix()) {
        transpose(e.data(), e.at(), (int) e.shape()[1], (int) e.shape()[0], data, 0);
      } else {
        System.arraycopy(e.data(), e.at(), data, 0, data.length);
      }
      tensors.add(new Tensor(e.name(), e.shape(), data));
    }
    return tensors;
  }

  /**
   * Returns the network that {@link #metadata} and {@link #tensors} describe. What does not begin with the prefix is ignored.
   *
   * @param file the content of the file. Its metadata entry {@code format} is jinbei/1, jinbei/2 or jinbei/3; in jinbei/1, the
   *     entries for norms and dropout are not read
   * @param prefix begins the keys and the names of the network
   * @param custom the user's own activations that the network may contain
   * @return a new network
   * @throws IllegalArgumentException if the format is another, or metadata or tensors are missing or contradict each other; the
   *     message says what is wrong
   * @throws NullPointerException if an argument is null
   */
  public static Mlp read(SafeTensors file, String prefix, Activation... custom) {
    ModelMetadata metadata = new ModelMetadata(Objects.requireNonNull(file, "file").metadata(),
        Objects.requireNonNull(prefix, "prefix"));
    List<Activation> activations = metadata.activations(Objects.requireNonNull(custom, "custom"));
    Topology topology = metadata.topology(activations);
    // Checked before the arrays are allocated: a wrong file could ask for very large ones.
    checkTensors(file, prefix, entries(prefix, topology, null, null), topology);
    float[] parameters = new float[topology.parameterCount()];
    float[] statistics = new float[topology.statisticsCount()];
    for (Entry e : entries(prefix, topology, parameters, statistics)) {
      float[] data = file.tensor(e.name()).data();
      if (e.isMatrix()) {
        transpose(data, 0, (int) e.shape()[0], (int) e.shape()[1], e.data(), e.at());
      } else {
        System.arraycopy(data, 0, e.data(), e.at(), data.length);
      }
    }
    if (topology.inputFactors()) {
      metadata.readUnfolded(topology, parameters);
      checkFolded(file, prefix, topology, parameters);
    }
    Mlp mlp = new Mlp(topology, activations, parameters, statistics, metadata.labels(), metadata.inputScale());
    mlp.setStatistics(statistics.clone());
    return mlp;
  }

  /** Checks that the first weights of the file are those of the parameters times the factors of the inputs. */
  private static void checkFolded(SafeTensors file, String prefix, Topology t, float[] parameters) {
    float[] folded = Arrays.copyOfRange(parameters, t.weightOffset(0), t.biasOffset(0));
    InferenceNetwork.foldFactors(t, parameters, folded, 0);
    float[] found = file.tensor(prefix + "0.weight").data();
    for (int w = 0; w < found.length; w++) {
      int i = w % t.in(0);
      int j = w / t.in(0);
      float expected = folded[i * t.out(0) + j];
      if (Float.floatToIntBits(found[w]) != Float.floatToIntBits(expected)) {
        throw new IllegalArgumentException("tensor " + prefix + "0.weight has " + found[w] + " at [" + j + ", " + i
            + "]; expected " + expected + ", the product of input_factors and input_weights in the metadata");
      }
    }
  }

  /** Checks that the tensors whose names begin with the prefix are those of the entries. */
  private static void checkTensors(SafeTensors file, String prefix, List<Entry> entries, Topology t) {
    List<String> expected = entries.stream().map(Entry::name).toList();
    Map<String, String> others = new TreeMap<>(file.integers());
    file.doubles().forEach(tensor -> others.put(tensor.name(), "F64"));
    for (String name : expected) {
      if (others.containsKey(name)) {
        throw new IllegalArgumentException("tensor " + name + " has the dtype " + others.get(name) + "; expected F32");
      }
    }
    List<String> found = Stream.concat(file.tensors().stream().map(Tensor::name),
        file.doubles().stream().map(DoubleTensor::name)).filter(name -> name.startsWith(prefix)).toList();
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

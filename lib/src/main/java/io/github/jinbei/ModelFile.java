package io.github.jinbei;

import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.format.SafeTensors.Tensor;
import io.github.jinbei.internal.net.ActivationFunction;
import io.github.jinbei.internal.net.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model as a safetensors file. Tensors are numbered as PyTorch numbers the modules of
 * {@code nn.Sequential(Linear, Activation, Linear, ...)}: every layer takes a number for its Linear and one for its
 * activation, unless that is the identity. Weights are [out, in] there, [in][out] here.
 *
 * <p>The metadata are strings: {@code format} = jinbei/1, {@code architecture} = 784-30-10, {@code activations} = one
 * name a layer, {@code input_scale}, and {@code labels}, one a line.
 */
final class ModelFile {

  private static final String FORMAT = "jinbei/1";

  private ModelFile() {}

  static void write(Mlp mlp, Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("architecture", mlp.toString());
    metadata.put("activations", activationNames(mlp));
    metadata.put("input_scale", Float.toString(mlp.inputScale()));
    if (!mlp.labels().isEmpty()) {
      metadata.put("labels", String.join("\n", mlp.labels()));
    }
    Topology t = mlp.topology();
    List<Tensor> tensors = new ArrayList<>();
    for (int l = 0, module = 0; l < t.layers(); module += modules(t, l), l++) {
      int in = t.in(l);
      int out = t.out(l);
      float[] weights = transpose(mlp.liveParameters(), t.weightOffset(l), in, out, new float[in * out], 0);
      float[] biases = new float[out];
      System.arraycopy(mlp.liveParameters(), t.biasOffset(l), biases, 0, out);
      tensors.add(new Tensor(module + ".weight", new int[] {out, in}, weights));
      tensors.add(new Tensor(module + ".bias", new int[] {out}, biases));
    }
    new SafeTensors(metadata, tensors).write(file);
  }

  static Mlp read(Path file) throws IOException {
    SafeTensors tensors = SafeTensors.read(file);
    Map<String, String> metadata = tensors.metadata();
    if (!FORMAT.equals(metadata.get("format"))) {
      throw new FileFormatException(file, "the metadata entry \"format\" is " + metadata.get("format") + "; expected "
          + FORMAT + ", a model that Jinbei wrote");
    }
    try {
      Topology topology = topology(metadata);
      checkShapes(tensors, topology);
      float[] parameters = new float[topology.parameterCount()];
      for (int l = 0, module = 0; l < topology.layers(); module += modules(topology, l), l++) {
        float[] weights = tensors.tensor(module + ".weight").data();
        transpose(weights, 0, topology.out(l), topology.in(l), parameters, topology.weightOffset(l));
        float[] biases = tensors.tensor(module + ".bias").data();
        System.arraycopy(biases, 0, parameters, topology.biasOffset(l), biases.length);
      }
      return new Mlp(topology, parameters, labels(metadata, topology), inputScale(metadata));
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(file, e.getMessage());
    }
  }

  /** Numbers that layer l takes: its Linear, and its activation unless that is the identity. */
  private static int modules(Topology t, int l) {
    return t.function(l) == ActivationFunction.IDENTITY ? 1 : 2;
  }

  private static String activationNames(Mlp mlp) {
    StringBuilder names = new StringBuilder();
    for (int l = 0; l < mlp.layers(); l++) {
      names.append(l == 0 ? "" : " ").append(mlp.activation(l).name().toLowerCase(Locale.ROOT));
    }
    return names.toString();
  }

  private static Topology topology(Map<String, String> metadata) {
    String[] widths = entry(metadata, "architecture").split("-", -1);
    String[] names = entry(metadata, "activations").split(" ", -1);
    if (names.length != widths.length - 1) {
      throw new IllegalArgumentException("there are " + names.length + " activations for the architecture "
          + metadata.get("architecture") + "; expected one a layer");
    }
    int[] sizes = new int[widths.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = parseWidth(widths[i]);
    }
    ActivationFunction[] functions = new ActivationFunction[names.length];
    for (int l = 0; l < functions.length; l++) {
      functions[l] = parseActivation(names[l]).function;
    }
    return new Topology(sizes, functions);
  }

  private static int parseWidth(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the architecture has a width \"" + text + "\"; expected a whole number");
    }
  }

  private static Activation parseActivation(String name) {
    for (Activation a : Activation.values()) {
      if (a.name().toLowerCase(Locale.ROOT).equals(name)) {
        return a;
      }
    }
    throw new IllegalArgumentException("unknown activation \"" + name + "\"; this version may be too old for the file");
  }

  private static float inputScale(Map<String, String> metadata) {
    String text = entry(metadata, "input_scale");
    try {
      return Arguments.positive("input_scale", Float.parseFloat(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("input_scale is \"" + text + "\"; expected a number");
    }
  }

  private static List<String> labels(Map<String, String> metadata, Topology topology) {
    String text = metadata.get("labels");
    if (text == null) {
      return List.of();
    }
    List<String> labels = List.of(text.split("\n", -1));
    if (labels.size() != topology.outputs()) {
      throw new IllegalArgumentException(
          "there are " + labels.size() + " labels; expected " + topology.outputs() + ", one for each output");
    }
    return labels;
  }

  private static String entry(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the metadata have no entry \"" + key + "\"; expected one");
    }
    return value;
  }

  private static void checkShapes(SafeTensors tensors, Topology t) {
    if (tensors.tensors().size() != 2 * t.layers()) {
      throw new IllegalArgumentException("there are " + tensors.tensors().size() + " tensors; expected " + 2 * t.layers()
          + ", weights and biases of " + t);
    }
    for (int l = 0, module = 0; l < t.layers(); module += modules(t, l), l++) {
      checkShape(tensors, module + ".weight", t.out(l), t.in(l));
      checkShape(tensors, module + ".bias", t.out(l));
    }
  }

  private static void checkShape(SafeTensors tensors, String name, int... expected) {
    int[] shape = null;
    for (Tensor tensor : tensors.tensors()) {
      if (tensor.name().equals(name)) {
        shape = tensor.shape();
      }
    }
    if (!Arrays.equals(shape, expected)) {
      throw new IllegalArgumentException("tensor " + name + " has the shape " + Arrays.toString(shape)
          + "; expected " + Arrays.toString(expected));
    }
  }

  /** {@code to[j][i] = from[i][j]} for a [rows][columns] matrix; returns {@code to}. */
  private static float[] transpose(float[] from, int fromOff, int rows, int columns, float[] to, int toOff) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[toOff + j * rows + i] = from[fromOff + i * columns + j];
      }
    }
    return to;
  }
}

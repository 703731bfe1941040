package io.github.jinbei;

import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.internal.net.Normalization;
import io.github.jinbei.internal.net.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The safetensors file of a model: its {@link ModelTensors} without a prefix, and the version {@code format} in the metadata.
 * The format is jinbei/3 if the inputs have factors; jinbei/1, without the entries for norms and dropout, if there is nothing
 * but weights and biases; otherwise jinbei/2.
 */
final class ModelFile {

  private ModelFile() {}

  static void write(Mlp mlp, Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(ModelTensors.metadata(mlp, ""));
    int version = mlp.hasInputFactors() ? 3 : isPlain(mlp.topology()) ? 1 : 2;
    metadata.put("format", ModelMetadata.FORMATS.get(version - 1));
    if (version == 1) {
      metadata.keySet().removeAll(ModelMetadata.NOT_IN_FORMAT_1);
    }
    new SafeTensors(metadata, ModelTensors.tensors(mlp, "")).write(file);
  }

  /** Returns whether jinbei/1 can express the network: each layer has weights, biases and nothing else. */
  private static boolean isPlain(Topology t) {
    return IntStream.range(0, t.layers()).noneMatch(l -> t.norm(l) != Normalization.NONE || t.dropout(l) != 0
        || t.function(l).ownParameters());
  }

  static Mlp read(Path file, Activation... custom) throws IOException {
    SafeTensors content = SafeTensors.read(file);
    String kind = content.metadata().get("kind");
    if ("classifier".equals(kind) || "regressor".equals(kind)) {
      throw new FileFormatException(file, "holds a " + kind + " of tables; expected a network; Mlp"
          + (kind.equals("classifier") ? "Classifier" : "Regressor") + ".load reads it");
    }
    try {
      return ModelTensors.read(content, "", custom);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(file, e.getMessage());
    }
  }
}

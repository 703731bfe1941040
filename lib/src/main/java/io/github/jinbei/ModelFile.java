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
 * The format is jinbei/1, without the entries for norms and dropout, if there is nothing but weights and biases; otherwise
 * jinbei/2.
 */
final class ModelFile {

  static final String FORMAT_1 = "jinbei/1";
  private static final String FORMAT_2 = "jinbei/2";

  private ModelFile() {}

  static void write(Mlp mlp, Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(ModelTensors.metadata(mlp, ""));
    boolean plain = isPlain(mlp.topology());
    metadata.put("format", plain ? FORMAT_1 : FORMAT_2);
    if (plain) {
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
    String format = content.metadata().get("format");
    if (!FORMAT_1.equals(format) && !FORMAT_2.equals(format)) {
      throw new FileFormatException(file, "the metadata entry \"format\" is " + format + "; expected " + FORMAT_1 + " or "
          + FORMAT_2 + ", a model that Jinbei wrote");
    }
    try {
      return ModelTensors.read(content, "", custom);
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(file, e.getMessage());
    }
  }
}

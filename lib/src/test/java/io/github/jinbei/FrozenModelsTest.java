package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.jinbei.format.SafeTensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Model files of every version, each written by a library of its time, with the parameters and predictions that it had then.
 * They are never written again. If a hash changes, a model that somebody has saved no longer gives its results.
 */
@BitEquality
@Tag("pinned")
@Tag("small")
class FrozenModelsTest {

  @TempDir
  private Path folder;

  /** The first number of a name is the version. {@code jinbei-2-plain} has no norms: later libraries write it as jinbei/1. */
  @ParameterizedTest
  @CsvSource({
    "jinbei-1-classes, 7-5-4-3, sigmoid identity softmax, none none none, 0.0 0.0 0.0, 0.003921569, 3, "
        + "9153cac3dbb774a13c84555ba54afeeb56772d69e47def1bb148dc922cd7a89a, "
        + "2a43ae9ff844095db33f0c17d674daa55a1e288ae52d456ac810da5bb22130dd",
    "jinbei-1-regression, 7-6-5-1, relu tanh identity, none none none, 0.0 0.0 0.0, 1.0, 0, "
        + "5f3fe7b6546b590cb81b27536b28c723669c69b685f64c0442821687f902fd06, "
        + "7bb24b870c79a36fb8f22052f9858f93d05cf965c050defa2bca8c9c03e6b676",
    "jinbei-2-norms, 7-6-5-8-5-3, prelu identity elu(1.3) gelu softmax, BATCH LAYER NONE BATCH NONE, 0.25 0.0 0.1 0.0 0.0, "
        + "0.5, 3, "
        + "6d5b8ae4523e478a1b16cb4176c2a925b29c9452186f28af7a0c42e290a7c495, "
        + "21a06189ea7d4b235a7150f3dfa72868cf85cd6b38779babe0919e9f10bbe30d",
    "jinbei-2-plain, 7-6-4-2, silu leaky_relu(0.01) identity, none none none, 0.0 0.0 0.0, 1.0, 0, "
        + "a76c6a9ed2c47a9538a880732bad960117b05cafd1d695002a196f27497e24bc, "
        + "5e66ce9a8cc63b6a7a686db529cd24796a692725785976604e057dcdedb7a602",
    "jinbei-3-factors, 7-6-5-3, selu gelu softmax, BATCH NONE NONE, 0.25 0.0 0.0, 0.5, 3, "
        + "18f9b9e87039347c6001cc06f446af04c7b81608bda659fcb1a9c566633c7497, "
        + "15194633c033cab22ff23797d70909e304d1d1da76a72e136c98db8879a461db"
  })
  void givesTheResultsOfItsTime(String name, String architecture, String activations, String norms, String dropout,
      float scale, int labels, String parameters, String predictions) throws IOException {
    Path file = copyOf(name + ".safetensors");
    assertEquals("jinbei/" + name.charAt("jinbei-".length()), SafeTensors.read(file).metadata().get("format"));
    Mlp mlp = Mlp.load(file);
    assertEquals(architecture, mlp.toString());
    assertEquals(activations, words(mlp, l -> mlp.activation(l).name()));
    assertEquals(norms.toUpperCase(Locale.ROOT), words(mlp, l -> mlp.norm(l).name()));
    assertEquals(dropout, words(mlp, l -> Float.toString(mlp.dropout(l))));
    assertEquals(scale, mlp.inputScale());
    assertEquals(labels == 0 ? List.of() : List.of("cat", "dog", "\u00fc \"cow\""), mlp.labels());
    assertEquals(parameters, hashOf(mlp), "parameters and statistics");
    assertEquals(predictions, new BitHash().add(predictionsOf(mlp)).hex(), "predictions on backend " + Backend.current());
    Path again = folder.resolve("again.safetensors");
    mlp.save(again);
    Mlp loaded = Mlp.load(again);
    assertEquals(parameters, hashOf(loaded), "saved by the library of now");
    assertEquals(mlp.labels(), loaded.labels());
  }

  private Path copyOf(String resource) throws IOException {
    Path file = folder.resolve("frozen.safetensors");
    try (InputStream in = FrozenModelsTest.class.getResourceAsStream(resource)) {
      assertNotNull(in, resource);
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private static String words(Mlp mlp, IntFunction<String> ofLayer) {
    return IntStream.range(0, mlp.layers()).mapToObj(ofLayer).collect(Collectors.joining(" "));
  }

  private static String hashOf(Mlp mlp) {
    return new BitHash().add(mlp.parameters()).add(mlp.statistics()).hex();
  }

  /** Returns the predictions for 20 rows of fixed random inputs. */
  private static float[] predictionsOf(Mlp mlp) {
    Random random = new Random(1);
    float[] x = new float[20 * mlp.inputs()];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat() * 2 - 1;
    }
    float[] out = new float[20 * mlp.outputs()];
    mlp.predict(x, 0, 20, out, 0);
    return out;
  }
}

package io.github.jinbei.internal.train;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Digest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts by which the data of a call are compared with those of a checkpoint: their shapes and their SHA-256. */
final class DataTexts {

  /** Begins the name of each text. */
  static final String PREFIX = "data.";

  /** About as many values are copied at once. */
  private static final int VALUES = 1 << 14;

  private DataTexts() {}

  static Map<String, String> of(FitData data) {
    Map<String, String> texts = new LinkedHashMap<>();
    put(texts, PREFIX + "train", data.train());
    if (data.validation() != null) {
      put(texts, PREFIX + "validation", data.validation());
    }
    return texts;
  }

  private static void put(Map<String, String> texts, String name, Dataset data) {
    texts.put(name, Count.of(data.rows(), "row") + " of " + Count.of(data.inputs(), "input") + " and "
        + (data.hasClasses() ? "a class of " + data.classCount() : Count.of(data.targetWidth(), "target"))
        + (data.hasWeights() ? ", weighted" : ""));
    texts.put(name + ".sha256", sha256(data));
  }

  /** Returns the SHA-256 of blocks of rows: of each its inputs, then its classes or targets, then its weights if any. */
  private static String sha256(Dataset data) {
    int inputs = data.inputs();
    int targets = data.hasClasses() ? 0 : data.targetWidth();
    int most = Math.max(1, VALUES / (inputs + targets + 1));
    float[] values = new float[most * Math.max(inputs, Math.max(targets, 1))];
    int[] classes = new int[most];
    Digest digest = new Digest();
    for (int row = 0, n; row < data.rows(); row += n) {
      n = Math.min(most, data.rows() - row);
      data.copyInputs(row, n, values, 0);
      digest.add(values, n * inputs);
      if (data.hasClasses()) {
        data.copyClasses(row, n, classes, 0);
        digest.add(classes, n);
      } else {
        data.copyTargets(row, n, values, 0);
        digest.add(values, n * targets);
      }
      for (int r = 0; data.hasWeights() && r < n; r++) {
        values[r] = data.weightOf(row + r);
      }
      digest.add(values, data.hasWeights() ? n : 0);
    }
    return digest.hex();
  }
}

package io.github.jinbei.cli;

import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import io.github.jinbei.data.Idx;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows a command works on, and the model it works with.
 *
 * @param name what the rows are, for a reader
 * @param train rows to train on; null where a command only tests
 * @param test rows to test on
 * @param divisor what the raw numbers were divided by
 */
record ModelData(String name, Dataset train, Dataset test, float divisor) {

  static final Option<Path> DATA = new Option<>("--data", Kind.path("DIR", "the name of a folder"), null,
      "folder of IDX files, as MNIST comes (default the embedded digits)");

  static final Option<Path> MODEL = new Option<>("MODEL", Kind.path("FILE", "the name of a file"), null,
      "a file written by train --save");

  private static final String SAMPLE = "embedded digits";

  /** Training and test rows of a folder, or of the sample if it is null. */
  static ModelData forTraining(IdxFolder folder) throws IOException {
    return folder == null ? new ModelData(SAMPLE, Digits.train(), Digits.heldOut(), Digits.DIVISOR)
        : read(folder, Idx.MNIST_DIVISOR);
  }

  /** Training and test rows of a folder, or of the sample if it is null, scaled as the model was trained. */
  static ModelData forTraining(IdxFolder folder, Mlp model) throws IOException {
    float divisor = divisor(model.inputScale());
    ModelData data = folder == null
        ? new ModelData(SAMPLE, rescaled(Digits.train(), Digits.DIVISOR, divisor), sample(divisor), divisor)
        : read(folder, divisor);
    data.checkFor(model, folder);
    return data;
  }

  private static ModelData read(IdxFolder folder, float divisor) throws IOException {
    Dataset train = folder.train(divisor);
    Dataset test = folder.test(divisor);
    if (train.inputs() != test.inputs()) {
      throw new FailureException("the rows to train on in " + folder.path() + " have " + Count.of(train.inputs(), "input")
          + ", those to test on " + test.inputs() + "; give a folder whose files belong together");
    }
    return new ModelData(folder.path().toString(), train, test, divisor);
  }

  private static Dataset sample(float divisor) {
    return rescaled(Digits.heldOut(), Digits.DIVISOR, divisor);
  }

  /** Classes of the training and the test rows together; a class may be missing in one of them. */
  int classes() {
    return Math.max(train == null ? 0 : train.classCount(), test.classCount());
  }

  /** The least class that has a row. */
  int firstClass() {
    int first = classes() - 1;
    for (Dataset rows : train == null ? List.of(test) : List.of(train, test)) {
      for (int row = 0; row < rows.rows(); row++) {
        first = Math.min(first, rows.classOf(row));
      }
    }
    return first;
  }

  /** Returns which classes from the first one up have none of these rows, such as {@code classes 2, 4 have no rows}; or nothing. */
  String classesWithout(Dataset rows) {
    boolean[] there = new boolean[classes()];
    for (int row = 0; row < rows.rows(); row++) {
      there[rows.classOf(row)] = true;
    }
    List<String> missing = IntStream.range(firstClass(), there.length).filter(c -> !there[c])
        .mapToObj(Integer::toString).toList();
    String names = String.join(", ", missing);
    return missing.isEmpty() ? ""
        : missing.size() == 1 ? "class " + names + " has no rows" : "classes " + names + " have no rows";
  }

  /** Test rows of a folder, or of the sample if it is null, scaled as the model was trained. */
  static ModelData forTesting(IdxFolder folder, Mlp model) throws IOException {
    float divisor = divisor(model.inputScale());
    Dataset test = folder == null ? sample(divisor) : folder.test(divisor);
    ModelData data = new ModelData(folder == null ? SAMPLE : folder.path().toString(), null, test, divisor);
    data.checkFor(model, folder);
    return data;
  }

  /** That a model can be given these rows, of a folder or of the sample. */
  private void checkFor(Mlp model, IdxFolder folder) {
    if (test.inputs() != model.inputs() || classes() > model.classes()) {
      throw new FailureException("the model takes " + Count.of(model.inputs(), "input") + " and tells "
          + Count.of(model.classes(), "class", "classes") + " apart, but the " + (folder == null ? "" : "data in ") + name
          + " have " + Count.of(test.inputs(), "input") + " and " + Count.of(classes(), "class", "classes") + "; give the folder of the model's data with --data");
    }
  }

  /** The model in a file, with a word on what is wrong where it is none. */
  static Mlp model(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FailureException(file + " is a folder; give a file written by train --save");
    }
    return Mlp.load(file);
  }

  /** The name of a class: the model's label if it has one a class, or else the class's number. */
  static String label(Mlp model, int label) {
    return model.labels().size() < model.classes() ? Integer.toString(label) : model.labels().get(label);
  }

  /**
   * The number whose reciprocal is {@code scale}: the whole number where there is one, so that rows divided by it are,
   * to the bit, those that the model was trained on.
   */
  static float divisor(float scale) {
    float whole = Math.round(1f / scale);
    return 1f / whole == scale ? whole : 1f / scale;
  }

  /** The same rows divided by {@code to} instead of {@code from}. */
  private static Dataset rescaled(Dataset data, float from, float to) {
    if (from == to) {
      return data;
    }
    float[] inputs = new float[data.rows() * data.inputs()];
    data.copyInputs(0, data.rows(), inputs, 0);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = inputs[i] * from / to;
    }
    int[] classes = new int[data.rows()];
    data.copyClasses(0, data.rows(), classes, 0);
    return Dataset.ofClasses(inputs, data.inputs(), classes, data.classCount());
  }
}

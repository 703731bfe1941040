package io.github.jinbei.cli;

import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import io.github.jinbei.data.Idx;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The images of a command.
 *
 * @param name the name of the data set, as it is printed
 * @param train the rows to train on, or null if the command only tests
 * @param test the rows to test on
 * @param divisor the number by which the raw inputs were divided
 */
record ImageData(String name, Dataset train, Dataset test, float divisor) {

  private static final String SAMPLE = "embedded digits";

  /** Reads the training and test rows of a folder, or of the sample if it is null. */
  static ImageData forTraining(IdxFolder folder) throws IOException {
    return folder == null ? new ImageData(SAMPLE, Digits.train(), Digits.heldOut(), Digits.DIVISOR)
        : read(folder, Idx.MNIST_DIVISOR);
  }

  /** Reads the training and test rows of a folder, or of the sample if it is null. Scales them as the model's data was. */
  static ImageData forTraining(IdxFolder folder, Mlp model) throws IOException {
    float divisor = divisor(model.inputScale());
    ImageData data = folder == null
        ? new ImageData(SAMPLE, rescaled(Digits.train(), Digits.DIVISOR, divisor), sample(divisor), divisor)
        : read(folder, divisor);
    data.checkFor(model, folder);
    return data;
  }

  private static ImageData read(IdxFolder folder, float divisor) throws IOException {
    Dataset train = folder.train(divisor);
    Dataset test = folder.test(divisor);
    if (train.inputs() != test.inputs()) {
      throw new UsageException("the rows to train on in " + folder.path() + " have " + Count.of(train.inputs(), "input")
          + ", those to test on " + test.inputs() + "; give a folder whose files belong together");
    }
    return new ImageData(folder.path().toString(), train, test, divisor);
  }

  private static Dataset sample(float divisor) {
    return rescaled(Digits.heldOut(), Digits.DIVISOR, divisor);
  }

  /** Returns the number of classes of the training and the test rows together. One of them may lack a class. */
  int classes() {
    return Math.max(train == null ? 0 : train.classCount(), test.classCount());
  }

  /** Returns the lowest class that has a row. */
  int firstClass() {
    int first = classes() - 1;
    for (Dataset rows : train == null ? List.of(test) : List.of(train, test)) {
      for (int row = 0; row < rows.rows(); row++) {
        first = Math.min(first, rows.classOf(row));
      }
    }
    return first;
  }

  /** Returns which classes from the first one up have no rows, for example {@code classes 2, 4 have no rows}; or nothing. */
  String classesWithout(Dataset rows) {
    boolean[] there = new boolean[classes()];
    for (int row = 0; row < rows.rows(); row++) {
      there[rows.classOf(row)] = true;
    }
    List<String> missing = new ArrayList<>();
    for (int c = firstClass(); c < there.length; c++) {
      if (!there[c]) {
        missing.add(Integer.toString(c));
      }
    }
    String names = String.join(", ", missing);
    return missing.isEmpty() ? ""
        : missing.size() == 1 ? "class " + names + " has no rows" : "classes " + names + " have no rows";
  }

  /** Reads the test rows of a folder, or of the sample if it is null. Scales them as the model's data was. */
  static ImageData forTesting(IdxFolder folder, Mlp model) throws IOException {
    float divisor = divisor(model.inputScale());
    Dataset test = folder == null ? sample(divisor) : folder.test(divisor);
    ImageData data = new ImageData(folder == null ? SAMPLE : folder.path().toString(), null, test, divisor);
    data.checkFor(model, folder);
    return data;
  }

  /** Throws a {@link UsageException} if the model has not the inputs and classes of these rows. */
  private void checkFor(Mlp model, IdxFolder folder) {
    if (test.inputs() != model.inputs() || classes() > model.classes()) {
      throw new UsageException("the model has " + Count.of(model.inputs(), "input") + " and "
          + Count.of(model.classes(), "class", "classes") + ", but the " + (folder == null ? "" : "data in ") + name
          + " have " + Count.of(test.inputs(), "input") + " and " + Count.of(classes(), "class", "classes")
          + "; give the folder of the model's data with --data");
    }
  }

  /** Returns the name of a class: its label if the model has a label for each class, or else its number. */
  static String label(Mlp model, int label) {
    return model.labels().size() < model.classes() ? Integer.toString(label) : model.labels().get(label);
  }

  /**
   * Returns the number whose reciprocal is {@code scale}, which is a whole number where there is one: rows divided by it have
   * the bits of the rows that the model was trained on.
   */
  static float divisor(float scale) {
    float whole = Math.round(1f / scale);
    return 1f / whole == scale ? whole : 1f / scale;
  }

  /** Returns rows that are divided by {@code to} instead of {@code from}. */
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

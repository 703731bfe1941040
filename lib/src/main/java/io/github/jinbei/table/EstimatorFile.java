package io.github.jinbei.table;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.ModelTensors;
import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.format.SafeTensors.Tensor;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors file of an estimator. Network i is what {@link ModelTensors} makes of it with the prefix {@code i.}. All else
 * is metadata, numbers as hexadecimal floats:
 *
 * <ul>
 * <li>{@code format}: jinbei/3; {@code kind}: classifier or regressor; {@code networks}: their number
 * <li>{@code target}: the name of the target's column; {@code rows}: the rows trained on; {@code seed}
 * <li>{@code classes}: of a classifier, the labels ({@link TextLines})
 * <li>{@code target_mean} and {@code target_deviation}: of a regressor, what outputs are multiplied by and added to
 * <li>{@code weights} and {@code weight_factors}: column and factors of the {@link Weighting}, separated by spaces; each where
 *     there is one
 * <li>the entries of {@link FeatureEntries}
 * </ul>
 */
final class EstimatorFile {

  private static final String FORMAT = "jinbei/3";
  private static final String CLASSIFIER = "classifier";
  private static final String REGRESSOR = "regressor";

  private EstimatorFile() {}

  /** Replaces a file in one step. */
  static void write(MlpEstimator estimator, Path file) throws IOException {
    Fitted fitted = estimator.fitted();
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", FORMAT);
    metadata.put("kind", kind(estimator.getClass()));
    metadata.put("networks", Integer.toString(fitted.networks().size()));
    metadata.put("target", TextLines.line(fitted.target()));
    metadata.put("rows", Integer.toString(fitted.rows()));
    metadata.put("seed", Long.toString(fitted.seed()));
    if (estimator instanceof MlpClassifier classifier) {
      metadata.put("classes", TextLines.of(classifier.classes()));
    } else {
      TargetScale scale = ((MlpRegressor) estimator).scale();
      metadata.put("target_mean", Double.toHexString(scale.mean()));
      metadata.put("target_deviation", Double.toHexString(scale.deviation()));
    }
    fitted.weighting().put(metadata);
    FeatureEntries.put(fitted.features(), metadata);
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < fitted.networks().size(); i++) {
      metadata.putAll(ModelTensors.metadata(fitted.networks().get(i), i + "."));
      tensors.addAll(ModelTensors.tensors(fitted.networks().get(i), i + "."));
    }
    new SafeTensors(metadata, tensors).write(file);
  }

  /** Returns the word of a class of estimators. */
  private static String kind(Class<?> estimator) {
    return estimator == MlpClassifier.class ? CLASSIFIER : REGRESSOR;
  }

  /**
   * Returns the estimator of a file.
   *
   * @throws FileFormatException if the content is not that of such an estimator
   */
  static <E extends MlpEstimator> E read(Path file, Class<E> type, Activation... custom) throws IOException {
    SafeTensors content = SafeTensors.read(file);
    try {
      String found = foundKind(content);
      if (!found.equals(kind(type))) {
        Class<?> other = type == MlpClassifier.class ? MlpRegressor.class : MlpClassifier.class;
        throw new IllegalArgumentException("the model is a " + found + "; expected a " + kind(type) + ". "
            + other.getSimpleName() + ".load reads it");
      }
      return type.cast(read(content, custom));
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(file, e.getMessage(), e);
    }
  }

  /** Returns the estimator of a file. Throws an {@link IllegalArgumentException} that says what is wrong. */
  static MlpEstimator read(SafeTensors file, Activation... custom) {
    String kind = foundKind(file);
    Entries entries = new Entries(file.metadata());
    Features features = FeatureEntries.read(entries);
    int count = entries.count("networks");
    checkTensors(file, count);
    List<Mlp> networks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      networks.add(ModelTensors.read(file, i + ".", custom));
    }
    List<String> classes = kind.equals(CLASSIFIER) ? entries.names("classes") : List.of();
    if (kind.equals(CLASSIFIER) && classes.size() < 2) {
      throw entries.wrong("classes", "has " + Count.of(classes.size(), "class", "classes") + "; expected at least 2");
    }
    Fitted fitted = new Fitted(features, entries.line("target"), networks, List.of(), List.of(),
        entries.count("rows"), entries.whole("seed"), Weighting.read(entries, Math.max(1, classes.size())));
    if (kind.equals(CLASSIFIER)) {
      checkNetworks(fitted, classes.size(), Activation.SOFTMAX);
      return new MlpClassifier(fitted, classes);
    }
    checkNetworks(fitted, 1, Activation.IDENTITY);
    double deviation = finite(entries, "target_deviation");
    if (deviation < 0) {
      throw entries.wrong("target_deviation", "is " + deviation + "; expected at least 0");
    }
    return new MlpRegressor(fitted, new TargetScale(finite(entries, "target_mean"), deviation));
  }

  /** Returns {@code classifier} or {@code regressor}. */
  private static String foundKind(SafeTensors file) {
    String format = file.metadata().get("format");
    String kind = file.metadata().get("kind");
    if (FORMAT.equals(format) && (CLASSIFIER.equals(kind) || REGRESSOR.equals(kind))) {
      return kind;
    }
    if (kind == null && format != null && format.matches("jinbei/[1-3]")) {
      throw new IllegalArgumentException("the model is a network alone; expected a " + CLASSIFIER + " or a " + REGRESSOR
          + " of tables. Mlp.load reads it");
    }
    throw new IllegalArgumentException("the metadata entries \"format\" and \"kind\" are " + format + " and " + kind
        + "; expected " + FORMAT + " and " + CLASSIFIER + " or " + REGRESSOR + ", a model of tables that Jinbei wrote. "
        + "This version may be too old for the file");
  }

  private static void checkTensors(SafeTensors file, int networks) {
    for (Tensor tensor : file.tensors()) {
      String number = tensor.name().split("\\.", 2)[0];
      if (!number.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(number) >= networks) {
        throw new IllegalArgumentException("has the tensor " + tensor.name() + "; expected those of "
            + Count.of(networks, "network") + ", whose names begin with the number of the network, from 0");
      }
    }
  }

  private static void checkNetworks(Fitted fitted, int outputs, Activation output) {
    int inputs = fitted.features().inputs();
    for (int i = 0; i < fitted.networks().size(); i++) {
      Mlp mlp = fitted.networks().get(i);
      Activation last = mlp.activation(mlp.layers() - 1);
      if (mlp.inputs() != inputs || mlp.outputs() != outputs || !last.equals(output)) {
        throw new IllegalArgumentException("network " + i + " is " + mlp + " with the output " + last + "; expected "
            + Count.of(inputs, "input") + ", as the columns give, and " + Count.of(outputs, "output") + " of " + output);
      }
    }
  }

  private static double finite(Entries entries, String key) {
    double number = entries.number(key);
    if (Double.isInfinite(number)) {
      throw entries.wrong(key, "is infinite; expected a finite number");
    }
    return number;
  }
}

package io.github.jinbei.internal.train;

import io.github.jinbei.data.Dataset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The data of a call of {@code fit}.
 *
 * @param train the rows to train on
 * @param validation the rows to evaluate after each epoch, or null
 * @param batch rows of a batch, at most those of train
 * @param rowsOfEpoch how many rows of train an epoch takes: all, or those of whole batches
 */
public record FitData(Dataset train, Dataset validation, int batch, int rowsOfEpoch) {

  /**
   * Checks the data of a call, and sets rows aside for validation if the settings say so.
   *
   * @param validation rows to evaluate, or null
   */
  public static FitData of(Dataset train, Dataset validation, Targets targets, TrainerSettings settings,
      BatchNormRows batchNormRows) {
    targets.checkTraining("train", train);
    Dataset rows = train;
    Dataset evaluated = validation;
    if (validation != null) {
      if (settings.weightedValidation()) {
        targets.checkTraining("validation", validation);
      } else {
        targets.check("validation", validation);
      }
    } else if (settings.validationFraction() > 0) {
      Dataset.Split split = train.split(settings.validationFraction(), settings.seed());
      rows = split.train();
      evaluated = split.validation();
    } else if (settings.stopping() != null || settings.best() != null) {
      throw new IllegalArgumentException("validation = null; expected data for "
          + (settings.stopping() != null ? "early stopping to watch" : "keepBestEpoch") + ", or a validationFraction above 0");
    }
    if (settings.best() == BestEpoch.ACCURACY && !evaluated.hasClasses()) {
      throw new IllegalArgumentException("validation has targets; expected classes for keepBestEpoch, whose metric is "
          + settings.best());
    }
    batchNormRows.checkEpoch(rows.rows(), evaluated == null ? 0 : evaluated.rows());
    return new FitData(rows, evaluated, settings.batch(rows.rows()), settings.rowsOfEpoch(rows.rows()));
  }

  /** Returns shapes and SHA-256 of the data under names that begin with {@code data.}. Reads all values. */
  public Map<String, String> texts() {
    return DataTexts.of(this);
  }

  /** Returns those of the texts that {@link #texts} wrote. */
  public static Map<String, String> textsAmong(Map<String, String> all) {
    Map<String, String> texts = new LinkedHashMap<>(all);
    texts.keySet().removeIf(name -> !name.startsWith(DataTexts.PREFIX));
    return texts;
  }

  /**
   * Checks that the data are those of a checkpoint.
   *
   * @param given the {@link #texts} of the data
   * @param saved the texts of the checkpoint
   */
  public static void checkSame(Map<String, String> given, Map<String, String> saved) {
    Differences.refuse(Differences.of(DataTexts.PREFIX, given, saved));
  }
}

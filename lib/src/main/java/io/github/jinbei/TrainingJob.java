package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Arguments;
import java.util.Objects;

/**
 * A training of one network: a call of {@link Trainer#fit(Dataset, int, Dataset, TrainingListener)} for {@link
 * Trainings#fitAll}.
 *
 * @param trainer the settings of the training; its network is trained in place
 * @param train the rows to train on
 * @param epochs number of epochs, at least 1
 * @param validation data to evaluate after each epoch; or null
 * @param listener is called after each step and each epoch and can end the job; or null
 */
public record TrainingJob(TrainerBuilder trainer, Dataset train, int epochs, Dataset validation, TrainingListener listener) {

  /**
   * Checks the values.
   *
   * @param trainer the settings of the training
   * @param train the rows to train on
   * @param epochs number of epochs, at least 1
   * @param validation data to evaluate after each epoch; or null
   * @param listener is called after each step and each epoch and can end the job; or null
   * @throws NullPointerException if trainer or train is null
   * @throws IllegalArgumentException if epochs is below 1
   */
  public TrainingJob {
    Objects.requireNonNull(trainer, "trainer");
    Objects.requireNonNull(train, "train");
    Arguments.atLeast("epochs", epochs, 1);
  }
}

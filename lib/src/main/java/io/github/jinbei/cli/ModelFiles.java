package io.github.jinbei.cli;

import io.github.jinbei.ModelTensors;
import io.github.jinbei.format.FileFormatException;
import io.github.jinbei.format.SafeTensors;
import io.github.jinbei.table.MlpEstimator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads a model of any kind. */
final class ModelFiles {

  /** The entry of the metadata that the models for tables have. */
  private static final String KIND = "kind";

  private ModelFiles() {}

  /**
   * Loads the model that the options name.
   *
   * @throws UsageException if the data, or one of the options, are for models of the other kind
   */
  static SavedModel load(Options.Values values, Section ofTables, Section ofImages) throws IOException {
    SavedModel model = load(values.get(SavedModel.MODEL));
    DataSource.of(values).requireFor(model).refuse(values, List.of(model.isForTables() ? ofImages : ofTables));
    return model;
  }

  /** Loads the model of a file. Reads it once, as it may be a pipe. */
  static SavedModel load(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a folder; give a file written by train --save");
    }
    SafeTensors tensors = SafeTensors.read(file);
    try {
      return tensors.metadata().containsKey(KIND) ? new TableModel(file, MlpEstimator.read(tensors))
          : new ImageModel(file, ModelTensors.read(tensors, ""));
    } catch (IllegalArgumentException e) {
      throw new FileFormatException(file, e.getMessage());
    }
  }
}

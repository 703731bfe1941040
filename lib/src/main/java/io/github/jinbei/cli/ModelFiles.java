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

  private static final String GIVE = "; give a file written by train --save";

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

  /**
   * Loads the model of a file. Reads it once, as it may be a pipe.
   *
   * @throws UsageException if the file holds no model
   */
  static SavedModel load(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a folder" + GIVE);
    }
    try {
      SafeTensors tensors = SafeTensors.read(file);
      return tensors.metadata().containsKey(KIND) ? new TableModel(file, MlpEstimator.read(tensors))
          : new ImageModel(file, ModelTensors.read(tensors, ""));
    } catch (FileFormatException e) {
      throw new UsageException(e.getMessage() + GIVE);
    } catch (IllegalArgumentException e) {
      throw new UsageException(file + ": " + e.getMessage() + GIVE);
    }
  }
}

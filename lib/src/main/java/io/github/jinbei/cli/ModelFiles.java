package io.github.jinbei.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Loads a model of any kind. */
final class ModelFiles {

  private ModelFiles() {}

  /** Loads the model of a file. */
  static SavedModel load(Path file) throws IOException {
    return new ImageModel(file, ImageModel.network(file));
  }
}

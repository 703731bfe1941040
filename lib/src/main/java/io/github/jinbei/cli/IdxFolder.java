package io.github.jinbei.cli;

import static io.github.jinbei.cli.DataSource.DATA;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Idx;
import io.github.jinbei.format.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A folder of IDX files, and their layout. */
record IdxFolder(Path path, Idx.Layout layout) {

  static final Option<String> PREFIX = new Option<>("--prefix", Kind.text(), null,
      "the text that begins the file names of --data, for example emnist-letters- (default none)");

  static final Option<Integer> LABEL_COLUMN = new Option<>("--label-column", Kind.index(), null,
      "the column of labels if the labels of --data have several, as in QMNIST; the first is 0 (default the only one)");

  /** Returns the folder that the options name, or null if they name none. */
  static IdxFolder of(Options.Values values) {
    if (values.has(DATA)) {
      Path path = values.get(DATA);
      if (!Files.isDirectory(path)) {
        throw new UsageException("--data " + path + " is not a folder; give one that holds the IDX files");
      }
      return new IdxFolder(path, new Idx.Layout(values.has(PREFIX) ? values.get(PREFIX) : "",
          values.has(LABEL_COLUMN) ? OptionalInt.of(values.get(LABEL_COLUMN)) : OptionalInt.empty()));
    }
    for (Option<?> option : new Option<?>[] {PREFIX, LABEL_COLUMN}) {
      if (values.has(option)) {
        throw new UsageException(option.name() + " needs --data, whose files it describes; leave it out");
      }
    }
    return null;
  }

  Dataset train(float divisor) throws IOException {
    try {
      return Idx.readTrain(path, layout, divisor);
    } catch (FileFormatException | NoSuchFileException e) {
      throw unsuitable(e);
    }
  }

  Dataset test(float divisor) throws IOException {
    try {
      return Idx.readTest(path, layout, divisor);
    } catch (FileFormatException | NoSuchFileException e) {
      throw unsuitable(e);
    }
  }

  private static UsageException unsuitable(IOException e) {
    return new UsageException(e.getMessage() + "; give a folder of IDX files, the format of MNIST");
  }
}

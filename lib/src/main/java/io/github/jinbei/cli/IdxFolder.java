package io.github.jinbei.cli;

import static io.github.jinbei.cli.ModelData.DATA;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Idx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** A folder of IDX files, and what they are called and hold. */
record IdxFolder(Path path, Idx.Layout layout) {

  static final Option<String> PREFIX = new Option<>("--prefix", Kind.text(), null,
      "what the names of --data's files begin with, as emnist-letters- (default nothing)");

  static final Option<Integer> LABEL_COLUMN = new Option<>("--label-column", Kind.index(), null,
      "the column to take where --data's labels have several, as QMNIST's; the first is 0 (default the only one)");

  /** The folder that the options name; null if they name none. */
  static IdxFolder of(Options.Values values) {
    if (values.has(DATA)) {
      Path path = values.get(DATA);
      if (!Files.isDirectory(path)) {
        throw new FailureException("--data " + path + " is not a folder; give one that holds the IDX files");
      }
      return new IdxFolder(path, new Idx.Layout(values.has(PREFIX) ? values.get(PREFIX) : "",
          values.has(LABEL_COLUMN) ? OptionalInt.of(values.get(LABEL_COLUMN)) : OptionalInt.empty()));
    }
    for (Option<?> option : new Option<?>[] {PREFIX, LABEL_COLUMN}) {
      if (values.has(option)) {
        throw new UsageException(option.name() + " goes with --data, whose files it describes; leave it out");
      }
    }
    return null;
  }

  Dataset train(float divisor) throws IOException {
    return Idx.readTrain(path, layout, divisor);
  }

  Dataset test(float divisor) throws IOException {
    return Idx.readTest(path, layout, divisor);
  }
}

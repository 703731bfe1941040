package io.github.jinbei.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the data of a command come from: a table in a file, images in a folder, or a sample of the library.
 *
 * @param isTable whether the data are a table; otherwise they are images
 * @param words the options that name the data, as the subject of a message
 */
record DataSource(boolean isTable, String words) {

  /** The data in the jar. */
  enum Sample { DIGITS, PENGUINS }

  static final Option<Path> DATA = new Option<>("--data", Kind.path("FILE|DIR", "the name of a file or a folder"), null,
      "a table in a CSV file (- for standard input), or a folder of images as IDX files, the format of MNIST (default the "
          + "sample)");

  static final Option<Sample> SAMPLE = new Option<>("--sample", Kind.choice(Sample.values()), "digits",
      "data in the jar, in place of --data: the images of digits, or the table of penguins");

  /** Stands for standard input in place of a file. */
  private static final Path STANDARD_INPUT = Path.of("-");

  /**
   * Returns the data that the options name.
   *
   * @throws UsageException if they are incompatible, or there is no such file
   */
  static DataSource of(Options.Values values) {
    if (!values.has(DATA)) {
      String sample = SAMPLE.name() + " " + Kind.word(values.get(SAMPLE));
      return new DataSource(values.get(SAMPLE) == Sample.PENGUINS,
          values.has(SAMPLE) ? sample : "the default, " + sample + ",");
    }
    if (values.has(SAMPLE)) {
      throw new UsageException(SAMPLE.name() + " is incompatible with " + DATA.name() + "; leave one out");
    }
    Path path = values.get(DATA);
    if (!isStandardInput(path) && Files.notExists(path)) {
      throw new UsageException(DATA.name() + " " + path + ": there is no such file or folder; check the name");
    }
    return new DataSource(!Files.isDirectory(path), DATA.name() + " " + path);
  }

  /** Returns whether the path stands for standard input. */
  static boolean isStandardInput(Path path) {
    return path.equals(STANDARD_INPUT);
  }

  /** Throws a {@link UsageException} if one of the options for data of the other kind is given. */
  void refuse(Options.Values values, List<Section> others) {
    for (Section section : others) {
      for (Option<?> option : section.table()) {
        if (values.has(option)) {
          throw new UsageException(option.name() + " is for " + kinds(!isTable) + ", but " + words + " holds " + kind(isTable)
              + "; leave it out, or give " + kind(!isTable) + " with " + DATA.name());
        }
      }
    }
  }

  /**
   * Returns these data.
   *
   * @throws UsageException if they are not of the kind that a model was trained on
   */
  DataSource requireFor(SavedModel model) {
    if (isTable != model.isForTables()) {
      throw new UsageException(model.file() + " is a model for " + kinds(!isTable) + ", but " + words + " holds "
          + kind(isTable) + "; give " + kind(!isTable) + " with " + DATA.name());
    }
    return this;
  }

  private static String kinds(boolean tables) {
    return tables ? "tables" : "images";
  }

  private static String kind(boolean table) {
    return table ? "a table (a CSV file)" : "images (a folder of IDX files)";
  }
}

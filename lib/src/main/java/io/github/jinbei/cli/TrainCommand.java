package io.github.jinbei.cli;

import static io.github.jinbei.cli.FitOptions.METRICS;
import static io.github.jinbei.cli.FitOptions.REPORT;
import static io.github.jinbei.cli.FitOptions.SAVE;
import static io.github.jinbei.cli.FitOptions.SEED;
import static io.github.jinbei.cli.FitOptions.THREADS;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The command {@code train}: trains a model on a table or on images, tests it, and saves it if a file is given. */
final class TrainCommand implements Command {

  private static final List<String> NOTES = List.of("Quote brackets for the shell: --hidden 'elu(1.3)'.");

  @Override
  public Options options() {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("", List.of(DataSource.DATA, DataSource.SAMPLE, SAVE, METRICS, REPORT, SEED, THREADS)));
    sections.addAll(TableTraining.sections());
    sections.add(FitOptions.section());
    sections.addAll(ImageTraining.sections());
    List<String> notes = new ArrayList<>(NOTES);
    notes.addAll(TableTraining.notes());
    notes.addAll(ImageTraining.notes());
    return new Options("train", "Trains a model on a table or on images, tests it, and saves it.", null, sections, notes);
  }

  @Override
  public int run(Options.Values values, PrintStream out) throws IOException {
    if (!values.has(CheckpointOptions.RESUME)) {
      DataSource source = DataSource.of(values);
      source.refuse(values, source.isTable() ? ImageTraining.sections() : TableTraining.sections());
      if (source.isTable()) {
        return TableTraining.run(values, out);
      }
    }
    return ImageTraining.run(values, options(), out);
  }
}

package io.github.jinbei.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** A model that was saved, and what the commands do with it. */
interface SavedModel {

  /** The operand of the commands that read a model. */
  Option<Path> MODEL = new Option<>("MODEL", Kind.path("FILE", "the name of a file"), null, "a file written by train --save");

  /** Returns the file of the model. */
  Path file();

  /** Returns whether the model was trained on a table. */
  boolean isForTables();

  /** Tests the model, and prints the result. */
  void evaluate(Options.Values values, PrintStream out) throws IOException;

  /** Prints or writes the predictions of the model. */
  void predict(Options.Values values, PrintStream out) throws IOException;

  /** Prints what the file holds. */
  void info(PrintStream out) throws IOException;
}

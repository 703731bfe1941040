package io.github.jinbei.bench.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Splits arguments that are comma-separated lists, such as {@code a,b}. Picocli's own splitting drops empty parts. */
final class CommaList {

  private CommaList() {}

  /**
   * Returns the parts of all words.
   *
   * @param name the name of the option or argument, for the message
   * @throws ParameterException if a part is empty
   */
  static List<String> of(CommandSpec spec, String name, List<String> words) {
    List<String> parts = new ArrayList<>();
    for (String word : words) {
      for (String part : word.split(",", -1)) {
        if (part.isBlank()) {
          throw new ParameterException(spec.commandLine(),
              name + ": \"" + word + "\", expected names separated by commas, none of them empty");
        }
        parts.add(part);
      }
    }
    return parts;
  }
}

package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.report.HtmlReport;
import io.github.jinbei.bench.report.JsonReport;
import io.github.jinbei.bench.report.MarkdownReport;
import io.github.jinbei.bench.report.TextReport;
import io.github.jinbei.bench.results.AtomicFile;
import io.github.jinbei.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where to put a comparison: the options of {@code compare} and {@code ab}. Text goes to standard output. */
final class OutputOptions {

  /** Nothing regressed. */
  private static final int WELL = 0;

  /** Something did. */
  private static final int REGRESSED = 1;

  /** With {@code --strict}: something is not decided, or nothing was compared. */
  private static final int UNDECIDED = 3;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Writes Markdown, as for the summary of a CI job.")
  private Path markdown;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes one page, without scripts, with charts.")
  private Path html;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes everything for another program.")
  private Path json;

  @Option(names = "--all", description = "Equivalent rows in the text too.")
  private boolean all;

  /**
   * Makes sure beforehand that files can be where they were asked for: what is compared may have taken hours.
   *
   * @throws ParameterException if one cannot
   */
  void check() {
    requireFile(spec, "--markdown", markdown);
    requireFile(spec, "--html", html);
    requireFile(spec, "--json", json);
  }

  /** Refuses a file, unless it is null, that is a folder or in none. */
  static void requireFile(CommandSpec spec, String option, Path file) {
    if (file != null && Files.isDirectory(file)) {
      throw new ParameterException(spec.commandLine(), option + ": " + file + " is a folder, expected a file");
    }
    if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new ParameterException(spec.commandLine(),
          option + ": " + file + ", expected a file in an existing folder");
    }
  }

  /** Prints the text, writes what was asked for, and gives the exit code. */
  int write(Comparison comparison, boolean strict, PrintWriter out) throws IOException {
    try {
      out.print(TextReport.render(comparison, all, Terminal.columns(TextReport.WIDTH)));
      out.flush();
    } finally { // the files are written though the text cannot be: what is in them may have taken hours
      write(markdown, markdown == null ? "" : MarkdownReport.render(comparison));
      write(html, html == null ? "" : HtmlReport.render(comparison));
      write(json, json == null ? "" : JsonReport.render(comparison));
    }
    if (comparison.regressed()) {
      return REGRESSED;
    }
    return strict && (comparison.undecided() || !comparison.compared()) ? UNDECIDED : WELL;
  }

  private static void write(Path file, String text) throws IOException {
    if (file != null) {
      AtomicFile.write(file, text);
    }
  }
}

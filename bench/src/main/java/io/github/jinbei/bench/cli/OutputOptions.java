package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.cli.OutputFiles.Output;
import io.github.jinbei.bench.report.HtmlReport;
import io.github.jinbei.bench.report.JsonReport;
import io.github.jinbei.bench.report.MarkdownReport;
import io.github.jinbei.bench.report.TextReport;
import io.github.jinbei.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where to put a comparison: the options of {@code compare} and {@code ab}. Text goes to standard output. */
final class OutputOptions {

  /** Nothing regressed. */
  static final int WELL = 0;

  /** Something did. */
  static final int REGRESSED = 1;

  /** With {@code --strict}: something is not decided, or nothing was compared. */
  static final int UNDECIDED = 3;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Writes Markdown, as for the summary of a CI job.")
  private Path markdown;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes one page, without scripts, with charts.")
  private Path html;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes everything for another program.")
  private Path json;

  @Option(names = "--all", description = "Shows every row in text, page and Markdown: else of very many those that are "
      + "decided, and a few hundred others; in the text at most 10 equivalent ones.")
  private boolean all;

  /**
   * Checks that the files can be written.
   *
   * @param files the other files of the command
   * @throws ParameterException if one cannot
   */
  void check(OutputFiles files) {
    files.writes("--markdown", markdown);
    files.writes("--html", html);
    files.writes("--json", json);
  }

  /** Prints the text, writes what was asked for, and gives the exit code. */
  int write(Comparison comparison, boolean strict, PrintWriter out) throws IOException {
    try {
      out.print(TextReport.render(comparison, all, Terminal.columns(TextReport.WIDTH)));
      out.flush();
    } finally { // the files are written though the text cannot be: what is in them may have taken hours
      OutputFiles.write(List.of(new Output(markdown, () -> MarkdownReport.render(comparison, all)),
          new Output(html, () -> HtmlReport.render(comparison, all)),
          new Output(json, () -> JsonReport.render(comparison))));
    }
    if (comparison.regressed()) {
      return REGRESSED;
    }
    return strict && (comparison.undecided() || !comparison.compared()) ? UNDECIDED : WELL;
  }
}

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

/** The options of {@code compare} and {@code ab} that name output files. The text report goes to standard output. */
final class OutputOptions {

  /** The exit code if nothing regressed. */
  static final int WELL = 0;

  /** The exit code if a row regressed. */
  static final int REGRESSED = 1;

  /** The exit code with {@code --strict} if a row is undecided or nothing was compared. */
  static final int UNDECIDED = 3;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Writes a Markdown table, for example for a CI job summary.")
  private Path markdown;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes one page with charts and without scripts.")
  private Path html;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes everything for another program.")
  private Path json;

  @Option(names = "--all", description = "Shows every row in text, page and Markdown. Default: if there are very many, those "
      + "that are decided and a few hundred others; in the text at most 10 equivalent rows.")
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

  /** Prints the text report, writes the requested files, and returns the exit code. */
  int write(Comparison comparison, boolean strict, PrintWriter out) throws IOException {
    try {
      out.print(TextReport.render(comparison, all, Terminal.columns(TextReport.WIDTH)));
      out.flush();
    } finally { // the files are written even if the text cannot be: their data may have taken hours
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

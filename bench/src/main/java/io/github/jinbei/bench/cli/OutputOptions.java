package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.report.HtmlReport;
import io.github.jinbei.bench.report.JsonReport;
import io.github.jinbei.bench.report.MarkdownReport;
import io.github.jinbei.bench.report.TextReport;
import io.github.jinbei.bench.results.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where to put a comparison: the options of {@code compare} and {@code ab}. Text goes to standard output. */
final class OutputOptions {

  /** Nothing regressed. */
  private static final int WELL = 0;

  /** Something did. */
  private static final int REGRESSED = 1;

  /** With {@code --strict}: something is not decided. */
  private static final int UNDECIDED = 3;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Writes Markdown, as for the summary of a CI job.")
  private Path markdown;

  @Option(names = "--html", paramLabel = "FILE", description = "Writes one page, without scripts, with charts.")
  private Path html;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes everything for another program.")
  private Path json;

  @Option(names = "--all", description = "Equivalent rows in the text too.")
  private boolean all;

  /** Writes what was asked for, prints the text, and gives the exit code. */
  int write(Comparison comparison, boolean strict, PrintWriter out) throws IOException {
    write(markdown, markdown == null ? "" : MarkdownReport.render(comparison));
    write(html, html == null ? "" : HtmlReport.render(comparison));
    write(json, json == null ? "" : JsonReport.render(comparison));
    out.print(all ? TextReport.render(comparison, true) : TextReport.render(comparison));
    out.flush();
    if (comparison.regressed()) {
      return REGRESSED;
    }
    return strict && comparison.undecided() ? UNDECIDED : WELL;
  }

  private static void write(Path file, String text) throws IOException {
    if (file != null) {
      AtomicFile.write(file, text);
    }
  }
}

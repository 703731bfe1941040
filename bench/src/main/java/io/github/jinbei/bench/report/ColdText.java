package io.github.jinbei.bench.report;

import io.github.jinbei.bench.cold.ColdFigure;
import io.github.jinbei.bench.cold.ColdResults;
import io.github.jinbei.bench.cold.ColdResults.Values;
import io.github.jinbei.bench.cold.ColdSettings;
import io.github.jinbei.bench.cold.ColdSide;
import io.github.jinbei.bench.cold.Measurement;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cold starts as tables for a terminal, one for each workload. With one side: the median over the rounds, the least and the
 * largest value. With two: the medians, their ratio, the least and the largest ratio of a round. With one round there is no
 * range.
 */
public final class ColdText {

  private static final String GAP = "  ";

  private ColdText() {}

  /**
   * Returns the tables.
   *
   * @param results the results of a run
   * @return lines of text
   */
  public static String render(ColdResults results) {
    StringBuilder text = new StringBuilder(setting(results)).append('\n');
    for (ColdResults.Row row : results.rows()) {
      text.append('\n').append(row.workload().name() + ": " + row.workload().about() + "\n");
      List<String[]> lines = new ArrayList<>();
      lines.add(head(results.sides(), results.settings().rounds()));
      String done = row.workload().predicts() ? "predicted" : "trained";
      ColdFigure.of(results.settings()).forEach(figure -> lines.add(line(row, figure, done)));
      append(text, lines);
    }
    return text.toString();
  }

  /** Returns a line with what all tables share. */
  static String setting(ColdResults results) {
    ColdSettings settings = results.settings();
    List<Measurement> firsts = results.rows().get(0).processes().stream().map(side -> side.get(0)).toList();
    return "JDK " + firsts.get(0).jdk() + "; backend "
        + firsts.stream().map(Measurement::backend).distinct().collect(Collectors.joining(" and ")) + "; "
        + Count.of(settings.threads(), "thread")
        + (settings.cores().isEmpty() ? "" : ", processors " + settings.cores()) + "; "
        + (settings.rounds() == 1 ? "1 process" : "medians of " + settings.rounds() + " processes");
  }

  private static String[] head(List<ColdSide> sides, int rounds) {
    List<String> head = new ArrayList<>(List.of(""));
    sides.forEach(side -> head.add(side.name()));
    if (sides.size() > 1) {
      head.add("ratio");
    }
    if (rounds > 1) {
      head.add("range");
    }
    return head.toArray(String[]::new);
  }

  private static String[] line(ColdResults.Row row, ColdFigure figure, String done) {
    Values values = row.values(figure.value());
    DoubleFunction<String> format = switch (figure.kind()) {
      case SAMPLES, FINAL_RATE -> value -> Format.bytes(Math.rint(value));
      default -> ColdText::seconds;
    };
    List<String> cells = new ArrayList<>(List.of(label(figure, done)));
    IntStream.range(0, values.sides().length).mapToObj(side -> format.apply(values.median(side))).forEach(cells::add);
    if (values.sides().length > 1) {
      cells.add(ratio(values.ratio()));
    }
    if (values.sides()[0].length > 1) {
      double[] sorted = Arrays.stream(values.sides()[0]).sorted().toArray();
      cells.add(values.sides().length > 1 ? range(values.least(), values.most(), ColdText::ratio)
          : range(sorted[0], sorted[sorted.length - 1], format));
    }
    return cells.toArray(String[]::new);
  }

  /** Returns the name of a figure, with its unit. */
  private static String label(ColdFigure figure, String done) {
    String at = " at " + Plain.number(figure.at(), 3) + " s";
    return switch (figure.kind()) {
      case SAMPLES -> done + at;
      case FINAL_RATE -> "final rate, samples/s";
      case MAIN -> "main begins, s";
      case FIRST_STEP -> "first step, s";
      case HALF -> "50 % of the final rate, s";
      case FAST -> "90 % of the final rate, s";
      case CPU -> "CPU s" + at;
      case C1 -> "  C1";
      case C2 -> "  C2";
      case LIBRARY -> "  jinbei threads";
    };
  }

  private static String seconds(double value) {
    return Double.isFinite(value) ? Plain.fixed(value, 3) : Format.NONE;
  }

  /** Returns a ratio with about three digits. */
  static String ratio(double value) {
    String format = value > 0 && value < 0.1 ? "%.4f" : value < 10 ? "%.2f" : "%.1f";
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : Format.NONE;
  }

  private static String range(double least, double most, DoubleFunction<String> format) {
    return Double.isFinite(least) && Double.isFinite(most) ? format.apply(least) + " to " + format.apply(most) : "";
  }

  private static void append(StringBuilder text, List<String[]> lines) {
    int[] widths = new int[lines.get(0).length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], TextTable.length(line[i]));
      }
    }
    for (String[] line : lines) {
      StringBuilder row = new StringBuilder(GAP);
      for (int i = 0; i < widths.length; i++) {
        String blanks = " ".repeat(widths[i] - TextTable.length(line[i]));
        row.append(i == 0 ? line[i] + blanks : GAP + blanks + line[i]);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
  }
}

package io.github.jinbei.bench.report;

import io.github.jinbei.bench.cold.ColdResults;
import io.github.jinbei.bench.cold.ColdResults.Figure;
import io.github.jinbei.bench.cold.ColdSide;
import io.github.jinbei.bench.cold.Measurement;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Cold starts as tables for a terminal, one for each workload: medians over the rounds, and their ratio. */
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
    StringBuilder text = new StringBuilder();
    for (ColdResults.Row row : results.rows()) {
      text.append(text.length() == 0 ? "" : "\n").append(row.workload().name() + ": " + row.workload().about() + "\n");
      List<String[]> lines = new ArrayList<>();
      lines.add(head(results.sides()));
      rows(results, row, lines);
      append(text, lines);
    }
    return text.toString();
  }

  private static String[] head(List<ColdSide> sides) {
    List<String> head = new ArrayList<>(List.of(""));
    sides.forEach(side -> head.add(side.name()));
    if (sides.size() > 1) {
      head.add("ratio");
      head.add("range");
    }
    return head.toArray(String[]::new);
  }

  private static void rows(ColdResults results, ColdResults.Row row, List<String[]> lines) {
    String done = row.workload().predicts() ? "predicted" : "trained";
    for (double time : results.settings().times()) {
      line(lines, row, done + " at " + Plain.number(time, 3) + " s", m -> m.curve().at(time), Format::bytes);
    }
    line(lines, row, "final rate, samples/s", m -> m.curve().finalRate(), Format::bytes);
    line(lines, row, "main begins, s", Measurement::main, ColdText::seconds);
    line(lines, row, "first step, s", m -> m.curve().firstStep(), ColdText::seconds);
    line(lines, row, "50 % of the final rate, s", m -> m.curve().timeTo(0.5), ColdText::seconds);
    line(lines, row, "90 % of the final rate, s", m -> m.curve().timeTo(0.9), ColdText::seconds);
    List<Double> times = results.settings().cpuTimes();
    for (int i = 0; i < times.size(); i++) {
      int at = i;
      String until = " at " + Plain.number(times.get(i), 3) + " s";
      line(lines, row, "CPU s" + until, m -> m.cpu().get(at).process(), ColdText::seconds);
      line(lines, row, "  C1", m -> m.cpu().get(at).c1(), ColdText::seconds);
      line(lines, row, "  C2", m -> m.cpu().get(at).c2(), ColdText::seconds);
      line(lines, row, "  jinbei threads", m -> m.cpu().get(at).ofLibrary(), ColdText::seconds);
    }
  }

  private static void line(List<String[]> lines, ColdResults.Row row, String name, ToDoubleFunction<Measurement> value,
      DoubleFunction<String> format) {
    Figure figure = row.figure(value);
    List<String> cells = new ArrayList<>(List.of(name));
    for (double median : figure.medians()) {
      cells.add(format.apply(median));
    }
    if (figure.medians().length > 1) {
      cells.add(ratio(figure.ratio()));
      cells.add(Double.isNaN(figure.ratio()) ? "" : ratio(figure.least()) + " to " + ratio(figure.most()));
    }
    lines.add(cells.toArray(String[]::new));
  }

  private static String seconds(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : Format.NONE;
  }

  private static String ratio(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : Format.NONE;
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

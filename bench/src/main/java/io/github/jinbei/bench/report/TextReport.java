package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.internal.text.CommandLine;
import io.github.jinbei.internal.text.Lines;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A comparison as a table for a terminal. With names and units of usual length it is no wider than the terminal, or than
 * {@value #WIDTH} columns. It consists of ASCII characters, unless names contain others. Columns that do not fit a narrow
 * terminal are left out.
 */
public final class TextReport {

  /** The width of a table if the width of the terminal is unknown. */
  public static final int WIDTH = 128;

  private static final int FEW = 10;
  private static final int INTERVAL = 6;
  private static final String INDENT = "  ";
  private static final String LEGEND = "speed: current relative to base, negative is slower; detects: the smallest change "
      + "that such forks find;";
  private static final String LEGEND_OF_NEED = "need: forks a side that would decide.";

  private static final List<String> HEAD =
      List.of("verdict", "benchmark", "base", "current", "", "speed", "interval", "p", "detects", "forks", "need");

  /** The columns of words: verdict, name, unit. */
  private static final Set<Integer> WORDS = Set.of(0, 1, 4);

  /** The columns of the table in the order in which they are left out. */
  private static final int[] DISPENSABLE = {7, 8, 10, 9, 6, 2, 3, 4};

  private TextReport() {}

  /** Returns the table; if there are very many rows, it has those that are decided, and at most ten equivalent ones. */
  public static String render(Comparison comparison) {
    return render(comparison, false, WIDTH);
  }

  /**
   * Returns the table.
   *
   * @param all whether all rows are shown, however many they are
   * @param width the available columns
   */
  public static String render(Comparison comparison, boolean all, int width) {
    List<Line> lines = Line.of(comparison);
    List<Line> unchanged = lines.stream().filter(Line::unchanged).toList();
    boolean folded = !all && unchanged.size() > FEW;
    Shown<Line> part = Shown.of(folded ? lines.stream().filter(line -> !line.unchanged()).toList() : lines, Line::decided, all);
    List<Line> shown = part.rows();
    StringBuilder text = new StringBuilder();
    if (!shown.isEmpty()) {
      text.append(table(shown, Format.setting(comparison.settings().confidence()), width)).append('\n');
      Lines.of(LEGEND, width, INDENT).forEach(line -> text.append(line).append('\n'));
      Lines.of(LEGEND_OF_NEED, width - INDENT.length(), INDENT).forEach(line -> text.append(INDENT).append(line).append('\n'));
    }
    List<Line> left = Stream.concat(part.left().stream(), folded ? unchanged.stream() : Stream.empty()).toList();
    if (!left.isEmpty()) {
      Lines.of(Shown.sentence(left, Line::verdict), width, INDENT).forEach(line -> text.append(line).append('\n'));
    }
    String shared = Line.names(comparison).shared();
    if (!shared.isEmpty()) {
      paragraph(text, "The same in all rows that have it: ", List.of(shared.split(" ")), " ", width);
    }
    if (!comparison.ruler().isEmpty()) {
      text.append("Ruler: ").append(Plain.text(comparison.ruler())).append('\n');
    }
    text.append(Headline.of(comparison).text()).append(counts(comparison)).append('\n');
    if (!comparison.rounds().isEmpty()) {
      text.append("Rounds: ").append(Plain.text(comparison.rounds())).append('\n');
    }
    subjects(text, Surroundings.subjects(comparison), width);
    surroundings(text, Surroundings.of(comparison), width);
    if (!comparison.command().isEmpty()) {
      text.append("To repeat: ").append(CommandLine.of(comparison.command())).append('\n');
    }
    return text.toString();
  }

  private static String counts(Comparison comparison) {
    String counts = Arrays.stream(Verdict.values()).filter(verdict -> comparison.count(verdict) > 0)
        .map(verdict -> comparison.count(verdict) + " " + verdict.text()).collect(Collectors.joining(", "));
    return counts.isEmpty() ? "." : " (" + counts + ").";
  }

  private static void subjects(StringBuilder text, List<Surroundings> all, int width) {
    subject(text, "Base: ", all, Surroundings::base, width);
    subject(text, "Current: ", all, Surroundings::current, width);
  }

  private static void subject(StringBuilder text, String start, List<Surroundings> all,
      Function<Surroundings, String> side, int width) {
    List<String> parts = all.stream().filter(one -> !side.apply(one).equals(Format.NONE))
        .map(one -> one.name() + " " + side.apply(one)).toList();
    if (!parts.isEmpty()) {
      paragraph(text, start, parts, ", ", width);
    }
  }

  private static void surroundings(StringBuilder text, List<Surroundings> all, int width) {
    List<Surroundings> unlike = all.stream().filter(one -> !one.same()).toList();
    if (!unlike.isEmpty()) {
      text.append("The sides were measured in different environments:\n");
      for (Surroundings one : unlike) {
        text.append(INDENT).append(one.name()).append(": base ").append(one.base()).append(", current ")
            .append(one.current()).append('\n');
      }
    }
    List<String> same = all.stream().filter(Surroundings::same).map(one -> one.name() + " " + one.base()).toList();
    if (!same.isEmpty()) {
      paragraph(text, "The same on both sides: ", same, ", ", width);
    }
  }

  /** Appends a list, with indented continuation lines. */
  private static void paragraph(StringBuilder text, String start, List<String> parts, String separator,
      int width) {
    StringBuilder line = new StringBuilder(start);
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i) + (i + 1 < parts.size() ? separator : "");
      if (TextTable.length(line) + TextTable.length(part.stripTrailing()) > width && i > 0) {
        text.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(INDENT);
      }
      line.append(part);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static String table(List<Line> lines, String confidence, int width) {
    List<String[]> cells = new ArrayList<>();
    String[] head = HEAD.toArray(String[]::new);
    head[INTERVAL] = confidence + " " + head[INTERVAL];
    cells.add(head);
    for (Line line : lines) {
      String percent = line.change().equals(Format.NONE) ? "" : " %";
      cells.add(new String[] {line.row().verdict().text(), line.name(), line.base(), line.current(), line.unit(),
          line.change() + percent, line.interval(), line.p(), line.detects(), line.forks(), line.need()});
    }
    TextTable fitted = TextTable.of(cells, WORDS, column -> 1,
        width < WIDTH ? DISPENSABLE : new int[0], width);
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      fitted.append(table, i);
      String indent = fitted.indent();
      if (i > 0) {
        for (String remark : lines.get(i - 1).remarks()) {
          Lines.of(remark, width - indent.length() - INDENT.length(), INDENT)
              .forEach(part -> table.append(indent).append(INDENT).append(part).append('\n'));
        }
      }
    }
    return table.toString();
  }
}

package io.github.jinbei.bench.report;

import io.github.jinbei.bench.history.Movement;
import io.github.jinbei.bench.history.Point;
import io.github.jinbei.bench.history.Trend;
import io.github.jinbei.bench.history.Trends;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Lines;
import io.github.jinbei.internal.text.Plain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A history as a table for a terminal, and as a table for a job summary. */
public final class HistoryReport {

  /** A width that is larger than any table. */
  public static final int WIDE = 1 << 20;

  private static final int UNIT = 4;

  /** The columns of words: movement, name, unit. */
  private static final Set<Integer> WORDS = Set.of(0, 1, UNIT);

  /** The columns of the table in the order in which they are left out. */
  private static final int[] DISPENSABLE = {7, 6, 3, 2, UNIT};

  /** The movement of a row that the last commit does not have. */
  static final String GONE = "gone";

  private HistoryReport() {}

  /**
   * A printed row.
   *
   * @param trend the row itself
   * @param movement its movement, or {@link #GONE}
   * @param name the shortest name that is unique among these rows
   * @param latest the last commit's figure
   * @param baseline the median of earlier commits
   * @param unit the unit of both
   * @param speed the signed change of speed in per cent
   * @param commits the number of commits in the baseline
   * @param forks the number of forks of the last commit
   * @param moved whether the row is marked
   */
  record Line(Trend trend, String movement, String name, String latest, String baseline, String unit, String speed,
      String commits, String forks, boolean moved) {

    static List<Line> of(Trends trends) {
      Names names = names(trends);
      return trends.rows().stream().map(trend -> of(trend, names)).toList();
    }

    private static Line of(Trend trend, Names names) {
      Point latest = trend.latest();
      Scale scale = Scale.of(trend.unit(), latest.median(), latest.baseline());
      boolean moved = latest.movement() == Movement.SLOWER || latest.movement() == Movement.FASTER;
      String name = names.of(trend.key());
      return trend.current()
          ? new Line(trend, latest.movement().text(), name, scale.figure(latest.median()), scale.figure(latest.baseline()),
              scale.unit(), Format.change(latest.speed()), Integer.toString(latest.commits()),
              Integer.toString(latest.forks().size()), moved)
          : new Line(trend, GONE, name + ", last at " + latest.commit(), scale.figure(latest.median()), Format.NONE,
              scale.unit(), Format.NONE, Format.NONE, Integer.toString(latest.forks().size()), false);
    }
  }

  /** Returns the names of a report's rows. */
  static Names names(Trends trends) {
    return Names.of(trends.rows().stream().map(Trend::key).toList());
  }

  /** Returns the summary: {@code 1 of 12 slower by more than 3 %, 2 faster, 1 without a baseline}. */
  static String headline(Trends trends) {
    long current = trends.rows().stream().filter(Trend::current).count();
    if (trends.commits() == 0) {
      return "The history is empty";
    }
    if (trends.rows().isEmpty()) {
      return "The history has no figures";
    }
    long slower = trends.count(Movement.SLOWER);
    long faster = trends.count(Movement.FASTER);
    long open = trends.count(Movement.NO_BASELINE);
    List<String> parts = new ArrayList<>();
    if (trends.compared()) {
      parts.add((slower == 0 ? "None" : Long.toString(slower)) + " of " + current + " slower by more than "
          + Format.setting(trends.settings().threshold()));
    }
    if (faster > 0) {
      parts.add(faster + " faster");
    }
    if (open > 0) {
      parts.add(open + " without a baseline");
    }
    if (current < trends.rows().size()) {
      parts.add(trends.rows().size() - current + " gone");
    }
    return (trends.compared() ? "" : "Nothing was compared: ") + String.join(", ", parts);
  }

  /** Returns a sentence about the commits that are compared. */
  static String basis(Trends trends) {
    int window = trends.settings().window();
    return trends.commits() == 0 ? "" : "Commit " + trends.last() + ", the last of "
        + Count.of(trends.commits(), "commit") + ", against the median of "
        + (window == 1 ? "the one" : "up to " + window) + " before it in the same environment; a hint where to look,"
        + " not a statistical test." + (trends.sorted()
            ? " The lines of the history were not in the order of the commits' dates, and were sorted by date." : "");
  }

  /** Returns the environment of the last commit: {@code cpu Some, jdk 21}; or an empty text. */
  static String environment(Trends trends) {
    return trends.environment().entrySet().stream()
        .map(entry -> Plain.text(entry.getKey()) + " " + Plain.text(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Returns a table of any width; if there are very many rows, it has those that moved and some of the others. */
  public static String text(Trends trends) {
    return text(trends, false, WIDE);
  }

  /**
   * Returns a table for a terminal. It consists of ASCII characters, unless names contain others, and ends with a line break.
   *
   * @param all whether all rows are shown, however many they are
   * @param width the width of the terminal; columns of the table that do not fit are left out
   */
  public static String text(Trends trends, boolean all, int width) {
    StringBuilder text = new StringBuilder();
    Shown<Line> shown = Shown.of(Line.of(trends), Line::moved, all);
    List<Line> lines = shown.rows();
    if (!lines.isEmpty()) {
      List<String[]> cells = new ArrayList<>();
      cells.add(new String[] {"movement", "benchmark", "latest", "baseline", "", "speed", "commits", "forks"});
      for (Line line : lines) {
        cells.add(new String[] {line.movement, line.name, line.latest, line.baseline, line.unit,
            line.speed + (line.speed.equals(Format.NONE) ? "" : " %"), line.commits, line.forks});
      }
      TextTable table = TextTable.of(cells, WORDS, column -> column == UNIT ? 1 : 2, DISPENSABLE, width);
      for (int row = 0; row < cells.size(); row++) {
        table.append(text, row);
      }
      String left = shown.sentence(Line::movement);
      if (!left.isEmpty()) {
        text.append('\n');
        paragraph(text, left, width);
      }
      String shared = names(trends).shared();
      if (!shared.isEmpty()) {
        text.append('\n');
        paragraph(text, "The same in all rows that have it: " + shared, width);
      }
      text.append('\n');
    }
    paragraph(text, headline(trends) + ".", width);
    for (String more : List.of(basis(trends), environment(trends))) {
      if (!more.isEmpty()) {
        paragraph(text, more, width);
      }
    }
    return text.toString();
  }

  private static void paragraph(StringBuilder text, String words, int width) {
    Lines.of(words, width, TextTable.INDENT).forEach(line -> text.append(line).append('\n'));
  }

  /** Returns Markdown; if there are very many rows, it has those that moved and some of the others. */
  public static String markdown(Trends trends) {
    return markdown(trends, false);
  }

  /**
   * Returns GitHub's Markdown, below the size limit of a job summary. Rows that moved are visible, the others are folded. If
   * not all rows fit, the worst are shown.
   *
   * @param all whether all rows are shown, as far as there is room
   */
  public static String markdown(Trends trends, boolean all) {
    String sign = trends.count(Movement.SLOWER) > 0 ? "\u274c" : !trends.compared() ? "\u26a0\ufe0f" : "\u2705";
    String head = "## " + sign + " " + headline(trends) + "\n\n";
    StringBuilder tail = new StringBuilder();
    String shared = names(trends).shared();
    tail.append(shared.isEmpty() ? ""
        : "The same in all rows that have it: <code>" + MarkdownReport.escape(shared) + "</code>\n\n");
    tail.append(basis(trends)).append('\n');
    if (!trends.environment().isEmpty()) {
      tail.append("\n<details>\n<summary>Environment</summary>\n\n| | |\n|---|---|\n");
      for (Map.Entry<String, String> entry : trends.environment().entrySet()) {
        tail.append("| ").append(MarkdownReport.escape(entry.getKey())).append(" | ")
            .append(MarkdownReport.escape(entry.getValue())).append(" |\n");
      }
      tail.append("\n</details>\n");
    }
    List<Line> lines = Line.of(trends);
    int room = MarkdownReport.LIMIT - 1 - bytes(head) - bytes(tail);
    StringBuilder tables = new StringBuilder();
    room = table(tables, Shown.of(lines.stream().filter(Line::moved).toList(), Line::moved, all), "", "\n", room);
    List<Line> rest = lines.stream().filter(line -> !line.moved()).toList();
    table(tables, Shown.of(rest, Line::moved, all), "<details>\n<summary>" + Count.of(rest.size(), "other") + "</summary>\n\n",
        "\n</details>\n\n", room);
    return head + tables + tail;
  }

  /** Appends the rows that fit, and returns the remaining room. */
  private static int table(StringBuilder text, Shown<Line> part, String before, String end, int room) {
    List<Line> lines = part.rows();
    if (lines.isEmpty()) {
      return room;
    }
    String sentence = part.sentence(Line::movement);
    String after = sentence.isEmpty() ? end : "\n" + sentence + "\n" + end;
    String leftOut = "\nRows left out because of the size limit: ";
    int longestCount = 10;
    String head = before + "| | Benchmark | Latest | Baseline | Speed | Commits | Forks |\n"
        + "|---|---|--:|--:|--:|--:|--:|\n";
    int used = bytes(head) + bytes(after) + bytes(leftOut) + longestCount + 1;
    if (used > room) {
      return room;
    }
    text.append(head);
    int shown = 0;
    for (Line line : lines) {
      String row = row(line);
      if (used + bytes(row) > room) {
        break;
      }
      used += bytes(row);
      text.append(row);
      shown++;
    }
    text.append(shown < lines.size() ? leftOut + (lines.size() - shown) + "\n" : "").append(after);
    return room - used;
  }

  private static String row(Line line) {
    String mark = line.moved ? "**" + line.movement + "**" : line.movement;
    String percent = line.speed.equals(Format.NONE) ? "" : " %";
    return "| " + mark + " | <code>" + MarkdownReport.escape(line.name) + "</code> | "
        + String.join(" | ", sign(line.latest) + " " + MarkdownReport.escape(sign(line.unit)),
            sign(line.baseline), sign(line.speed) + percent, sign(line.commits), line.forks) + " |\n";
  }

  private static String sign(String figures) {
    return Format.typographic(figures);
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}

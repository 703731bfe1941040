package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.internal.text.CommandLine;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A comparison in GitHub's Markdown, for a job summary or a comment. These may have {@link #LIMIT} bytes at most. If not all
 * rows fit, the worst are shown, and a line gives the number of the others.
 */
public final class MarkdownReport {

  /** The size limit of a report in bytes of UTF-8: GitHub's limit for the summary of a step. */
  public static final int LIMIT = 1 << 20;

  /** The longest word after the rows, in characters; longer ones are cut. */
  private static final int LONGEST_WORD = 300;
  private static final int LONGEST_COMMAND = 10_000;
  private static final int MOST_SURROUNDINGS = 60;

  private MarkdownReport() {}

  /** Returns the report; if there are very many rows, without most of those that are not decided ({@link Shown}). */
  public static String render(Comparison comparison) {
    return render(comparison, false);
  }

  /**
   * Returns the report.
   *
   * @param all whether all rows are shown, as far as there is room
   */
  public static String render(Comparison comparison, boolean all) {
    List<Line> lines = Line.of(comparison);
    Shown<Line> told = Shown.of(lines.stream().filter(line -> !line.unchanged()).toList(), Line::decided, all);
    List<Line> equivalent = lines.stream().filter(Line::unchanged).toList();
    Shown<Line> unchanged = Shown.of(equivalent, Line::decided, all);
    String head = head(comparison);
    String tail = tail(comparison);
    int room = LIMIT - 1 - bytes(head) - bytes(tail);
    Part first = told.rows().isEmpty() ? new Part("", 0) : table(told, comparison, "", "\n", room);
    boolean whole = first.left == 0;
    Part second = equivalent.isEmpty() ? new Part("", 0) : whole
        ? table(unchanged, comparison, "<details>\n<summary>" + equivalent.size() + " equivalent</summary>\n\n",
            "\n</details>\n\n", room - bytes(first.text))
        : new Part("", equivalent.size());
    return head + first.text + second.text + tail;
  }

  private static String head(Comparison comparison) {
    Headline headline = Headline.of(comparison);
    String sign = switch (headline.tone()) {
      case BAD -> "\u274c";
      case OPEN -> "\u26a0\ufe0f";
      case GOOD -> "\u2705";
    };
    String counts = Arrays.stream(Verdict.values()).filter(verdict -> comparison.count(verdict) > 0)
        .map(verdict -> comparison.count(verdict) + " " + verdict.text()).collect(Collectors.joining(" \u00b7 "));
    String rounds = comparison.rounds().isEmpty() ? "" : "Rounds: " + escape(clip(comparison.rounds())) + "\n\n";
    return "## " + sign + " " + headline.text() + "\n\n" + (counts.isEmpty() ? "" : counts + "\n\n") + rounds;
  }

  /** A part of the report, with the number of rows that did not fit. */
  private record Part(String text, int left) {}

  private static Part table(Shown<Line> lines, Comparison comparison, String before, String end, int room) {
    String sentence = lines.sentence(Line::verdict);
    String after = sentence.isEmpty() ? end : "\n" + sentence + "\n" + end;
    String head = before + "| Verdict | Benchmark | Base | Current | Speed | "
        + Format.setting(comparison.settings().confidence())
        + " interval, % | p | Detects | Forks | Need |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
    StringBuilder text = new StringBuilder(head);
    int used = bytes(head) + bytes(after) + bytes(leftOut(lines.rows().size()));
    int shown = 0;
    for (Line line : lines.rows()) {
      String row = row(line);
      used += bytes(row);
      if (used > room) {
        break;
      }
      text.append(row);
      shown++;
    }
    int left = lines.rows().size() - shown;
    return new Part(text + (left > 0 ? leftOut(left) : "") + after, left);
  }

  private static String leftOut(int rows) {
    return "\n" + Count.of(rows, "row is", "rows are")
        + " left out because of the size limit; the worst are shown.\n";
  }

  private static String row(Line line) {
    String verdict = line.row().verdict().text();
    String strong = line.row().verdict() == Verdict.REGRESSED ? "**" : "";
    String remarks = line.remarks().stream().map(remark -> "<br>" + escape(figures(remark)))
        .collect(Collectors.joining());
    String percent = line.change().equals(Format.NONE) ? "" : " %";
    return "| " + strong + verdict + strong + " | <code>" + escape(line.name()) + "</code>" + remarks + " | "
        + String.join(" | ", figures(line.base()), figures(line.current()) + " " + escape(figures(line.unit())),
            figures(line.change()) + percent, figures(line.interval()), escape(line.p()), line.detects(),
            line.forks(), line.need())
        + " |\n";
  }

  private static String tail(Comparison comparison) {
    StringBuilder tail = new StringBuilder();
    if (!comparison.rows().isEmpty()) {
      tail.append("Speed: current relative to base, negative is slower. Detects: the smallest change that such forks find. "
          + "Need: forks a side that would decide.\n\n");
    }
    String shared = Line.names(comparison).shared();
    if (!shared.isEmpty()) {
      tail.append("The same in all rows that have it: <code>").append(escape(clip(shared))).append("</code>\n\n");
    }
    if (!comparison.ruler().isEmpty()) {
      tail.append("Ruler: <code>").append(escape(clip(comparison.ruler()))).append("</code>\n\n");
    }
    List<Surroundings> subjects = Surroundings.subjects(comparison);
    if (!subjects.isEmpty()) {
      tail.append(sides(subjects, false)).append('\n');
    }
    List<Surroundings> all = Surroundings.of(comparison);
    if (!all.isEmpty()) {
      long unlike = all.stream().filter(one -> !one.same()).count();
      tail.append("<details>\n<summary>Environment: ")
          .append(unlike == 0 ? "the same on both sides" : Count.of(unlike, "difference"))
          .append("</summary>\n\n").append(sides(all.subList(0, Math.min(all.size(), MOST_SURROUNDINGS)), true));
      if (all.size() > MOST_SURROUNDINGS) {
        tail.append("\n").append(all.size() - MOST_SURROUNDINGS).append(" more are left out.\n");
      }
      tail.append("\n</details>\n\n");
    }
    if (!comparison.command().isEmpty()) {
      String command = CommandLine.of(comparison.command());
      String shown = clip(command, LONGEST_COMMAND);
      String fence = "`".repeat(Math.max(3, longestRun(shown) + 1));
      tail.append("To repeat").append(shown.equals(command) ? "" : " (cut)").append(":\n\n").append(fence)
          .append("sh\n").append(shown).append('\n').append(fence).append('\n');
    }
    return tail.toString();
  }

  /** Returns a table of both sides. Differences are marked if {@code marked} is true. */
  private static String sides(List<Surroundings> all, boolean marked) {
    StringBuilder table = new StringBuilder("| | Base | Current |\n|---|---|---|\n");
    for (Surroundings one : all) {
      table.append("| ").append(escape(clip(one.name()))).append(marked && !one.same() ? " **differs**" : "").append(" | ")
          .append(escape(clip(one.base()))).append(" | ").append(escape(clip(one.current()))).append(" |\n");
    }
    return table.toString();
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static String figures(String text) {
    return Format.typographic(text);
  }

  private static String clip(String text) {
    return clip(text, LONGEST_WORD);
  }

  private static String clip(String text, int length) {
    return text.codePointCount(0, text.length()) <= length ? text
        : text.substring(0, text.offsetByCodePoints(0, length)) + "\u2026";
  }

  /**
   * Replaces the special characters of Markdown and HTML by character references, which have no special meaning. This also
   * prevents links and mentions.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    String plain = Plain.text(text);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if ("&<>\"'|`*_[]\\~$@#".indexOf(c) >= 0 || c == ':' && plain.startsWith("://", i)) {
        escaped.append("&#").append((int) c).append(';');
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

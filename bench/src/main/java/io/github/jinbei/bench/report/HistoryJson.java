package io.github.jinbei.bench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jinbei.bench.history.Movement;
import io.github.jinbei.bench.history.Point;
import io.github.jinbei.bench.history.Trend;
import io.github.jinbei.bench.history.TrendSettings;
import io.github.jinbei.bench.history.Trends;

/**
 * A history as JSON for programs. NaN, infinite numbers and missing values are {@code null}. Fields may be added under the
 * same version; a change of a field's meaning, or its removal, raises the version.
 *
 * <pre>
 * format       "jinbei-history"
 * version      {@value #VERSION}
 * headline     one line of text
 * slower       whether any row of the last commit is slower than its baseline by more than the threshold
 * compared     whether any row of the last commit has a baseline
 * counts       rows of each movement: {"slower": 1, "faster": 0, "steady": 3, "no baseline": 0, "gone": 0}
 * commits      the number of commits in the history
 * last         the first digits of the last commit's hash, or null
 * sorted       whether the lines of the file were in another order than the dates, and were sorted
 * settings     window, threshold, environment [names], include, exclude (patterns or null)
 * environment  name to value, the entries that all results of the last commit share
 * rows         worst first:
 *   key          {text, benchmark, mode, threads, params: name to value}
 *   unit         of the figures
 *   moreIsBetter whether a larger figure is better
 *   movement     "slower", "faster", "steady", "no baseline", or "gone" if the last commit does not have it
 *   latest       the last commit that has it: {commit, date or null, forks: [...], median, baseline: the median of earlier
 *                commits, commits: their number, speed: the ratio to the baseline's, below 1 is slower,
 *                movement, change: the change of the environment, or null}
 *   earlier      [the same for the commits before it, oldest first]
 * </pre>
 */
public final class HistoryJson {

  /** The version of the schema. */
  public static final int VERSION = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private HistoryJson() {}

  /** Returns the history with all of its rows, with a line break at its end. */
  public static String render(Trends trends) {
    ObjectNode report = NODES.objectNode().put("format", "jinbei-history").put("version", VERSION)
        .put("headline", HistoryReport.headline(trends)).put("slower", trends.count(Movement.SLOWER) > 0)
        .put("compared", trends.compared());
    ObjectNode counts = report.putObject("counts");
    for (Movement movement : Movement.values()) {
      counts.put(movement.text(), trends.count(movement));
    }
    counts.put(HistoryReport.GONE, trends.rows().stream().filter(trend -> !trend.current()).count());
    report.put("commits", trends.commits()).put("last", JsonReport.orNull(trends.last())).put("sorted", trends.sorted());
    report.set("settings", settings(trends.settings()));
    report.set("environment", JsonReport.texts(trends.environment()));
    ArrayNode rows = report.putArray("rows");
    trends.rows().forEach(trend -> rows.add(row(trend)));
    return JsonReport.text(report);
  }

  private static ObjectNode settings(TrendSettings settings) {
    ObjectNode node = NODES.objectNode().put("window", settings.window()).put("threshold", settings.threshold());
    settings.environment().forEach(node.putArray("environment")::add);
    return node.put("include", JsonReport.pattern(settings.include()))
        .put("exclude", JsonReport.pattern(settings.exclude()));
  }

  private static ObjectNode row(Trend trend) {
    ObjectNode node = NODES.objectNode();
    node.set("key", JsonReport.key(trend.key()));
    node.put("unit", trend.unit()).put("moreIsBetter", trend.moreIsBetter())
        .put("movement", trend.current() ? trend.latest().movement().text() : HistoryReport.GONE)
        .set("latest", point(trend.latest()));
    ArrayNode earlier = node.putArray("earlier");
    trend.points().subList(0, trend.points().size() - 1).forEach(point -> earlier.add(point(point)));
    return node;
  }

  private static ObjectNode point(Point point) {
    ObjectNode node = NODES.objectNode().put("commit", point.commit()).put("date", JsonReport.orNull(point.date()));
    point.forks().forEach(node.putArray("forks")::add);
    JsonReport.number(node, "median", point.median());
    JsonReport.number(node, "baseline", point.baseline());
    node.put("commits", point.commits());
    JsonReport.number(node, "speed", point.speed());
    return node.put("movement", point.movement().text()).put("change", JsonReport.orNull(point.change()));
  }
}

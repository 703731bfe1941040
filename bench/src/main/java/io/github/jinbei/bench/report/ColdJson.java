package io.github.jinbei.bench.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jinbei.bench.cold.ColdFigure;
import io.github.jinbei.bench.cold.ColdResults;
import io.github.jinbei.bench.cold.ColdResults.Values;
import io.github.jinbei.bench.cold.ColdSettings;
import io.github.jinbei.bench.cold.ColdSide;
import io.github.jinbei.bench.cold.CpuTimes;
import io.github.jinbei.bench.cold.Measurement;
import java.util.List;
import java.util.Map;

/**
 * Cold starts as JSON for programs. NaN and missing values are {@code null}. Fields may be added under the same version; a
 * change of a field's meaning, or its removal, raises the version. Times are seconds since the start of the process.
 *
 * <pre>
 * format       "jinbei-cold"
 * version      {@value #VERSION}
 * command      the words of the command line
 * date         when the run ended
 * environment  name to value: cpu, processors, os
 * settings     seconds, rounds, threads, cores (or null)
 * sides        [{name, classPath, java, jvmArgs}], one or two
 * curveTimes   the times of each curve
 * workloads    in the order of the run:
 *   name       such as "T2" or "T2 predict 32"
 *   about      what is computed
 *   predicts   whether samples are predicted rather than trained
 *   figures    [{figure, at, medians, ratio, least, most}]:
 *     figure   "samples", "finalRate" (samples/s), "main", "firstStep", "timeTo50", "timeTo90" (times), "cpu", "cpuC1",
 *              "cpuC2", "cpuLibrary" (seconds)
 *     at       the time for which it is valid, or null
 *     medians  of each side, over the rounds
 *     ratio    the second median divided by the first; null with one side
 *     least    the least ratio of a round
 *     most     the largest ratio of a round
 *   processes  for each side its processes, one a round: {jdk, backend, main, firstStep, finalRate, timeTo50, timeTo90,
 *              cpu [{at, process, c1, c2, library: name of thread to seconds}], curve: samples at curveTimes}
 * </pre>
 */
public final class ColdJson {

  /** The version of the schema. */
  public static final int VERSION = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ColdJson() {}

  /**
   * Returns the results, with a line break at their end.
   *
   * @param results the results of a run
   * @param command the words of the command line
   * @param date when the run ended
   * @param environment the entries of the machine
   * @return the text of the file
   */
  public static String render(ColdResults results, List<String> command, String date, Map<String, String> environment) {
    ObjectNode report = NODES.objectNode().put("format", "jinbei-cold").put("version", VERSION);
    command.forEach(report.putArray("command")::add);
    report.put("date", date).set("environment", JsonReport.texts(environment));
    ColdSettings settings = results.settings();
    report.putObject("settings").put("seconds", settings.seconds()).put("rounds", settings.rounds())
        .put("threads", settings.threads()).put("cores", JsonReport.orNull(settings.cores()));
    ArrayNode sides = report.putArray("sides");
    for (ColdSide side : results.sides()) {
      ObjectNode node = sides.addObject().put("name", side.name()).put("classPath", side.classPath())
          .put("java", side.java());
      side.jvmArgs().forEach(node.putArray("jvmArgs")::add);
    }
    ArrayNode times = report.putArray("curveTimes");
    for (double time : settings.curveTimes()) {
      times.add(time);
    }
    ArrayNode workloads = report.putArray("workloads");
    results.rows().forEach(row -> workloads.add(row(row, settings)));
    return JsonReport.text(report);
  }

  private static ObjectNode row(ColdResults.Row row, ColdSettings settings) {
    ObjectNode node = NODES.objectNode().put("name", row.workload().name()).put("about", row.workload().about())
        .put("predicts", row.workload().predicts());
    ArrayNode figures = node.putArray("figures");
    for (ColdFigure figure : ColdFigure.of(settings)) {
      Values values = row.values(figure.value());
      ObjectNode one = figures.addObject().put("figure", figure.kind().key());
      JsonReport.number(one, "at", figure.at());
      ArrayNode medians = one.putArray("medians");
      for (int side = 0; side < values.sides().length; side++) {
        medians.add(JsonReport.finite(values.median(side)));
      }
      JsonReport.number(one, "ratio", values.ratio());
      JsonReport.number(one, "least", values.least());
      JsonReport.number(one, "most", values.most());
    }
    ArrayNode processes = node.putArray("processes");
    for (List<Measurement> side : row.processes()) {
      ArrayNode rounds = processes.addArray();
      side.forEach(process -> rounds.add(process(process, settings)));
    }
    return node;
  }

  private static ObjectNode process(Measurement process, ColdSettings settings) {
    ObjectNode node = NODES.objectNode().put("jdk", process.jdk()).put("backend", process.backend());
    ColdFigure.of(settings).stream().filter(figure -> Double.isNaN(figure.at()))
        .forEach(figure -> JsonReport.number(node, figure.kind().key(), figure.value().applyAsDouble(process)));
    ArrayNode cpu = node.putArray("cpu");
    for (CpuTimes times : process.cpu()) {
      ObjectNode one = cpu.addObject();
      JsonReport.number(one, "at", times.seconds());
      JsonReport.number(one, "process", times.process());
      JsonReport.number(one, "c1", times.c1());
      JsonReport.number(one, "c2", times.c2());
      ObjectNode library = one.putObject("library");
      times.library().forEach(library::put);
    }
    ArrayNode curve = node.putArray("curve");
    for (double time : settings.curveTimes()) {
      curve.add(process.curve().at(time));
    }
    return node;
  }
}

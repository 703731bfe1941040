package io.github.jinbei.bench.cold;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Plain;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A measurement of fresh processes in turns. A round is one process of each side of every workload, the first side first in odd
 * rounds and last in even ones. So over two rounds, A B B A, a steady drift of the machine adds the same to both sides.
 */
public final class ColdRun {

  /** What a process takes beyond its measurement, in seconds: output and exit. For the forecast alone. */
  private static final double OVERHEAD = 0.2;

  private final ColdSettings settings;
  private final List<ColdSide> sides;
  private final List<Workload> workloads;
  private final PrintWriter progress;

  /**
   * Creates a run.
   *
   * @param settings the settings
   * @param sides one side, or two to compare
   * @param workloads what to measure
   * @param progress receives lines about the progress
   */
  public ColdRun(ColdSettings settings, List<ColdSide> sides, List<Workload> workloads, PrintWriter progress) {
    this.settings = settings;
    this.sides = List.copyOf(sides);
    this.workloads = List.copyOf(workloads);
    this.progress = progress;
  }

  /**
   * Returns the sides in the order of a round.
   *
   * @param round from 1
   * @param sides the number of sides
   * @return their indices
   */
  static List<Integer> order(int round, int sides) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, sides).boxed().toList());
    if (round % 2 == 0) {
      Collections.reverse(order);
    }
    return order;
  }

  /**
   * Runs all processes.
   *
   * @return their results
   * @throws IOException if a process fails or does not end
   */
  public ColdResults run() throws IOException {
    List<List<List<Measurement>>> processes = new ArrayList<>();
    for (int i = 0; i < workloads.size(); i++) {
      processes.add(sides.stream().<List<Measurement>>map(side -> new ArrayList<>()).toList());
    }
    say("%s, %s, %s of %s s: %.1f minutes", Count.of(workloads.size(), "workload"), Count.of(sides.size(), "side"),
        Count.of(settings.rounds(), "round"), Plain.number(settings.seconds(), 4), minutes(settings.rounds()));
    try (ChildJar jar = new ChildJar()) {
      ChildRun children = new ChildRun(settings, jar);
      for (ColdSide side : sides) {
        children.check(side);
      }
      for (int round = 1; round <= settings.rounds(); round++) {
        for (int i = 0; i < workloads.size(); i++) {
          for (int side : order(round, sides.size())) {
            processes.get(i).get(side).add(children.run(sides.get(side), workloads.get(i)));
          }
        }
        say("round %d of %d, %.1f minutes left", round, settings.rounds(), minutes(settings.rounds() - round));
      }
    }
    return new ColdResults(settings, sides, IntStream.range(0, workloads.size())
        .mapToObj(i -> new ColdResults.Row(workloads.get(i), processes.get(i))).toList());
  }

  private double minutes(int rounds) {
    return rounds * workloads.size() * sides.size() * (settings.seconds() + OVERHEAD) / 60;
  }

  private void say(String format, Object... values) {
    progress.println(String.format(Locale.ROOT, format, values));
    progress.flush();
  }
}

package io.github.jinbei.bench.ab;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the two sides of an interleaved run.
 *
 * @param name base or current
 * @param classPath a jar that contains JMH and the benchmarks, or a class path with both
 * @param java the command that starts the VM
 * @param arguments additional options for JMH, of this side alone
 */
public record Side(String name, String classPath, String java, List<String> arguments) {

  /** JMH's own main class. Every benchmark jar contains it, whatever main class its manifest names. */
  private static final String JMH = "org.openjdk.jmh.Main";

  /** Returns the command that runs JMH with these arguments and those of this side. */
  List<String> command(List<String> jmhArguments) {
    List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, JMH));
    command.addAll(jmhArguments);
    command.addAll(arguments);
    return command;
  }
}

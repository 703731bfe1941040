package io.github.jinbei.bench.ab;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the two things that take turns.
 *
 * @param name base or current
 * @param classPath a jar with JMH and benchmarks in it, or a class path that leads to both
 * @param java the command that starts the VM
 * @param arguments more options for JMH, of this side alone
 */
public record Side(String name, String classPath, String java, List<String> arguments) {

  /** JMH's own main class, which every jar of benchmarks has whatever its manifest names. */
  private static final String JMH = "org.openjdk.jmh.Main";

  /** The command that runs JMH with these arguments, and this side's. */
  List<String> command(List<String> jmhArguments) {
    List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, JMH));
    command.addAll(jmhArguments);
    command.addAll(arguments);
    return command;
  }
}

package io.github.jinbei.bench.cold;

import java.util.List;

/**
 * A version of the library to measure, with the VM that runs it.
 *
 * @param name the name in reports
 * @param classPath a jar of the library, a jar of benchmarks, or a class path with the library
 * @param java the command that starts the VM
 * @param jvmArgs options of the VM
 */
public record ColdSide(String name, String classPath, String java, List<String> jvmArgs) {

  /** Copies the list. */
  public ColdSide {
    jvmArgs = List.copyOf(jvmArgs);
  }
}

package io.github.jinbei.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/**
 * Marks a test that runs these benchmarks through their own methods, with every implementation that they list, and checks the
 * results. {@link VerifiedBenchmarksTest} requires one for each benchmark.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Verifies {

  /** Returns the benchmarks as {@code Class.method}, without the package. */
  String[] value();

  /** The parameters of benchmarks. */
  final class Params {

    private Params() {}

    /** Returns the values of a parameter. */
    static List<String> of(Class<?> benchmark, String parameter) throws NoSuchFieldException {
      return List.of(benchmark.getField(parameter).getAnnotation(Param.class).value());
    }
  }
}

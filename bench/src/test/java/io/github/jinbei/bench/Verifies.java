package io.github.jinbei.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/**
 * On a test that runs these benchmarks through their own methods, by every implementation that they list, and looks at
 * what comes out. {@link VerifiedBenchmarksTest} wants one for each.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Verifies {

  /** {@code Class.method}, without the package. */
  String[] value();

  /** What benchmarks list. */
  final class Params {

    private Params() {}

    /** The values of a parameter. */
    static List<String> of(Class<?> benchmark, String parameter) throws NoSuchFieldException {
      return List.of(benchmark.getField(parameter).getAnnotation(Param.class).value());
    }
  }
}

package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jinbei.Backend;
import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations of the running backend against {@link KernelOperations}, bit for bit. */
@BitEquality
@Tag("small")
class KernelsTest {

  private static final long SEED = 5;
  static List<KernelOperation> formulas() {
    return KernelOperations.formulas();
  }

  static List<KernelOperation> functions() {
    return KernelOperations.functions();
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void equalsItsFormulaBitForBit(KernelOperation operation) {
    check(operation);
  }

  /** Only in lanes: the reference is the scalar function, whose accuracy {@link ScalarMathTest} tests. */
  @ParameterizedTest
  @MethodSource("functions")
  void equalsTheScalarFunctionBitForBit(KernelOperation operation) {
    assumeTrue(Backend.current().vector(), "skipped: the scalar backend runs, so there are no lanes to compare");
    check(operation);
  }

  private static void check(KernelOperation operation) {
    Kernels running = Backends.kernels();
    Random random = new Random(SEED);
    for (int n : Formulas.LENGTHS) {
      for (boolean special : new boolean[] {false, true}) {
        float[][] actual = new float[3][];
        Arrays.setAll(actual, i -> Formulas.values(random, n + KernelOperation.MORE, special));
        float[][] expected = {actual[0].clone(), actual[1].clone(), actual[2].clone()};
        operation.reference().run(expected[0], expected[1], expected[2], n);
        operation.call().run(running, actual[0], actual[1], actual[2], n);
        for (int i = 0; i < 3; i++) {
          Bits.assertSame(expected[i], actual[i], operation + " of " + n + ", seed " + SEED + ", array " + "xyz".charAt(i));
        }
      }
    }
  }

  /** The test calls the table on kernels that record which of their methods are called, and do nothing. */
  @Test
  void everyOperationIsInTheTable() throws ReflectiveOperationException {
    Set<String> all = new TreeSet<>();
    Set<String> called = new TreeSet<>();
    RecordComponent[] themes = Kernels.class.getRecordComponents();
    Object[] recorders = new Object[themes.length];
    for (int i = 0; i < themes.length; i++) {
      Class<?> theme = themes[i].getType();
      recorders[i] = theme == int.class ? (Object) Float.SIZE : theme.isInterface() ? recorderOf(theme, called) : null;
      for (Method operation : theme.isInterface() ? theme.getMethods() : new Method[0]) {
        all.add(name(operation));
      }
    }
    Kernels recorder = (Kernels) Kernels.class.getConstructors()[0].newInstance(recorders);
    List<KernelOperation> table = new ArrayList<>(formulas());
    table.addAll(functions());
    for (KernelOperation operation : table) {
      operation.call().run(recorder, new float[20], new float[20], new float[20], 5);
    }
    assertTrue(all.size() > 50, "operations: " + all);
    assertEquals(all, called);
  }

  private static Object recorderOf(Class<?> theme, Set<String> called) {
    return Proxy.newProxyInstance(theme.getClassLoader(), new Class<?>[] {theme}, (proxy, operation, arguments) -> {
      called.add(name(operation));
      return operation.getReturnType() == float.class ? 0f : null;
    });
  }

  private static String name(Method operation) {
    return operation.getDeclaringClass().getSimpleName() + "." + operation.getName();
  }
}

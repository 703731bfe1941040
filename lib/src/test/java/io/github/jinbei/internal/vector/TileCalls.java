package io.github.jinbei.internal.vector;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** A program that calls one tile for some seconds, so that C2 compiles it: the part of {@link TileCode} in a VM of its own. */
final class TileCalls {

  /** Numbers of terms: those of small layers, and enough for C2 to find that the loop runs often. */
  private static final int[] TERMS = {16, 64, 256};

  /** The calls between two looks at the clock: a few milliseconds of boxed vectors. */
  private static final int CALLS = 50;

  private TileCalls() {}

  /**
   * Prints the feature number of the JDK, then calls the tile.
   *
   * @param args name of the class, name of the method, seconds
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    System.out.println("jdk " + Runtime.version().feature());
    VectorKernels.create(VectorWidth.preferred());
    Method tile = tile(Class.forName(args[0]), args[1]);
    List<Object[]> calls = new ArrayList<>();
    for (int k : TERMS) {
      calls.add(TileArguments.of(tile, k, true));
      calls.add(TileArguments.of(tile, k, false));
    }
    long end = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000_000L;
    while (System.nanoTime() - end < 0) {
      for (int call = 0; call < CALLS; call++) {
        tile.invoke(null, calls.get(call % calls.size()));
      }
    }
  }

  private static Method tile(Class<?> type, String name) throws NoSuchMethodException {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new NoSuchMethodException(type.getName() + "." + name);
  }
}

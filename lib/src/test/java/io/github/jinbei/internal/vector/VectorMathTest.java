package io.github.jinbei.internal.vector;

import io.github.jinbei.Backend;
import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.FloatSamples;
import io.github.jinbei.internal.kernel.FunctionKernels;
import io.github.jinbei.internal.kernel.ScalarFunctions;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The functions in lanes against the scalar ones, bit for bit: on a dense sample here, and on all 2^32 floats by
 * {@link #main}, by hand.
 */
@BitEquality
public class VectorMathTest {

  private static final int BLOCK = 1 << 14;

  private final FunctionKernels scalar = new ScalarFunctions();
  private final FunctionKernels running = Backends.kernels().functions();

  private interface Operation {
    void run(FunctionKernels kernels, float[] x, int xOff, float[] y, int yOff, int n);
  }

  enum Function {
    EXP(FunctionKernels::exp),
    EXPM1(FunctionKernels::expm1),
    LOG(FunctionKernels::log),
    LOG1P(FunctionKernels::log1p),
    TANH(FunctionKernels::tanh),
    SIGMOID(FunctionKernels::sigmoid),
    SOFTPLUS(FunctionKernels::softplus),
    ATAN(FunctionKernels::atan),
    ERF(FunctionKernels::erf),
    ERFC(FunctionKernels::erfc),
    MISH(FunctionKernels::mish);

    private final Operation operation;

    Function(Operation operation) {
      this.operation = operation;
    }
  }

  private static void assumeLanes() {
    Assumptions.assumeTrue(Backend.current().vector(), "skipped: the scalar backend runs, so there are no lanes to compare");
  }

  @ParameterizedTest
  @EnumSource
  void lanesHoldTheBitsOfTheScalarFunction(Function function) {
    assumeLanes();
    for (float[] sample : new float[][] {FloatSamples.dense(), FloatSamples.turns()}) {
      compare(function, sample, new float[sample.length], new float[sample.length]);
    }
  }

  /** A function may go over the array more than once, from the destination: also where that is the source. */
  @ParameterizedTest
  @EnumSource
  void worksInPlace(Function function) {
    assumeLanes();
    float[] expected = FloatSamples.turns();
    float[] actual = expected.clone();
    function.operation.run(scalar, expected, 3, expected, 3, expected.length - 3);
    function.operation.run(running, actual, 3, actual, 3, actual.length - 3);
    Bits.assertSame(expected, actual, function + " in place");
  }

  /** Fails at the first lane that is not the scalar result; any NaN equals any other. */
  private void compare(Function function, float[] in, float[] expected, float[] actual) {
    function.operation.run(scalar, in, 0, expected, 0, in.length);
    function.operation.run(running, in, 0, actual, 0, in.length);
    for (int i = 0; i < in.length; i++) {
      if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
        throw new AssertionError(function + "(" + Float.toHexString(in[i]) + ") in lanes of " + Backend.current().bits()
            + " bits = " + Float.toHexString(actual[i]) + ", scalar = " + Float.toHexString(expected[i]));
      }
    }
  }

  /** Compares all floats; arguments: names of functions, or none for all. */
  public static void main(String[] args) {
    VectorMathTest test = new VectorMathTest();
    List<String> names = List.of(args);
    float[] in = new float[BLOCK];
    float[] expected = new float[BLOCK];
    float[] actual = new float[BLOCK];
    for (Function function : Function.values()) {
      if (!names.isEmpty() && !names.contains(function.name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      for (long from = 0; from < 1L << 32; from += BLOCK) {
        for (int i = 0; i < BLOCK; i++) {
          in[i] = Float.intBitsToFloat((int) (from + i));
        }
        test.compare(function, in, expected, actual);
      }
      System.out.println(function + ": all 2^32 floats equal in lanes of " + Backend.current().bits() + " bits");
    }
  }
}

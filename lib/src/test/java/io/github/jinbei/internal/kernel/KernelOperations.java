package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.ActivationKernels.GELU_CUBIC;
import static io.github.jinbei.internal.kernel.ActivationKernels.GELU_LINEAR;
import static io.github.jinbei.internal.kernel.DerivativeKernels.GELU_CUBIC_SLOPE;
import static io.github.jinbei.internal.kernel.DerivativeKernels.NORMAL_DENSITY;
import static io.github.jinbei.internal.kernel.KernelOperation.X;
import static io.github.jinbei.internal.kernel.KernelOperation.Y;
import static io.github.jinbei.internal.kernel.KernelOperation.Z;
import static io.github.jinbei.internal.kernel.KernelOperation.elements;
import static java.lang.Math.fma;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table of all operations but the product: each with its formula, and again where ranges may be the same. */
final class KernelOperations {

  private static final float RATE = 0.3f;
  private static final float SCALE = 0.1f;
  private static final float DECAY = 0.01f;
  private static final float EPSILON = 1e-3f;

  private KernelOperations() {}

  /** Returns all operations whose formulas need no mathematical function of the library, but the cross-entropy's. */
  static List<KernelOperation> formulas() {
    List<KernelOperation> all = new ArrayList<>(activations());
    all.addAll(derivatives());
    all.addAll(losses());
    all.addAll(norms());
    all.addAll(dropout());
    all.addAll(arithmetic());
    all.addAll(reductions());
    all.addAll(updates());
    return all;
  }

  /** Returns the mathematical functions; the scalar ones are the reference. */
  static List<KernelOperation> functions() {
    return List.of(
        elements("exp", (k, x, y, z, n) -> k.functions().exp(x, X, z, Z, n), (x, y, z) -> ScalarMath.exp(x)),
        elements("expm1", (k, x, y, z, n) -> k.functions().expm1(x, X, z, Z, n), (x, y, z) -> ScalarMath.expm1(x)),
        elements("log", (k, x, y, z, n) -> k.functions().log(x, X, z, Z, n), (x, y, z) -> ScalarMath.log(x)),
        elements("log1p", (k, x, y, z, n) -> k.functions().log1p(x, X, z, Z, n), (x, y, z) -> ScalarMath.log1p(x)),
        elements("sigmoid", (k, x, y, z, n) -> k.functions().sigmoid(x, X, z, Z, n), (x, y, z) -> ScalarMath.sigmoid(x)),
        elements("sigmoid in place", (k, x, y, z, n) -> k.functions().sigmoid(z, Z, z, Z, n),
            (x, y, z) -> ScalarMath.sigmoid(z)),
        elements("tanh", (k, x, y, z, n) -> k.functions().tanh(x, X, z, Z, n), (x, y, z) -> ScalarMath.tanh(x)),
        elements("softplus", (k, x, y, z, n) -> k.functions().softplus(x, X, z, Z, n), (x, y, z) -> ScalarMath.softplus(x)),
        elements("atan", (k, x, y, z, n) -> k.functions().atan(x, X, z, Z, n), (x, y, z) -> ScalarMath.atan(x)),
        elements("erf", (k, x, y, z, n) -> k.functions().erf(x, X, z, Z, n), (x, y, z) -> ScalarErf.erf(x)),
        elements("erfc", (k, x, y, z, n) -> k.functions().erfc(x, X, z, Z, n), (x, y, z) -> ScalarErf.erfc(x)),
        elements("mish", (k, x, y, z, n) -> k.functions().mish(x, X, z, Z, n), (x, y, z) -> ScalarMish.mish(x)),
        new KernelOperation("mishWithSlope", (k, x, y, z, n) -> k.functions().mishWithSlope(x, X, z, Z, n), (x, y, z, n) -> {
          for (int i = 0; i < n; i++) {
            z[Z + i] = ScalarMish.mish(x[X + i]);
            x[X + i] = ScalarMish.slope(x[X + i]);
          }
        }));
  }

  private static float delta(float d) {
    return Math.abs(d) < 0x1p-100f ? 0f : d;
  }

  private static float clamped(float v, float bound) {
    return v > bound ? bound : v < -bound ? -bound : v;
  }

  private static float inner(float z) {
    float c = clamped(z, 16f);
    return c * fma(c * c, GELU_CUBIC, GELU_LINEAR);
  }

  private static float elu(float z, float s) {
    return z > 0 ? 1.05f * z : 1.76f * s;
  }

  private static float step(float x) {
    return x >= 0 ? 1f : x < 0 ? 0f : x;
  }

  private static List<KernelOperation> activations() {
    return List.of(
        elements("relu", (k, x, y, z, n) -> k.activations().relu(x, X, z, Z, n), (x, y, z) -> x > 0 ? x : x <= 0 ? 0f : x),
        elements("step", (k, x, y, z, n) -> k.activations().step(x, X, z, Z, n), (x, y, z) -> step(x)),
        elements("step in place", (k, x, y, z, n) -> k.activations().step(z, Z, z, Z, n), (x, y, z) -> step(z)),
        elements("leakyRelu", (k, x, y, z, n) -> k.activations().leakyRelu(x, X, 0.01f, z, Z, n),
            (x, y, z) -> x > 0 ? x : x * 0.01f),
        elements("leakyRelu in place", (k, x, y, z, n) -> k.activations().leakyRelu(z, Z, 0.01f, z, Z, n),
            (x, y, z) -> z > 0 ? z : z * 0.01f),
        elements("prelu", (k, x, y, z, n) -> k.activations().prelu(x, X, y, Y, z, Z, n), (x, y, z) -> x > 0 ? x : x * y),
        elements("prelu in place", (k, x, y, z, n) -> k.activations().prelu(z, Z, y, Y, z, Z, n),
            (x, y, z) -> z > 0 ? z : z * y),
        elements("elu", (k, x, y, z, n) -> k.activations().elu(x, X, y, Y, 1.05f, 1.76f, z, Z, n), (x, y, z) -> elu(x, y)),
        elements("elu in place", (k, x, y, z, n) -> k.activations().elu(z, Z, y, Y, 1.05f, 1.76f, z, Z, n),
            (x, y, z) -> elu(z, y)),
        elements("elu into the second", (k, x, y, z, n) -> k.activations().elu(x, X, z, Z, 1.05f, 1.76f, z, Z, n),
            (x, y, z) -> elu(x, z)),
        elements("softsign", (k, x, y, z, n) -> k.activations().softsign(x, X, z, Z, n), (x, y, z) -> x / (1 + Math.abs(x))),
        elements("softsign in place", (k, x, y, z, n) -> k.activations().softsign(z, Z, z, Z, n),
            (x, y, z) -> z / (1 + Math.abs(z))),
        elements("gelu", (k, x, y, z, n) -> k.activations().gelu(x, X, y, Y, z, Z, n), (x, y, z) -> (0.5f * x) * y),
        elements("gelu in place", (k, x, y, z, n) -> k.activations().gelu(z, Z, y, Y, z, Z, n), (x, y, z) -> (0.5f * z) * y),
        elements("gelu into the second", (k, x, y, z, n) -> k.activations().gelu(x, X, z, Z, z, Z, n),
            (x, y, z) -> (0.5f * x) * z),
        elements("geluTanhInner", (k, x, y, z, n) -> k.activations().geluTanhInner(x, X, z, Z, n), (x, y, z) -> inner(x)),
        new KernelOperation("geluTanhInner far out", (k, x, y, z, n) -> {
          scale(x, 9f);
          k.activations().geluTanhInner(x, X, z, Z, n);
        }, (x, y, z, n) -> {
          scale(x, 9f);
          for (int i = 0; i < n; i++) {
            z[Z + i] = inner(x[X + i]);
          }
        }),
        elements("geluTanhInner in place", (k, x, y, z, n) -> k.activations().geluTanhInner(z, Z, z, Z, n),
            (x, y, z) -> inner(z)),
        elements("halfSquare", (k, x, y, z, n) -> k.activations().halfSquare(x, X, z, Z, n), (x, y, z) -> (-0.5f * x) * x),
        elements("halfSquare in place", (k, x, y, z, n) -> k.activations().halfSquare(z, Z, z, Z, n),
            (x, y, z) -> (-0.5f * z) * z));
  }

  private static void scale(float[] x, float factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
  }

  private static List<KernelOperation> derivatives() {
    return List.of(
        elements("sigmoidGradient", (k, x, y, z, n) -> k.derivatives().sigmoidGradient(x, X, z, Z, n),
            (x, y, z) -> delta(z * fma(-x, x, x))),
        elements("tanhGradient", (k, x, y, z, n) -> k.derivatives().tanhGradient(x, X, z, Z, n),
            (x, y, z) -> delta(z * fma(-x, x, 1f))),
        elements("reluGradient", (k, x, y, z, n) -> k.derivatives().reluGradient(x, X, z, Z, n),
            (x, y, z) -> x > 0 ? delta(z) : 0f),
        elements("leakyReluGradient", (k, x, y, z, n) -> k.derivatives().leakyReluGradient(x, X, 0.01f, z, Z, n),
            (x, y, z) -> delta(x > 0 ? z : z * 0.01f)),
        new KernelOperation("preluGradient", (k, x, y, z, n) -> k.derivatives().preluGradient(x, X, x, 4, z, Z, y, Y, n),
            (x, y, z, n) -> {
              for (int i = 0; i < n; i++) {
                y[Y + i] = delta(x[X + i] > 0 ? 0f : x[X + i] * z[Z + i]);
                z[Z + i] = delta(x[X + i] > 0 ? z[Z + i] : z[Z + i] * x[4 + i]);
              }
            }),
        elements("eluGradient", (k, x, y, z, n) -> k.derivatives().eluGradient(x, X, 1.05f, 1.76f, z, Z, n),
            (x, y, z) -> delta(z * (x > 0 ? 1.05f : x + 1.76f))),
        elements("atanGradient", (k, x, y, z, n) -> k.derivatives().atanGradient(x, X, z, Z, n),
            (x, y, z) -> delta(z / fma(x, x, 1f))),
        elements("softsignGradient", (k, x, y, z, n) -> k.derivatives().softsignGradient(x, X, z, Z, n),
            (x, y, z) -> delta(z * ((1 - Math.abs(x)) * (1 - Math.abs(x))))),
        elements("siluGradient", (k, x, y, z, n) -> k.derivatives().siluGradient(x, X, y, Y, z, Z, n),
            (x, y, z) -> delta(z * fma(y, x * (1 - y), y))),
        new KernelOperation("geluGradient", (k, x, y, z, n) -> k.derivatives().geluGradient(x, X, y, Y, y, 5, z, Z, n),
            (x, y, z, n) -> {
              for (int i = 0; i < n; i++) {
                z[Z + i] = delta(z[Z + i] * fma(x[X + i] * NORMAL_DENSITY, y[5 + i], 0.5f * y[Y + i]));
              }
            }),
        elements("geluTanhGradient", (k, x, y, z, n) -> k.derivatives().geluTanhGradient(x, X, y, Y, z, Z, n),
            (x, y, z) -> {
              float c = clamped(x, 16f);
              return delta(z * fma(y, (c * (1 - y)) * fma(c * c, GELU_CUBIC_SLOPE, GELU_LINEAR), y));
            }),
        elements("softmaxGradient", (k, x, y, z, n) -> k.derivatives().softmaxGradient(x, X, 0.3f, z, Z, n),
            (x, y, z) -> delta(x * (z - 0.3f))),
        elements("multiplyDelta", (k, x, y, z, n) -> k.derivatives().multiplyDelta(x, X, 0.7f, z, Z, n),
            (x, y, z) -> delta(z * (x * 0.7f))));
  }

  private static float sign(float e) {
    return e > 0 ? 1f : e < 0 ? -1f : e;
  }

  private static float huber(float e) {
    return e <= 1.5f ? (0.5f * e) * e : 1.5f * (e - 0.5f * 1.5f);
  }

  private static List<KernelOperation> losses() {
    return List.of(
        elements("difference", (k, x, y, z, n) -> k.losses().difference(x, X, y, Y, z, Z, n), (x, y, z) -> delta(x - y)),
        elements("absoluteDifference", (k, x, y, z, n) -> k.losses().absoluteDifference(x, X, y, Y, z, Z, n),
            (x, y, z) -> Math.abs(x - y)),
        elements("signs", (k, x, y, z, n) -> k.losses().signs(x, X, y, Y, z, Z, n), (x, y, z) -> sign(x - y)),
        elements("signs of equals", (k, x, y, z, n) -> k.losses().signs(x, X, x, X, z, Z, n), (x, y, z) -> sign(x - x)),
        elements("huber", (k, x, y, z, n) -> k.losses().huber(x, X, y, Y, 1.5f, z, Z, n),
            (x, y, z) -> huber(Math.abs(x - y))),
        elements("huberGradient", (k, x, y, z, n) -> k.losses().huberGradient(x, X, y, Y, 1.5f, z, Z, n),
            (x, y, z) -> delta(clamped(x - y, 1.5f))),
        elements("binaryCrossEntropy", (k, x, y, z, n) -> k.losses().binaryCrossEntropy(x, X, y, Y, z, Z, n),
            (x, y, z) -> fma(-x, y, x <= 0 ? 0f : x) + ScalarMath.log1p(ScalarMath.exp(-Math.abs(x)))));
  }

  private static List<KernelOperation> norms() {
    return List.of(
        new KernelOperation("scaleAndShift", (k, x, y, z, n) -> k.norms().scaleAndShift(x, X, y, Y, x, 4, z, Z, n),
            (x, y, z, n) -> {
              for (int i = 0; i < n; i++) {
                z[Z + i] = fma(x[X + i], y[Y + i], x[4 + i]);
              }
            }),
        elements("scaleAndShift in place", (k, x, y, z, n) -> k.norms().scaleAndShift(z, Z, y, Y, x, X, z, Z, n),
            (x, y, z) -> fma(z, y, x)),
        elements("normGradient", (k, x, y, z, n) -> k.norms().normGradient(x, X, 0.3f, -0.8f, 1.7f, z, Z, n),
            (x, y, z) -> delta(1.7f * fma(0.8f, x, z - 0.3f))),
        new KernelOperation("batchNormGradient",
            (k, x, y, z, n) -> k.norms().batchNormGradient(x, X, y, Y, x, 5, y, 6, z, Z, n), (x, y, z, n) -> {
              for (int i = 0; i < n; i++) {
                z[Z + i] = delta(y[Y + i] * fma(-y[6 + i], x[X + i], z[Z + i] - x[5 + i]));
              }
            }));
  }

  /** Returns the numbers of dropout, by a mixer in 64 bits of which the low 32 are kept after each step. */
  static long mixed(long key, long unit) {
    long mask = 0xFFFFFFFFL;
    long h = (key & mask) + (unit & mask) * 0x9E3779B9L & mask;
    h ^= h >> 16;
    h = h * 0x7feb352dL & mask;
    h ^= h >> 15;
    h = h * 0x846ca68bL & mask;
    return (h ^ h >> 16) >> 8;
  }

  private static List<KernelOperation> dropout() {
    return List.of(
        new KernelOperation("dropout",
            (k, x, y, z, n) -> k.dropout().dropout(x, X, 0x12345678, 77, 1 << 23, 2f, z, Z, n), (x, y, z, n) -> {
              for (int i = 0; i < n; i++) {
                z[Z + i] = mixed(0x12345678, 77 + i) >= 1 << 23 ? x[X + i] * 2f : 0f;
              }
            }),
        new KernelOperation("dropout in place",
            (k, x, y, z, n) -> k.dropout().dropout(z, Z, -1, Integer.MAX_VALUE - 9, 5_000_000, 1.4f, z, Z, n),
            (x, y, z, n) -> {
              for (int i = 0; i < n; i++) {
                z[Z + i] = mixed(-1, Integer.MAX_VALUE - 9L + i) >= 5_000_000 ? z[Z + i] * 1.4f : 0f;
              }
            }));
  }

  private static List<KernelOperation> arithmetic() {
    return List.of(
        elements("scale", (k, x, y, z, n) -> k.arithmetic().scale(x, X, 0.7f, z, Z, n), (x, y, z) -> x * 0.7f),
        elements("scale in place", (k, x, y, z, n) -> k.arithmetic().scale(z, Z, 0.7f, z, Z, n), (x, y, z) -> z * 0.7f),
        elements("multiply", (k, x, y, z, n) -> k.arithmetic().multiply(x, X, y, Y, z, Z, n), (x, y, z) -> x * y),
        elements("multiply into the first", (k, x, y, z, n) -> k.arithmetic().multiply(z, Z, y, Y, z, Z, n),
            (x, y, z) -> z * y),
        elements("multiply into the second", (k, x, y, z, n) -> k.arithmetic().multiply(x, X, z, Z, z, Z, n),
            (x, y, z) -> x * z),
        elements("minus", (k, x, y, z, n) -> k.arithmetic().minus(x, X, y, Y, z, Z, n), (x, y, z) -> x - y),
        elements("minus into the first", (k, x, y, z, n) -> k.arithmetic().minus(z, Z, y, Y, z, Z, n), (x, y, z) -> z - y),
        elements("minus into the second", (k, x, y, z, n) -> k.arithmetic().minus(x, X, z, Z, z, Z, n), (x, y, z) -> x - z),
        elements("subtract", (k, x, y, z, n) -> k.arithmetic().subtract(z, Z, 0.7f, n), (x, y, z) -> z - 0.7f),
        elements("divide", (k, x, y, z, n) -> k.arithmetic().divide(z, Z, 0.7f, n), (x, y, z) -> z / 0.7f),
        elements("clamp", (k, x, y, z, n) -> k.arithmetic().clamp(z, Z, 1.5f, n), (x, y, z) -> clamped(z, 1.5f)));
  }

  /** Adds the halves of 16 lanes, the second to the first, until one is left. */
  private static float folded(float[] lanes) {
    for (int half = 8; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }

  /** The greatest of each of 16 lanes, then of their halves; of up to 16 values one after the other. NaNs are not counted. */
  private static float max(float[] x, int n) {
    float[] lanes = new float[16];
    Arrays.fill(lanes, Float.NEGATIVE_INFINITY);
    for (int j = 0; j < n; j++) {
      int lane = n <= 16 ? 0 : j % 16;
      lanes[lane] = x[X + j] > lanes[lane] ? x[X + j] : lanes[lane];
    }
    for (int half = 8; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] = lanes[i + half] > lanes[i] ? lanes[i + half] : lanes[i];
      }
    }
    return lanes[0];
  }

  private static List<KernelOperation> reductions() {
    return List.of(
        new KernelOperation("max", (k, x, y, z, n) -> z[Z] = k.reductions().max(x, X, n, new float[16]),
            (x, y, z, n) -> z[Z] = max(x, n)),
        new KernelOperation("sum", (k, x, y, z, n) -> z[Z] = k.reductions().sum(x, X, n, new float[16]), (x, y, z, n) -> {
          float[] lanes = new float[16];
          for (int j = 0; j < n; j++) {
            lanes[j % 16] += x[X + j];
          }
          z[Z] = folded(lanes);
        }),
        new KernelOperation("dot", (k, x, y, z, n) -> z[Z] = k.reductions().dot(x, X, y, Y, n, new float[16]),
            (x, y, z, n) -> {
              float[] lanes = new float[16];
              for (int j = 0; j < n; j++) {
                lanes[j % 16] = fma(x[X + j], y[Y + j], lanes[j % 16]);
              }
              z[Z] = folded(lanes);
            }),
        new KernelOperation("sumOfMagnitudes",
            (k, x, y, z, n) -> z[Z] = k.reductions().sumOfMagnitudes(x, X, n, new float[16]), (x, y, z, n) -> {
              float[] lanes = new float[16];
              for (int j = 0; j < n; j++) {
                lanes[j % 16] += Math.abs(x[X + j]);
              }
              z[Z] = folded(lanes);
            }),
        new KernelOperation("largestMagnitude", (k, x, y, z, n) -> z[Z] = k.reductions().largestMagnitude(x, X, n),
            (x, y, z, n) -> {
              z[Z] = 0f;
              for (int j = 0; j < n; j++) {
                z[Z] = Math.max(z[Z], Math.abs(x[X + j])); // of a NaN and another number Math.max returns NaN
              }
            }),
        new KernelOperation("addRows", (k, x, y, z, n) -> k.reductions().addRows(x, X, 2, 3, z, Z, n), (x, y, z, n) -> {
          for (int r = 0; r < 3; r++) {
            for (int j = 0; j < n; j++) {
              z[Z + j] += x[X + 2 * r + j]; // rows may overlap
            }
          }
        }),
        new KernelOperation("addProductRows",
            (k, x, y, z, n) -> k.reductions().addProductRows(x, X, 2, y, Y, 1, 3, z, Z, n), (x, y, z, n) -> {
              for (int r = 0; r < 3; r++) {
                for (int j = 0; j < n; j++) {
                  z[Z + j] = fma(x[X + 2 * r + j], y[Y + r + j], z[Z + j]);
                }
              }
            }));
  }

  /** The change of one parameter, z[p], by its gradient g; y[p] is its state. */
  private interface Change {
    void run(float[] y, float[] z, int p, float g);
  }

  /** An update of z, with its state in y, by the gradient x. */
  private static KernelOperation update(String name, KernelOperation.Call call, Change change) {
    return new KernelOperation(name, call, (x, y, z, n) -> {
      for (int i = 0; i < n; i++) {
        change.run(y, z, Z + i, fma(DECAY, z[Z + i], x[X + i] * SCALE));
      }
    });
  }

  /** Makes second moments of values of random sign: else most roots would be NaN. */
  private static void square(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= x[i];
    }
  }

  private static List<KernelOperation> updates() {
    return List.of(
        elements("settle", (k, x, y, z, n) -> k.updates().settle(x, X, z, Z, n, SCALE, DECAY),
            (x, y, z) -> fma(DECAY, x, z * SCALE)),
        elements("addSigns", (k, x, y, z, n) -> k.updates().addSigns(x, X, 0.01f, z, Z, n),
            (x, y, z) -> z + (x > 0 ? 0.01f : x < 0 ? -0.01f : 0f)),
        update("descend", (k, x, y, z, n) -> k.updates().descend(z, Z, x, X, n, SCALE, DECAY, RATE),
            (y, z, p, g) -> z[p] = fma(-RATE, g, z[p])),
        update("momentum", (k, x, y, z, n) -> k.updates().momentum(z, y, Z, x, X, n, SCALE, DECAY, RATE, 0.9f),
            (y, z, p, g) -> {
              y[p] = fma(0.9f, y[p], -RATE * g);
              z[p] = z[p] + y[p];
            }),
        update("nesterov", (k, x, y, z, n) -> k.updates().nesterov(z, y, Z, x, X, n, SCALE, DECAY, RATE, 0.9f),
            (y, z, p, g) -> {
              y[p] = fma(0.9f, y[p], -RATE * g);
              z[p] = z[p] + fma(0.9f, y[p], -RATE * g);
            }),
        squared(update("adagrad", (k, x, y, z, n) -> k.updates().adagrad(z, y, Z, x, X, n, SCALE, DECAY, RATE, EPSILON),
            (y, z, p, g) -> {
              y[p] = fma(g, g, y[p]);
              z[p] = fma(-RATE, g / ((float) Math.sqrt(y[p]) + EPSILON), z[p]);
            })),
        squared(update("rmsprop", (k, x, y, z, n) -> k.updates().rmsprop(z, y, Z, x, X, n, SCALE, DECAY, RATE, 0.99f, EPSILON),
            (y, z, p, g) -> {
              y[p] = fma(0.99f, y[p], (1 - 0.99f) * g * g);
              z[p] = fma(-RATE, g / ((float) Math.sqrt(y[p]) + EPSILON), z[p]);
            })),
        new KernelOperation("adam", (k, x, y, z, n) -> {
          float[] g = x.clone();
          square(x);
          k.updates().adam(z, y, x, Z, g, X, n, SCALE, DECAY, 0.9f, 0.99f, RATE, 1.5f, EPSILON);
        }, (x, y, z, n) -> {
          float[] gradients = x.clone();
          square(x);
          for (int p = Z; p < Z + n; p++) {
            float g = fma(DECAY, z[p], gradients[p - Z + X] * SCALE);
            y[p] = fma(0.9f, y[p], (1 - 0.9f) * g);
            x[p] = fma(0.99f, x[p], (1 - 0.99f) * g * g);
            z[p] = fma(-RATE, y[p] / ((float) Math.sqrt(x[p] * 1.5f) + EPSILON), z[p]);
          }
        }));
  }

  /** The update with squares for its state. */
  private static KernelOperation squared(KernelOperation update) {
    return new KernelOperation(update.name(), (k, x, y, z, n) -> {
      square(y);
      update.call().run(k, x, y, z, n);
    }, (x, y, z, n) -> {
      square(y);
      update.reference().run(x, y, z, n);
    });
  }
}

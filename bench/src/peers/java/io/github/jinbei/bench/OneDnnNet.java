package io.github.jinbei.bench;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import io.github.jinbei.bench.naive.NaiveMlp.Activation;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.softmax_forward;
import org.bytedeco.dnnl.stream;

/**
 * A net on oneDNN. Each layer is one primitive, created once, that multiplies, adds the bias and applies the activation. A net
 * that only predicts has its weights in the layout that oneDNN prefers. A net that is trained has them in the plain layout,
 * because they change with every step. The gradient of the weights is computed by {@code dnnl_sgemm}, which can add to them.
 * With the inner-product primitive instead of matmul, predictions took the same time within 5 %, except at batch 1: slower on
 * T1, T2 and T6, faster on T4.
 */
final class OneDnnNet extends NativeNet {

  private final engine cpu;
  private final stream queue;
  private final OneDnnCall[] products;
  private final OneDnnCall[] inputDeltas; // of layer l: the product, without f'
  private final OneDnnCall[] slopes; // of layer l: f' into the delta of layer l
  private final OneDnnCall softmax;
  private final NativeFloats ones;

  /**
   * Creates the net and its primitives.
   *
   * @param fixedWeights whether only {@link #predict()} will be called
   */
  OneDnnNet(Net net, float[] parameters, float[] x, int rows, int threads, boolean fixedWeights) {
    super(net, parameters, x, rows);
    OneDnn.load(threads);
    cpu = new engine(engine.kind.cpu, 0);
    queue = new stream(cpu);
    int layers = net.layers();
    products = new OneDnnCall[layers];
    inputDeltas = new OneDnnCall[layers];
    slopes = new OneDnnCall[layers];
    for (int l = 0; l < layers; l++) {
      products[l] = product(l, fixedWeights);
      if (l > 0 && !fixedWeights) {
        inputDeltas[l] = inputDeltaProduct(l);
        slopes[l - 1] = slope(l - 1);
      }
    }
    softmax = net.activation(layers - 1) == Activation.SOFTMAX ? softmax(layers - 1) : null;
    ones = ones();
  }

  private static memory.desc rowMajor(int rows, int columns) {
    return layout(rows, columns, memory.format_tag.ab);
  }

  private static memory.desc layout(int rows, int columns, memory.format_tag tag) {
    return new memory.desc(new long[] {rows, columns}, memory.data_type.f32, tag);
  }

  private memory bind(memory.desc layout, NativeFloats floats) {
    return new memory(layout, cpu, floats.pointer());
  }

  private OneDnnCall product(int l, boolean fixedWeights) {
    memory.desc input = rowMajor(rows(), in(l));
    memory.desc plain = rowMajor(in(l), out(l));
    memory.desc bias = rowMajor(1, out(l));
    memory.desc output = rowMajor(rows(), out(l));
    primitive_attr attributes = new primitive_attr();
    if (algorithm(net().activation(l)) != null) {
      post_ops after = new post_ops();
      after.append_eltwise(algorithm(net().activation(l)), 0, 0);
      attributes.set_post_ops(after);
    }
    memory.desc wanted = fixedWeights ? layout(in(l), out(l), memory.format_tag.any) : plain;
    matmul.primitive_desc product = new matmul.primitive_desc(cpu, input, wanted, bias, output, attributes, false);
    memory weights = bind(plain, weights(l));
    if (fixedWeights) {
      memory arranged = new memory(product.weights_desc(), cpu);
      new reorder(weights, arranged).execute(queue, weights, arranged);
      queue._wait();
      weights = arranged;
    }
    return new OneDnnCall(new matmul(product), queue,
        new int[] {DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_BIAS, DNNL_ARG_DST},
        bind(input, input(l)), weights, bind(bias, bias(l)), bind(output, output(l)));
  }

  /** Returns the elementwise algorithm after a product, or null for identity and for softmax, which is a separate primitive. */
  private static dnnl.algorithm algorithm(Activation activation) {
    switch (activation) {
      case RELU:
        return dnnl.algorithm.eltwise_relu_use_dst_for_bwd;
      case TANH:
        return dnnl.algorithm.eltwise_tanh_use_dst_for_bwd;
      case SIGMOID:
        return dnnl.algorithm.eltwise_logistic_use_dst_for_bwd;
      case IDENTITY:
      case SOFTMAX:
        return null;
      default:
        throw new IllegalArgumentException("activation: " + activation + ", expected one of those of Net");
    }
  }

  private OneDnnCall softmax(int l) {
    memory.desc layout = rowMajor(rows(), out(l));
    memory output = bind(layout, output(l));
    return new OneDnnCall(
        new softmax_forward(new softmax_forward.primitive_desc(cpu, dnnl.prop_kind.forward_inference,
            dnnl.algorithm.softmax_accurate, layout, layout, 1)),
        queue, new int[] {DNNL_ARG_SRC, DNNL_ARG_DST}, output, output);
  }

  private OneDnnCall inputDeltaProduct(int l) {
    memory.desc delta = rowMajor(rows(), out(l));
    memory.desc transposed = layout(out(l), in(l), memory.format_tag.ba);
    memory.desc result = rowMajor(rows(), in(l));
    return new OneDnnCall(new matmul(new matmul.primitive_desc(cpu, delta, transposed, result)), queue,
        new int[] {DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST},
        bind(delta, delta(l)), bind(transposed, weights(l)), bind(result, delta(l - 1)));
  }

  /** Returns the primitive that computes f' from f, because only f is stored. */
  private OneDnnCall slope(int l) {
    memory.desc layout = rowMajor(rows(), out(l));
    dnnl.algorithm algorithm = algorithm(net().activation(l));
    eltwise_forward.primitive_desc forward = new eltwise_forward.primitive_desc(cpu, dnnl.prop_kind.forward_training,
        algorithm, layout, layout, 0, 0);
    memory delta = bind(layout, delta(l));
    return new OneDnnCall(
        new eltwise_backward(
            new eltwise_backward.primitive_desc(cpu, algorithm, layout, layout, layout, 0, 0, forward)),
        queue, new int[] {DNNL_ARG_DST, DNNL_ARG_DIFF_DST, DNNL_ARG_DIFF_SRC}, bind(layout, output(l)), delta, delta);
  }

  @Override
  void layer(int l) {
    products[l].run();
    if (l == products.length - 1 && softmax != null) {
      softmax.run();
    }
  }

  @Override
  void inputDelta(int l) {
    inputDeltas[l].run();
    slopes[l - 1].run();
  }

  @Override
  void weightGradient(int l, float alpha, float beta, NativeFloats w) {
    int in = in(l);
    int out = out(l);
    check(dnnl_sgemm((byte) 'T', (byte) 'N', in, out, rows(), alpha, input(l).pointer(), in, delta(l).pointer(), out,
        beta, w.pointer(), out));
  }

  @Override
  void biasGradient(int l, NativeFloats b) {
    int out = out(l);
    check(dnnl_sgemm((byte) 'N', (byte) 'N', 1, out, rows(), 1, ones.pointer(), rows(), delta(l).pointer(), out, 0,
        b.pointer(), out));
  }

  private static void check(int status) {
    if (status != dnnl_success) {
      throw new IllegalStateException("dnnl_sgemm reports status " + status + ", expected " + dnnl_success);
    }
  }
}

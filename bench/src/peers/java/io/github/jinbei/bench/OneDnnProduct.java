package io.github.jinbei.bench;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;

/**
 * oneDNN's product on native memory. Each form uses the faster of two functions: the matmul primitive (created once) for NN
 * and NT, {@code dnnl_sgemm} for TN. On one core of Zen 4, GFLOP/s, matmul and sgemm: 128x128x128 NN 114 and 114, TN 110
 * and 114, NT 110 and 109; 10-784-30 NN 94 and 91, TN 67 and 86, NT 61 and 51.
 */
final class OneDnnProduct implements Product {

  private final Shape shape;
  private final NativeOperands operands;
  private final Matmul matmul;

  OneDnnProduct(Operands operands, int threads) {
    OneDnn.load(threads);
    shape = operands.shape();
    this.operands = new NativeOperands(operands);
    matmul = shape.form() == Form.TN ? null : new Matmul(shape, this.operands);
  }

  @Override
  public void run() {
    int status = matmul != null ? matmul.run() : sgemm();
    if (status != dnnl_success) {
      throw new IllegalStateException("oneDNN reports status " + status + " for " + shape);
    }
  }

  private int sgemm() {
    byte opA = (byte) (shape.form().transposeA() ? 'T' : 'N');
    byte opB = (byte) (shape.form().transposeB() ? 'T' : 'N');
    return dnnl_sgemm(opA, opB, shape.m(), shape.n(), shape.k(), 1, operands.a(), shape.lda(), operands.b(),
        shape.ldb(), 0, operands.c(), shape.n());
  }

  @Override
  public float[] result() {
    return operands.result();
  }

  @Override
  public void close() {
    operands.close();
  }

  /** The primitive for one shape, bound to its operands. The fields keep objects alive that native code points to. */
  private static final class Matmul {

    private final engine cpu = new engine(engine.kind.cpu, 0);
    private final stream queue = new stream(cpu);
    private final memory a;
    private final memory b;
    private final memory c;
    private final matmul product;
    private final dnnl_primitive primitive;
    private final dnnl_stream nativeQueue;
    private final dnnl_exec_arg_t arguments;

    Matmul(Shape shape, NativeOperands operands) {
      memory.desc layoutA = layout(shape.m(), shape.k(), shape.lda(), shape.form().transposeA());
      memory.desc layoutB = layout(shape.k(), shape.n(), shape.ldb(), shape.form().transposeB());
      memory.desc layoutC = layout(shape.m(), shape.n(), shape.n(), false);
      a = new memory(layoutA, cpu, operands.a());
      b = new memory(layoutB, cpu, operands.b());
      c = new memory(layoutC, cpu, operands.c());
      product = new matmul(new matmul.primitive_desc(cpu, layoutA, layoutB, layoutC));
      primitive = product.get();
      nativeQueue = queue.get();
      arguments = new dnnl_exec_arg_t(3);
      arguments.getPointer(0).arg(DNNL_ARG_SRC).memory(a.get());
      arguments.getPointer(1).arg(DNNL_ARG_WEIGHTS).memory(b.get());
      arguments.getPointer(2).arg(DNNL_ARG_DST).memory(c.get());
    }

    private static memory.desc layout(int rows, int columns, int leading, boolean transposed) {
      long[] strides = transposed ? new long[] {1, leading} : new long[] {leading, 1};
      return new memory.desc(new long[] {rows, columns}, memory.data_type.f32, strides);
    }

    /** Runs the primitive. C is complete on return: with OpenMP a CPU stream executes synchronously. */
    int run() {
      return dnnl_primitive_execute(primitive, nativeQueue, 3, arguments);
    }
  }
}

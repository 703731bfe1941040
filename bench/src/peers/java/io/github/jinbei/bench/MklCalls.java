package io.github.jinbei.bench;

import static org.bytedeco.mkl.global.mkl_rt.CblasNoTrans;
import static org.bytedeco.mkl.global.mkl_rt.CblasRowMajor;
import static org.bytedeco.mkl.global.mkl_rt.CblasTrans;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sgemm;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sgemv;
import static org.bytedeco.mkl.global.mkl_rt.vsExp;
import static org.bytedeco.mkl.global.mkl_rt.vsTanh;

import org.bytedeco.javacpp.FloatPointer;

/** MKL for a net. Its vector functions run in their default mode, the most accurate one. */
final class MklCalls implements Blas {

  private final NativeFloats elements;

  /**
   * Loads MKL.
   *
   * @param most the largest number of elements in a call of exp or tanh
   */
  MklCalls(int threads, int most) {
    Mkl.load(threads);
    elements = new NativeFloats(new float[most]);
  }

  @Override
  public void gemm(Form form, int m, int n, int k, float alpha, FloatPointer a, FloatPointer b, float beta,
      FloatPointer c) {
    boolean transposeA = form.transposeA();
    boolean transposeB = form.transposeB();
    cblas_sgemm(CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans, m, n, k,
        alpha, a, transposeA ? m : k, b, transposeB ? k : n, beta, c, n);
  }

  @Override
  public void gemvTransposed(int m, int n, FloatPointer a, FloatPointer x, FloatPointer y) {
    cblas_sgemv(CblasRowMajor, CblasTrans, m, n, 1, a, n, x, 1, 0, y, 1);
  }

  @Override
  public void exp(float[] values, int length) {
    elements.buffer().put(0, values, 0, length);
    vsExp(length, elements.pointer(), elements.pointer());
    elements.buffer().get(0, values, 0, length);
  }

  @Override
  public void tanh(float[] values, int length) {
    elements.buffer().put(0, values, 0, length);
    vsTanh(length, elements.pointer(), elements.pointer());
    elements.buffer().get(0, values, 0, length);
  }

  @Override
  public void close() {
    elements.close();
  }
}

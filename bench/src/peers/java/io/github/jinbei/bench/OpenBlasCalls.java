package io.github.jinbei.bench;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import org.bytedeco.javacpp.FloatPointer;

/** OpenBLAS for a net. It has no elementwise functions, so exp and tanh are the JDK's. */
final class OpenBlasCalls implements Blas {

  OpenBlasCalls(int threads) {
    OpenBlas.load(threads);
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
    for (int i = 0; i < length; i++) {
      values[i] = (float) Math.exp(values[i]);
    }
  }

  @Override
  public void tanh(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      values[i] = (float) Math.tanh(values[i]);
    }
  }

  @Override
  public void close() {}
}

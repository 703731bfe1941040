package io.github.jinbei.bench;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.mkl.global.mkl_rt;

/** Loads MKL and sets its number of threads. */
final class Mkl {

  private Mkl() {}

  /**
   * Loads MKL.
   *
   * @throws IllegalStateException if OpenBLAS is in this process: both export {@code cblas_sgemm}
   */
  static void load(int threads) {
    if (Loader.addressof("openblas_set_num_threads") != null) {
      throw new IllegalStateException(
          "OpenBLAS is loaded in this process already; expected one BLAS in a process: use a fork");
    }
    mkl_rt.MKL_Set_Num_Threads(threads);
  }
}

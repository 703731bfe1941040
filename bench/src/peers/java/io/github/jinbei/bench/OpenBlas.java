package io.github.jinbei.bench;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Loads OpenBLAS and sets its number of threads. */
final class OpenBlas {

  /** The binding's number for OpenBLAS as the vendor of the functions that it found. */
  private static final int VENDOR_OPENBLAS = 2;

  private OpenBlas() {}

  /**
   * Loads OpenBLAS.
   *
   * @throws IllegalStateException if MKL is in this process: both export {@code cblas_sgemm}, and calls reach the first
   */
  static void load(int threads) {
    if (Loader.addressof("MKL_Set_Num_Threads") != null) {
      throw new IllegalStateException("MKL is loaded in this process already; expected one BLAS in a process: use a fork");
    }
    Loader.load(openblas_nolapack.class);
    openblas_nolapack.blas_set_num_threads(threads);
    int vendor = openblas_nolapack.blas_get_vendor();
    if (vendor != VENDOR_OPENBLAS) {
      throw new IllegalStateException("vendor " + vendor + " is loaded; expected OpenBLAS, " + VENDOR_OPENBLAS);
    }
  }
}

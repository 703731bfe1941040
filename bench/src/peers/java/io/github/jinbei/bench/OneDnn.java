package io.github.jinbei.bench;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack.SetNumThreads;

/** Loads oneDNN and sets its number of threads. */
final class OneDnn {

  private OneDnn() {}

  /**
   * Loads oneDNN. Its threads come from OpenMP, which the binding does not contain. So the OpenMP function is looked up by
   * name, and called through a pointer of the type that OpenBLAS's binding has for its own function. The number of threads
   * applies to the calling thread only.
   */
  static void load(int threads) {
    Loader.load(dnnl.class);
    Pointer function = Loader.addressof("omp_set_num_threads");
    if (function == null) {
      throw new IllegalStateException("omp_set_num_threads is not found; expected a oneDNN that runs on OpenMP");
    }
    try (OmpSetNumThreads set = new OmpSetNumThreads(function)) {
      set.call(threads);
    }
  }

  private static final class OmpSetNumThreads extends SetNumThreads {
    OmpSetNumThreads(Pointer function) {
      put(function);
    }
  }
}

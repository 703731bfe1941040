package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.gemm.ProductKernels;
import io.github.jinbei.internal.gemm.TileShape;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ScalarKernels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The kernels that all networks and products of this VM use. If the backend has vectors, each begins with scalar code. */
public final class ChangingKernels {

  /** Fused multiply-adds of scalar products in a nanosecond (Zen 3). */
  private static final double FMAS_PER_NANO = 4;

  /** The longest wait: {@code toNanos} of a much longer one would overflow. */
  private static final Duration LONGEST = Duration.ofDays(1000);

  /** Created after the backend has been chosen, so that a wrong property is an exception and not an error of this class. */
  private static final class Holder {

    static final ChangingKernels VM = new ChangingKernels(Backends.current().bits());

    private Holder() {}
  }

  private final WarmUp warmUp = new WarmUp(ChangingKernels::prepareVectors, this::allChanges);
  private final List<Theme<?>> themes;
  private final List<ChangeOver> changes;
  private final Kernels kernels;

  private ChangingKernels(int bits) {
    if (bits == Float.SIZE) {
      themes = List.of();
      changes = List.of();
      kernels = ScalarKernels.create();
      return;
    }
    TileShape shape = TileShape.of(bits, System.getProperty("os.arch", ""));
    Kernels scalar = ScalarKernels.create(shape);
    ProductKernels product = scalar.product();
    ChangingMicroKernel micro = new ChangingMicroKernel(warmUp, shape, product.micro());
    ChangingRowKernel rows = new ChangingRowKernel(warmUp, shape, product.rows());
    ChangingPackKernel pack = new ChangingPackKernel(warmUp, shape, product.pack());
    ChangingFunctions functions = new ChangingFunctions(warmUp, scalar.functions());
    ChangingActivations activations = new ChangingActivations(warmUp, scalar.activations());
    ChangingDerivatives derivatives = new ChangingDerivatives(warmUp, scalar.derivatives());
    ChangingLosses losses = new ChangingLosses(warmUp, scalar.losses());
    ChangingNorms norms = new ChangingNorms(warmUp, scalar.norms());
    ChangingDropout dropout = new ChangingDropout(warmUp, scalar.dropout());
    ChangingUpdates updates = new ChangingUpdates(warmUp, scalar.updates());
    ChangingArithmetic arithmetic = new ChangingArithmetic(warmUp, scalar.arithmetic());
    ChangingReductions reductions = new ChangingReductions(warmUp, scalar.reductions());
    themes = List.of(micro, rows, pack, functions, activations, derivatives, losses, norms, dropout, updates, arithmetic,
        reductions);
    changes = new ArrayList<>();
    themes.forEach(theme -> changes.addAll(theme.changes()));
    kernels = new Kernels(bits, new ProductKernels(shape, micro, rows, pack), functions, activations, derivatives, losses,
        norms, dropout, updates, arithmetic, reductions);
  }

  /**
   * Returns the kernels of this VM, and their warm-up.
   *
   * @throws IllegalStateException as {@link Backends#current}
   */
  private static ChangingKernels vm() {
    Backends.current();
    return Holder.VM;
  }

  /**
   * Returns the kernels.
   *
   * @throws IllegalStateException as {@link Backends#current}
   */
  public static Kernels current() {
    return vm().kernels;
  }

  /** Returns the change-overs of all kernels. */
  static List<ChangeOver> changes() {
    return vm().allChanges();
  }

  private List<ChangeOver> allChanges() {
    return changes;
  }

  /** Creates the vector code on the thread of the caller; returns whether there is any. */
  static boolean prepareVectors() {
    return VectorCode.KERNELS.bits() > Float.SIZE;
  }

  /**
   * Warms up all kernels, those with the greatest demand first, and waits for it.
   *
   * @param most the longest time to wait
   * @return whether all kernels are warm, or there is nothing to warm up
   */
  public static boolean warmUp(Duration most) {
    return vm().warmUpAll(most);
  }

  private boolean warmUpAll(Duration most) {
    long nanos = most.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : most.toNanos();
    long start = System.nanoTime();
    List<ChangeOver> cold = cold();
    try {
      // A kernel that was given up, because many methods waited for C2, is tried again as long as others become warm.
      for (int before = cold.size() + 1; !cold.isEmpty() && cold.size() < before; cold = cold()) {
        before = cold.size();
        warmUp.tryAgain();
        cold.forEach(warmUp::ask);
        warmUp.await(nanos - (System.nanoTime() - start));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    allChanges().forEach(ChangeOver::makeFinal);
    return Backends.current().bits() == Float.SIZE || cold().isEmpty();
  }

  private List<ChangeOver> cold() {
    return allChanges().stream().filter(change -> !change.done()).toList();
  }

  /**
   * Announces work, so that kernels are warmed up sooner for a long one.
   *
   * @param fmas the fused multiply-adds of the products of the work, about
   */
  public static void expect(double fmas) {
    vm().warmUp.expect(fmas / FMAS_PER_NANO);
  }

  /** Announces work that uses all processors, so that the compilers are spared. */
  public static void expectAllProcessors() {
    vm().warmUp.expectAllProcessors();
  }

  /**
   * Returns whether no kernel is left whose scalar code takes enough time to be worth a warm-up, and all changes are final, or
   * the backend is scalar.
   */
  public static boolean warm() {
    List<ChangeOver> changes = changes();
    return Backends.current().bits() == Float.SIZE
        || changes.stream().allMatch(change -> change.done() ? change.isFinal() : !change.worth());
  }
}

package io.github.jinbei.bench;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who computes: the frozen baseline, the library, or a peer. */
public enum Implementation {

  NAIVE("naive") {
    @Override
    Product product(Operands operands, int threads) {
      requireOneThread("naive", threads);
      return new NaiveProduct(operands);
    }

    @Override
    TrainStep trainStep(Net net, Batch batch, int threads) {
      requireOneThread("naive", threads);
      return new NaiveTrainStep(net, batch);
    }

    @Override
    Forward forward(Net net, float[] parameters, float[] x, int rows) {
      return new NaiveForward(net, parameters, x, rows);
    }

    @Override
    Backprop backprop(Net net, Batch batch, int threads) {
      requireOneThread("naive", threads);
      return new NaiveBackprop(net, batch);
    }

    @Override
    ParameterUpdate update(Net net, UpdateRule rule, float[] gradient) {
      return new NaiveUpdate(net, rule, gradient);
    }
  },

  JINBEI("jinbei") {
    @Override
    void announce(String backend) {
      BackendCheck.require(backend);
      Surroundings.printJinbei();
    }

    @Override
    Product product(Operands operands, int threads) {
      return new JinbeiProduct(operands, threads);
    }

    @Override
    TrainStep trainStep(Net net, Batch batch, int threads) {
      return new JinbeiTrainStep(net, batch, threads);
    }

    @Override
    Forward forward(Net net, float[] parameters, float[] x, int rows) {
      return new JinbeiForward(net, parameters, x, rows);
    }

    @Override
    Backprop backprop(Net net, Batch batch, int threads) {
      return new JinbeiBackprop(net, batch, threads);
    }

    @Override
    ParameterUpdate update(Net net, UpdateRule rule, float[] gradient) {
      return new JinbeiUpdate(net, rule, gradient);
    }
  },

  /** OpenBLAS on native memory. */
  OPENBLAS("openblas", "OpenBlasProduct"),
  /** OpenBLAS on {@code float[]}, as a Java program meets it. */
  OPENBLAS_HEAP("openblas-heap", "OpenBlasHeapProduct"),
  /** Intel's oneDNN on native memory. */
  ONEDNN("onednn", "OneDnnProduct"),
  /** Intel's MKL on native memory. */
  MKL("mkl", "MklProduct");

  private final String label;
  private final String peerProduct;

  Implementation(String label) {
    this(label, null);
  }

  /** A peer, of which nothing but the name of its product is known here: it is compiled on request only. */
  Implementation(String label, String peerProduct) {
    this.label = label;
    this.peerProduct = peerProduct;
  }

  String label() {
    return label;
  }

  /** Whether this is somebody else's library. */
  boolean isPeer() {
    return peerProduct != null;
  }

  /**
   * Whether it has what a benchmark asks of it. One that it has not is refused when it is set up.
   *
   * @param benchmark class and method without the package
   * @param params the benchmark's parameters
   */
  public boolean canRun(String benchmark, Map<String, String> params) {
    if (isPeer()) {
      return benchmark.startsWith("GemmBenchmark.");
    }
    if (this == JINBEI) {
      return true;
    }
    return params.getOrDefault("threads", "1").equals("1")
        && !(benchmark.startsWith("TrainStepBenchmark.")
            && Net.valueOf(params.get("net")).optimizer() != Net.Optimizer.SGD);
  }

  /**
   * Prints where the figures that follow come from.
   *
   * @param backend the backend that must run, as {@link BackendCheck#require(String)} takes it; only the library has
   *     one
   * @throws IllegalStateException if another backend runs
   */
  void announce(String backend) {
    Surroundings.print("backend none (" + label + ")");
  }

  /**
   * The product as this implementation computes it. A peer may tie the number of threads to the thread that calls this:
   * the same is to run it.
   *
   * @param threads the most threads that it may use, at least 1
   * @throws IllegalArgumentException if it cannot use that many, or is a peer that was not compiled
   */
  Product product(Operands operands, int threads) {
    try {
      return (Product) Class.forName(Implementation.class.getPackageName() + "." + peerProduct)
          .getDeclaredConstructor(Operands.class, int.class).newInstance(operands, threads);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      throw new IllegalArgumentException("implementation: " + label + ", which was not compiled; build with mvn -Ppeers",
          e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("implementation: " + label + " fails: " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("implementation: " + label + " cannot be made", e);
    }
  }

  /**
   * A net of this implementation, with the batch's initial parameters and the net's own optimizer.
   *
   * @param threads the most threads that a step may use, at least 1
   * @throws IllegalArgumentException if it cannot use that many, has not that optimizer, or has no nets
   */
  TrainStep trainStep(Net net, Batch batch, int threads) {
    throw noNets();
  }

  /**
   * A net of this implementation that predicts {@code rows} rows of x.
   *
   * @throws IllegalArgumentException if it has no nets
   */
  Forward forward(Net net, float[] parameters, float[] x, int rows) {
    throw noNets();
  }

  /**
   * A net of this implementation, with the batch's parameters, that computes the batch's gradient.
   *
   * @param threads the most threads that a gradient may use, at least 1
   * @throws IllegalArgumentException if it cannot use that many, or has no nets
   */
  Backprop backprop(Net net, Batch batch, int threads) {
    throw noNets();
  }

  /**
   * This implementation's optimizer on the net's initial parameters.
   *
   * @param gradient a sum over the net's batch, laid out like the parameters
   * @throws IllegalArgumentException if it has no optimizers
   */
  ParameterUpdate update(Net net, UpdateRule rule, float[] gradient) {
    throw noNets();
  }

  private IllegalArgumentException noNets() {
    return new IllegalArgumentException("implementation: " + label + ", which has products only; expected naive or jinbei");
  }

  /**
   * Returns if one thread is what was asked for.
   *
   * @throws IllegalArgumentException if not
   */
  static void requireOneThread(String label, int threads) {
    if (threads != 1) {
      throw new IllegalArgumentException("threads: " + threads + " for " + label + ", expected 1");
    }
  }

  /**
   * The implementation of this name in benchmark parameters.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Implementation of(String name) {
    List<String> labels = new ArrayList<>();
    for (Implementation implementation : values()) {
      if (implementation.label.equals(name)) {
        return implementation;
      }
      labels.add(implementation.label);
    }
    throw new IllegalArgumentException("implementation: " + name + ", expected one of " + labels);
  }
}

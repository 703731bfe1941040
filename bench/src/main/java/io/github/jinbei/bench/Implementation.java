package io.github.jinbei.bench;

import java.util.ArrayList;
import java.util.List;

/** Who computes: the frozen baseline, the library, or a peer. */
enum Implementation {

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
    Backprop backprop(Net net, Batch batch) {
      return new NaiveBackprop(net, batch);
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
    Backprop backprop(Net net, Batch batch) {
      return new JinbeiBackprop(net, batch);
    }
  },

  /** OpenBLAS on native memory. */
  OPENBLAS("openblas", "OpenBlasPeer"),
  /** OpenBLAS on {@code float[]}, as a Java program meets it. */
  OPENBLAS_HEAP("openblas-heap", "OpenBlasHeapPeer"),
  /** Intel's oneDNN on native memory. */
  ONEDNN("onednn", "OneDnnPeer"),
  /** Intel's MKL on native memory. */
  MKL("mkl", "MklPeer"),
  /** Microsoft's ONNX Runtime, which predicts only. */
  ONNXRUNTIME("onnxruntime", "OnnxRuntimePeer");

  private final String label;
  private final String peer;

  Implementation(String label) {
    this(label, null);
  }

  /** A peer, of which nothing but the name of its class is known here: it is compiled on request only. */
  Implementation(String label, String peer) {
    this.label = label;
    this.peer = peer;
  }

  String label() {
    return label;
  }

  /** Whether this is somebody else's library. */
  boolean isPeer() {
    return peer != null;
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
    return peer().product(operands, threads);
  }

  private Peer peer() {
    try {
      return (Peer) Class.forName(Implementation.class.getPackageName() + "." + peer)
          .getDeclaredConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("implementation: " + label + ", which was not compiled; build with mvn -Ppeers",
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("implementation: " + label + " cannot be made", e);
    }
  }

  /**
   * A net of this implementation, with the batch's initial parameters and the net's own optimizer.
   *
   * @param threads the most threads that a step may use, at least 1
   * @throws IllegalArgumentException if it cannot use that many, has not that optimizer, or trains no nets
   */
  TrainStep trainStep(Net net, Batch batch, int threads) {
    return peer().trainStep(net, batch, threads);
  }

  /**
   * A net of this implementation that predicts {@code rows} rows of x.
   *
   * @throws IllegalArgumentException if it has none, or is a peer that was not compiled
   */
  Forward forward(Net net, float[] parameters, float[] x, int rows) {
    return peer().forward(net, parameters, x, rows, 1);
  }

  /**
   * A net of this implementation, with the batch's parameters, that computes the batch's gradient.
   *
   * @throws IllegalArgumentException if it has none, or is a peer that was not compiled
   */
  Backprop backprop(Net net, Batch batch) {
    return peer().backprop(net, batch, 1);
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
  static Implementation of(String name) {
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

package io.github.jinbei.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    @Override
    ArrayPass pass(ActivationPass pass, float[] x, float[] y) {
      return new NaivePass(pass, x, y);
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

    @Override
    ArrayPass pass(ActivationPass pass, float[] x, float[] y) {
      return new JinbeiPass(pass, x, y);
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
   * Whether it has what a benchmark asks of it. One that it has not is refused when it is set up.
   *
   * @param benchmark class and method without the package
   * @param params the benchmark's parameters
   */
  public boolean canRun(String benchmark, Map<String, String> params) {
    String subject = benchmark.substring(0, benchmark.indexOf("Benchmark."));
    boolean plain = !subject.equals("TrainStep") || Net.valueOf(params.get("net")).optimizer() == Net.Optimizer.SGD;
    switch (this) {
      case JINBEI:
        return true;
      case NAIVE:
        return plain && params.getOrDefault("threads", "1").equals("1");
      case OPENBLAS_HEAP:
        return subject.equals("Gemm");
      case ONNXRUNTIME:
        return Set.of("Forward", "Latency").contains(subject);
      default:
        return plain && Set.of("Gemm", "Forward", "Latency", "Backprop", "TrainStep").contains(subject);
    }
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
   * @param threads the most threads that a gradient may use, at least 1
   * @throws IllegalArgumentException if it cannot use that many, has none, or is a peer that was not compiled
   */
  Backprop backprop(Net net, Batch batch, int threads) {
    return peer().backprop(net, batch, threads);
  }

  /**
   * This implementation's optimizer on the net's initial parameters.
   *
   * @param gradient a sum over the net's batch, laid out like the parameters
   * @throws IllegalArgumentException if it has no optimizers
   */
  ParameterUpdate update(Net net, UpdateRule rule, float[] gradient) {
    throw new IllegalArgumentException("implementation: " + label + ", expected naive or jinbei");
  }

  /**
   * This implementation's pass of an activation.
   *
   * @param x what is read: as the pass says, pre-activations or activations; the pass may move it
   * @param y the deltas that a gradient reads; the pass may write its result there
   * @throws IllegalArgumentException if it has no passes of its own
   */
  ArrayPass pass(ActivationPass pass, float[] x, float[] y) {
    throw new IllegalArgumentException("implementation: " + label + ", expected naive or jinbei");
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

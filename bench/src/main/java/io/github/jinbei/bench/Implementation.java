package io.github.jinbei.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The implementations that are measured: the frozen baseline, the library, and peers. */
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
  /** OpenBLAS on {@code float[]}, as a Java program would call it. */
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

  /** Creates a peer from the name of its class, because peers are compiled on request only. */
  Implementation(String label, String peer) {
    this.label = label;
    this.peer = peer;
  }

  String label() {
    return label;
  }

  /** Returns whether this is another library. */
  boolean isPeer() {
    return peer != null;
  }

  /**
   * Returns whether this implementation supports a benchmark. An unsupported one throws when it is set up.
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
        return plain && !Set.of("Predictor", "RecipeStep").contains(subject) && params.getOrDefault("threads", "1").equals("1");
      case OPENBLAS_HEAP:
        return subject.equals("Gemm");
      case ONNXRUNTIME:
        return Set.of("Forward", "Latency").contains(subject);
      default:
        return plain && Set.of("Gemm", "Forward", "Latency", "Backprop", "TrainStep").contains(subject);
    }
  }

  /**
   * Prints the implementation and the environment of the following figures.
   *
   * @param backend the backend that must run, as for {@link BackendCheck#require(String)}; only the library has one
   * @throws IllegalStateException if another backend runs
   */
  void announce(String backend) {
    Surroundings.print("backend none (" + label + ")");
  }

  /**
   * Returns a product of this implementation. Call this method on the thread that runs the product: a peer may set its number
   * of threads for the calling thread only.
   *
   * @param threads the largest number of threads, at least 1
   * @throws IllegalArgumentException if the implementation does not support that number, or is a peer that was not compiled
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
      throw new IllegalStateException("implementation: " + label + " cannot be created", e);
    }
  }

  /**
   * Returns a net of this implementation, with the batch's initial parameters and the net's own optimizer.
   *
   * @param threads the largest number of threads of a step, at least 1
   * @throws IllegalArgumentException if the implementation does not support that number, that optimizer, or training
   */
  TrainStep trainStep(Net net, Batch batch, int threads) {
    return peer().trainStep(net, batch, threads);
  }

  /**
   * Returns a net of this implementation that predicts {@code rows} rows of x.
   *
   * @throws IllegalArgumentException if the implementation has no nets, or is a peer that was not compiled
   */
  Forward forward(Net net, float[] parameters, float[] x, int rows) {
    return peer().forward(net, parameters, x, rows, 1);
  }

  /**
   * Returns a net of this implementation, with the batch's parameters, that computes the batch's gradient.
   *
   * @param threads the largest number of threads of a gradient, at least 1
   * @throws IllegalArgumentException if the implementation does not support that number or gradients, or is a peer that was
   *     not compiled
   */
  Backprop backprop(Net net, Batch batch, int threads) {
    return peer().backprop(net, batch, threads);
  }

  /**
   * Returns an optimizer of this implementation on the net's initial parameters.
   *
   * @param gradient the sum over the net's batch, in the layout of the parameters
   * @throws IllegalArgumentException if the implementation has no optimizers
   */
  ParameterUpdate update(Net net, UpdateRule rule, float[] gradient) {
    throw new IllegalArgumentException("implementation: " + label + ", expected naive or jinbei");
  }

  /**
   * Returns this implementation's pass of an activation.
   *
   * @param x the values to read: pre-activations or activations, depending on the pass; the pass may modify them
   * @param y the deltas that a gradient reads; the pass may write its result there
   * @throws IllegalArgumentException if the implementation has no passes of its own
   */
  ArrayPass pass(ActivationPass pass, float[] x, float[] y) {
    throw new IllegalArgumentException("implementation: " + label + ", expected naive or jinbei");
  }

  /**
   * Checks that one thread was requested.
   *
   * @throws IllegalArgumentException if not
   */
  static void requireOneThread(String label, int threads) {
    if (threads != 1) {
      throw new IllegalArgumentException("threads: " + threads + " for " + label + ", expected 1");
    }
  }

  /**
   * Returns the implementation with this name in benchmark parameters.
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

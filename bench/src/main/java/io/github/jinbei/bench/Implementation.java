package io.github.jinbei.bench;

/** Who computes: the frozen baseline or the library. */
enum Implementation {

  NAIVE("naive") {
    @Override
    void announce(String backend) {
      Surroundings.printNaive();
    }

    @Override
    Product product() {
      return new NaiveProduct();
    }

    @Override
    TrainStep trainStep(Net net, Batch batch) {
      return new NaiveTrainStep(net, batch);
    }
  },

  JINBEI("jinbei") {
    @Override
    void announce(String backend) {
      BackendCheck.require(backend);
      Surroundings.printJinbei();
    }

    @Override
    Product product() {
      return new JinbeiProduct();
    }

    @Override
    TrainStep trainStep(Net net, Batch batch) {
      return new JinbeiTrainStep(net, batch);
    }
  };

  /** So small that thousands of steps on the same batch change speed and loss little. */
  static final float LEARNING_RATE = 1e-3f;

  private final String label;

  Implementation(String label) {
    this.label = label;
  }

  /**
   * Prints where the figures that follow come from.
   *
   * @param backend the backend that must run, as {@link BackendCheck#require(String)} takes it; the baseline has none
   * @throws IllegalStateException if another backend runs
   */
  abstract void announce(String backend);

  /** The product as this implementation computes it. */
  abstract Product product();

  /** A net of this implementation, with the batch's initial parameters and SGD at {@link #LEARNING_RATE}. */
  abstract TrainStep trainStep(Net net, Batch batch);

  /**
   * The implementation of this name in benchmark parameters.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Implementation of(String name) {
    for (Implementation implementation : values()) {
      if (implementation.label.equals(name)) {
        return implementation;
      }
    }
    throw new IllegalArgumentException("implementation: " + name + ", expected naive or jinbei");
  }
}

package io.github.jinbei.bench;

/** The form of a product C = op(A) · op(B): which operands are stored transposed. The first letter is A's, the second B's. */
public enum Form {
  /** Forward: Z = X · W. */
  NN(false, false),
  /** Gradient of the weights: dW = Xᵀ · dZ. */
  TN(true, false),
  /** Gradient of the inputs: dX = dZ · Wᵀ. */
  NT(false, true);

  private final boolean transposeA;
  private final boolean transposeB;

  Form(boolean transposeA, boolean transposeB) {
    this.transposeA = transposeA;
    this.transposeB = transposeB;
  }

  boolean transposeA() {
    return transposeA;
  }

  boolean transposeB() {
    return transposeB;
  }
}

package io.github.jinbei.internal.kernel;

/**
 * An operation of the kernels and its reference: loops that are independent of every backend. Both work on three arrays, from
 * the elements {@link #X}, {@link #Y} and {@link #Z} on, and may change all three.
 */
record KernelOperation(String name, Call call, Reference reference) {

  static final int X = 1;
  static final int Y = 2;
  static final int Z = 3;

  /** Elements that an array has besides its n: some operations read second operands up to here. */
  static final int MORE = 7;

  /** A call of a kernel. */
  interface Call {
    void run(Kernels k, float[] x, float[] y, float[] z, int n);
  }

  /** What the call must do. */
  interface Reference {
    void run(float[] x, float[] y, float[] z, int n);
  }

  /** The new element of z, from an element of each array. */
  interface Element {
    float of(float x, float y, float z);
  }

  /** An operation that works element by element. */
  static KernelOperation elements(String name, Call call, Element element) {
    return new KernelOperation(name, call, (x, y, z, n) -> {
      for (int i = 0; i < n; i++) {
        z[Z + i] = element.of(x[X + i], y[Y + i], z[Z + i]);
      }
    });
  }

  @Override
  public String toString() {
    return name;
  }
}

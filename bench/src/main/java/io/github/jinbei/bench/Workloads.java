package io.github.jinbei.bench;

import java.util.List;

/**
 * The workloads and their names, which all figures of the project use. The training workloads are in {@link Net} and {@link
 * RecipeNet}.
 */
final class Workloads {

  /**
   * The products: {@code m x n x k}, or {@code batch-in-out} for the products of a dense layer. Annotations accept only
   * constants, so {@link GemmBenchmark} repeats this list; a test compares the two.
   */
  static final List<String> SHAPES = List.of(
      "64x64x64", "128x128x128", "256x256x256", "512x512x512", "1024x1024x1024", "2048x2048x2048",
      "10-784-30", "32-784-128", "128-784-512", "256-1024-1024", "512-2048-2048",
      "1-784-512", "1-1024-1024");

  /** The lengths of elementwise passes: arrays that fit in the first-level cache, in the second, and larger ones. */
  static final List<Integer> ELEMENTS = List.of(1 << 12, 1 << 16, 1 << 22);

  private Workloads() {}

  /**
   * Returns the shape with this name. A layer's product has m = batch, n = out, k = in if NN; m = in, n = out,
   * k = batch if TN; m = batch, n = in, k = out if NT.
   *
   * @throws IllegalArgumentException if {@code name} is not one of {@link #SHAPES}
   */
  static Shape shape(String name, Form form) {
    if (!SHAPES.contains(name)) {
      throw new IllegalArgumentException("shape: " + name + ", expected one of " + SHAPES);
    }
    if (name.indexOf('x') >= 0) {
      int[] mnk = sizes(name, "x");
      return new Shape(form, mnk[0], mnk[1], mnk[2]);
    }
    int[] layer = sizes(name, "-");
    int batch = layer[0];
    int in = layer[1];
    int out = layer[2];
    switch (form) {
      case NN:
        return new Shape(form, batch, out, in);
      case TN:
        return new Shape(form, in, out, batch);
      default:
        return new Shape(form, batch, in, out);
    }
  }

  private static int[] sizes(String name, String separator) {
    String[] words = name.split(separator);
    int[] sizes = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      sizes[i] = Integer.parseInt(words[i]);
    }
    return sizes;
  }
}

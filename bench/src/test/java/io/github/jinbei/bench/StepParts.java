package io.github.jinbei.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures a step on one thread, and in the same turns what each of its parts takes alone: the products of each layer, the
 * functions of the hidden layers and their derivatives, the update. By hand, as it takes a processor for a minute.
 *
 * <pre>
 * StepParts WARM_UP_SECONDS TURNS ROWS NET...
 * StepParts 12 15 256 T7
 * </pre>
 *
 * <p>A part runs over and over on the data of so many rows, which stay in the cache, so its time is a bound of what the step
 * needs for it. Not among the parts: the output function, the loss, the sums of the deltas for the biases, and all that leads
 * from one part to the next. For each part it prints the median time of a step.
 */
final class StepParts {

  private static final double SLICE = 0.05;

  private StepParts() {}

  /**
   * A part of a step.
   *
   * @param share the samples of a step over those of a run; 1 if a step runs it once
   */
  private record Part(String name, double share, Runnable work) {}

  public static void main(String[] args) {
    for (int i = 3; i < args.length; i++) {
      measure(Net.valueOf(args[i]), Double.parseDouble(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }
  }

  private static List<Part> parts(Net net, int rows) {
    List<Part> parts = new ArrayList<>();
    double share = (double) net.batch() / rows;
    parts.add(new Part("step", 1, Implementation.JINBEI.trainStep(net, Batch.of(net), 1)::run));
    for (int l = 0; l < net.layers(); l++) {
      int in = net.units(l);
      int out = net.units(l + 1);
      parts.add(product(share, "forward", Form.NN, rows, out, in));
      parts.add(product(share, "gradient", Form.TN, in, out, rows));
      if (l > 0) {
        parts.add(product(share, "backward", Form.NT, rows, in, out));
        String function = net.activation(l - 1).name().toLowerCase(Locale.ROOT);
        parts.add(pass(share, function, rows * in));
        parts.add(pass(share, function + "-gradient", rows * in));
      }
    }
    UpdateRule rule = net.optimizer() == Net.Optimizer.ADAM ? UpdateRule.ADAM : UpdateRule.SGD;
    float[] gradient = RandomInputs.uniform(net.parameterCount(), 4);
    parts.add(new Part("update", 1, Implementation.JINBEI.update(net, rule, gradient)::run));
    return parts;
  }

  private static Part product(double share, String name, Form form, int m, int n, int k) {
    Product product = Implementation.JINBEI.product(Operands.of(new Shape(form, m, n, k)), 1);
    return new Part(name + " " + m + "x" + n + "x" + k + "/" + form, share, product::run);
  }

  private static Part pass(double share, String function, int elements) {
    ActivationPass pass = ActivationPass.of(function);
    float[] x = RandomInputs.uniform(elements, 1);
    return new Part(function + " " + elements, share,
        Implementation.JINBEI.pass(pass, x, RandomInputs.uniform(elements, 2))::run);
  }

  private static void measure(Net net, double warmUp, int turns, int rows) {
    List<Part> parts = parts(net, rows);
    for (long end = System.nanoTime() + (long) (warmUp * 1e9); System.nanoTime() < end;) {
      parts.forEach(part -> micros(part.work));
    }
    double[][] micros = new double[parts.size()][turns];
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < parts.size(); i++) {
        micros[i][turn] = parts.get(i).share * micros(parts.get(i).work);
      }
    }
    double sum = 0;
    for (int i = 0; i < parts.size(); i++) {
      Arrays.sort(micros[i]);
      double median = micros[i][turns / 2];
      sum += i == 0 ? 0 : median;
      System.out.printf(Locale.ROOT, "%-5s %-26s %9.2f us%n", net, parts.get(i).name, median);
    }
    System.out.printf(Locale.ROOT, "%-5s %-26s %9.2f us%n", net, "all parts", sum);
  }

  /** Returns the microseconds of a run. */
  private static double micros(Runnable work) {
    return 1e6 / TwoThreadRuns.rate(work, SLICE);
  }
}

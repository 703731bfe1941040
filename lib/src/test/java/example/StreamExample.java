package example;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import java.util.Random;

/**
 * A network that learns from a stream whose target drifts. Each batch is a test before it is trained on: {@code step} returns
 * the loss before its update. A copy that is not trained any more shows the drift. A step allocates nothing.
 *
 * <pre>
 * $ java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar lib/src/test/java/example/StreamExample.java
 * batch  2000: mean loss 0.012583, loss of the copy 0.000155
 * batch  4000: mean loss 0.000056, loss of the copy 0.057324
 * batch  6000: mean loss 0.000014, loss of the copy 0.139676
 * batch  8000: mean loss 0.000018, loss of the copy 0.432231
 * batch 10000: mean loss 0.000017, loss of the copy 0.876501
 * </pre>
 */
public final class StreamExample {

  public static void main(String[] args) {
    Mlp net = Mlp.builder(1).dense(32, Activation.TANH).regression(1).seed(1).build();
    Mlp frozen = net;
    Random source = new Random(1);
    float[] x = new float[32];
    float[] y = new float[32];
    try (Trainer trainer = Trainer.builder(net).optimizer(Optimizer.adam(0.005f)).build()) {
      double sum = 0;
      for (int time = 1; time <= 10_000; time++) {
        receive(source, time, x, y);
        sum += trainer.step(x, 0, y, 0, 32);
        if (time % 2_000 == 0) {
          frozen = time == 2_000 ? net.copy() : frozen;   // does not learn from here on
          System.out.printf("batch %5d: mean loss %.6f, loss of the copy %.6f%n", time, sum / 2_000,
              frozen.evaluate(Dataset.ofTargets(x, 1, y, 1)).loss());
          sum = 0;
        }
      }
    }
  }

  /** Fills the next batch: points of a parabola that moves to the right. */
  private static void receive(Random source, int time, float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] = 2 * source.nextFloat() - 1;
      float distance = x[i] - time / 10_000f;
      y[i] = distance * distance;
    }
  }
}

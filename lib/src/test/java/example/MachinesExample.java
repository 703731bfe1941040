package example;

import io.github.jinbei.Activation;
import io.github.jinbei.Gradient;
import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Two machines that train one network, each on rows of its own. They send gradients, as bytes. Both apply the same sum, so they
 * have the same bits after each step. Here both machines are in one program: the arrays of bytes stand for messages.
 *
 * <pre>
 * $ java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar lib/src/test/java/example/MachinesExample.java
 * accuracy 0.9499
 * equal bits: true
 * </pre>
 */
public final class MachinesExample {

  public static void main(String[] args) {
    Dataset here = Digits.train().where(row -> row % 2 == 0);
    Dataset there = Digits.train().where(row -> row % 2 == 1);
    Mlp net = Mlp.builder(64).dense(32, Activation.RELU).classes(10).seed(1).build();
    Mlp other = net.copy();   // a real machine builds it with the same seed
    try (Trainer trainer = Trainer.builder(net).build(); Trainer otherTrainer = Trainer.builder(other).build()) {
      for (int step = 0; step < 440; step++) {
        int from = 32 * (step % 22);
        byte[] request = bytes(otherTrainer.gradient(there.slice(from, from + 32), 32));
        Gradient sum = trainer.gradient(here.slice(from, from + 32), 0).plus(gradient(request));
        trainer.apply(sum);
        byte[] reply = bytes(sum);
        otherTrainer.apply(gradient(reply));
      }
    }
    System.out.printf("accuracy %.4f%n", net.evaluate(Digits.heldOut()).accuracy());
    System.out.println("equal bits: " + Arrays.equals(net.parameters(), other.parameters()));
  }

  /** Rows, loss and sum. Without batch norm a gradient has no statistics. */
  private static byte[] bytes(Gradient gradient) {
    ByteBuffer bytes = ByteBuffer.allocate(12 + 4 * gradient.sum().length).putInt(gradient.rows()).putDouble(gradient.loss());
    bytes.asFloatBuffer().put(gradient.sum());
    return bytes.array();
  }

  private static Gradient gradient(byte[] message) {
    float[] sum = new float[(message.length - 12) / 4];
    ByteBuffer bytes = ByteBuffer.wrap(message);
    bytes.position(12).asFloatBuffer().get(sum);
    return new Gradient(sum, bytes.getInt(0), bytes.getDouble(4), new float[0]);
  }
}

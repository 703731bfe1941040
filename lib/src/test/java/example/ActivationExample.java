package example;

import io.github.jinbei.Activation;
import io.github.jinbei.GradientCheck;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation of your own: a function and its derivative. A gradient check finds a wrong derivative. {@code StrictMath} has
 * the same bits on every machine, and then the network has them too.
 *
 * <pre>
 * $ java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar lib/src/test/java/example/ActivationExample.java
 * error of the gradient: 5.6e-08; if the derivative is wrong: 2.0e-01
 * sin 1.5 = 0.9975; the network: 0.9984
 * </pre>
 */
public final class ActivationExample {

  public static void main(String[] args) throws IOException {
    DoubleUnaryOperator f = z -> z + StrictMath.pow(StrictMath.sin(z), 2);   // "snake" of Ziyin, Hartwig and Ueda, 2020
    Activation snake = Activation.custom("snake", f, z -> 1 + StrictMath.sin(2 * z));
    Activation wrong = Activation.custom("wrong", f, z -> 1 + StrictMath.cos(2 * z));
    float[] x = new float[64];
    float[] y = new float[64];
    for (int i = 0; i < x.length; i++) {
      x[i] = i / 8f - 4;
      y[i] = (float) StrictMath.sin(x[i]);
    }
    System.out.printf("error of the gradient: %.1e; if the derivative is wrong: %.1e%n",
        GradientCheck.run(network(snake), Loss.SQUARED_ERROR, x, 0, y, 0, 64).relativeError(),
        GradientCheck.run(network(wrong), Loss.SQUARED_ERROR, x, 0, y, 0, 64).relativeError());

    Mlp net = network(snake);
    try (Trainer trainer = Trainer.builder(net).optimizer(Optimizer.adam(0.01f)).build()) {
      trainer.fit(Dataset.ofTargets(x, 1, y, 1), 2_000);
    }
    Path file = Files.createTempFile("snake", ".safetensors");
    net.save(file);
    Mlp loaded = Mlp.load(file, snake);   // the file has only the name of the activation
    System.out.printf("sin 1.5 = %.4f; the network: %.4f%n", StrictMath.sin(1.5), loaded.predict(new float[] {1.5f})[0]);
    Files.delete(file);
  }

  private static Mlp network(Activation activation) {
    return Mlp.builder(1).dense(16, activation).regression(1).seed(1).build();
  }
}

package example;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.Optimizer;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import java.util.List;
import java.util.Random;

/**
 * Classes of vectors that another model has computed of texts or images. Here the vectors are made from a seed.
 *
 * <pre>
 * $ java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar lib/src/test/java/example/EmbeddingsExample.java
 * accuracy on rows that were held out: 0.935
 * prediction: sport, probability 1.0000
 * </pre>
 */
public final class EmbeddingsExample {

  private static final int WIDTH = 256;
  private static final List<String> TOPICS = List.of("politics", "science", "sport");

  public static void main(String[] args) {
    Random random = new Random(1);
    int rows = 1_000;
    float[] vectors = new float[rows * WIDTH];
    int[] topics = new int[rows];
    for (int row = 0; row < rows; row++) {
      topics[row] = random.nextInt(TOPICS.size());
      System.arraycopy(embedding(topics[row], random), 0, vectors, row * WIDTH, WIDTH);
    }
    Dataset.Split data = Dataset.ofClasses(vectors, WIDTH, topics, TOPICS.size()).split(0.2, 1);

    Mlp net = Mlp.builder(WIDTH).dense(32, Activation.RELU).dropout(0.2f).classes(TOPICS.size()).labels(TOPICS).seed(1).build();
    try (Trainer trainer = Trainer.builder(net).optimizer(Optimizer.adamw(0.002f, 0.01f)).seed(1).build()) {
      trainer.fit(data.train(), 20);
    }
    System.out.printf("accuracy on rows that were held out: %.3f%n", net.evaluate(data.validation()).accuracy());
    float[] vector = embedding(2, random);
    int topic = net.predictClass(vector);
    System.out.printf("prediction: %s, probability %.4f%n", net.labels().get(topic), net.predict(vector)[topic]);
  }

  /** Stands for the other model. Its elements are scaled to about -1 to 1, as a network needs them. */
  private static float[] embedding(int topic, Random random) {
    float[] vector = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      vector[i] = (float) random.nextGaussian() * 0.5f + (i % TOPICS.size() == topic ? 0.15f : 0);
    }
    return vector;
  }
}

package example;

import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Classes of the rows of a table. Numbers, texts and missing values go in as they are.
 *
 * <pre>
 * $ java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar lib/src/test/java/example/TableExample.java
 * accuracy on rows that were held out: 0.9853
 * prediction: Chinstrap
 * Adelie    0.3213
 * Chinstrap 0.6787
 * Gentoo    0.0000
 * </pre>
 */
public final class TableExample {

  public static void main(String[] args) throws IOException {
    Table penguins = Penguins.train();   // a table of your own: Csv.read(Path.of("people.csv"))
    MlpClassifier model = MlpClassifier.builder().folds(2).fit(penguins, "species");   // default: 5 networks
    System.out.printf("accuracy on rows that were held out: %.4f%n", model.score(Penguins.heldOut()));

    Path file = Files.createTempFile("penguins", ".safetensors");
    model.save(file);
    MlpClassifier loaded = MlpClassifier.load(file);

    Map<String, Object> penguin = new HashMap<>(Map.of("island", "Dream", "bill_length_mm", 43.2, "bill_depth_mm", 18.5,
        "flipper_length_mm", 192, "body_mass_g", 4100));
    penguin.put("sex", null);   // not known
    System.out.println("prediction: " + loaded.predict(penguin));
    double[] probabilities = loaded.probabilities(penguin);
    for (int i = 0; i < probabilities.length; i++) {
      System.out.printf("%-9s %.4f%n", loaded.classes().get(i), probabilities[i]);
    }
    Files.delete(file);
  }
}

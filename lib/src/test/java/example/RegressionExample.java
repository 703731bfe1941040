package example;

import io.github.jinbei.table.Column;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Numbers for the rows of a table: the mass of a penguin from its other measures.
 *
 * <pre>
 * $ java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar lib/src/test/java/example/RegressionExample.java
 * RMSE                   306.73
 * MAE                    237.36
 * median absolute error  153.02
 * R2                     0.86169
 * explained variance     0.86172
 * A penguin of this size weighs 4721 g.
 * </pre>
 */
public final class RegressionExample {

  public static void main(String[] args) {
    Table penguins = withMass(Penguins.train());
    MlpRegressor model = MlpRegressor.builder().folds(2).fit(penguins, "body_mass_g");
    System.out.println(model.answers(withMass(Penguins.heldOut())));

    double grams = model.predict(Map.of("species", "Gentoo", "island", "Biscoe", "sex", "FEMALE", "bill_length_mm", 45.5,
        "bill_depth_mm", 14.5, "flipper_length_mm", 212));
    System.out.printf("A penguin of this size weighs %.0f g.%n", grams);
  }

  /** Returns the rows that have the target. Other columns may have gaps. */
  private static Table withMass(Table table) {
    Column mass = table.column("body_mass_g");
    return table.rows(IntStream.range(0, table.rows()).filter(row -> !mass.isMissing(row)).toArray());
  }
}

package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PenguinsTest {

  @Test
  void thereAre344PenguinsOfThreeSpecies() {
    Table penguins = Penguins.all();
    assertEquals(List.of("island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex", "species"),
        penguins.names());
    assertEquals(344, penguins.rows());
    assertEquals(List.of(0, 2, 2, 2, 2, 11, 0), penguins.columns().stream().map(Column::missing).toList());
    assertEquals(List.of("Adelie 152", "Chinstrap 68", "Gentoo 124"), counts(penguins.column(Penguins.TARGET)));
    assertEquals(List.of("Biscoe 168", "Dream 124", "Torgersen 52"), counts(penguins.column("island")));
    assertEquals(List.of("FEMALE 165", "MALE 168"), counts(penguins.column("sex")));
  }

  /** The mean mass by the publication of the data: 4,201.754 g. */
  @Test
  void theMassesAreNumbers() {
    Column mass = Penguins.all().column("body_mass_g");
    assertTrue(mass.isNumeric());
    assertEquals(4201.754, IntStream.range(0, 344).filter(row -> !mass.isMissing(row)).mapToDouble(mass::number).average()
        .getAsDouble(), 5e-4);
    assertFalse(Penguins.all().column("sex").isNumeric());
    assertNull(Penguins.all().column("sex").text(3));
  }

  @Test
  void everyFifthRowIsHeldOut() {
    Column all = Penguins.all().column("bill_length_mm");
    Column train = Penguins.train().column("bill_length_mm");
    Column heldOut = Penguins.heldOut().column("bill_length_mm");
    assertEquals(276, train.rows());
    assertEquals(68, heldOut.rows());
    for (int row = 0; row < all.rows(); row++) {
      assertEquals(all.text(row), row % 5 == 4 ? heldOut.text(row / 5) : train.text(row - (row + 1) / 5), "row " + row);
    }
  }

  private static List<String> counts(Column column) {
    List<String> texts = IntStream.range(0, column.rows()).filter(row -> !column.isMissing(row)).mapToObj(column::text)
        .toList();
    return texts.stream().distinct().sorted().map(text -> text + " " + texts.stream().filter(text::equals).count()).toList();
  }
}

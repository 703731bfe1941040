package io.github.jinbei.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.data.Dataset;
import org.junit.jupiter.api.Test;

class CountTest {

  @Test
  void theNounIsSingularAfterOne() {
    assertEquals("0 rows", Count.of(0, "row"));
    assertEquals("1 row", Count.of(1, "row"));
    assertEquals("2 rows", Count.of(2, "row"));
    assertEquals("1 class", Count.of(1, "class", "classes"));
    assertEquals("3 classes", Count.of(3, "class", "classes"));
  }

  @Test
  void dataSetsUseTheSingularForOne() {
    assertEquals("1 row of 1 input, 1 target", Dataset.ofTargets(new float[1], 1, new float[1], 1).toString());
    assertEquals("1 row of 2 inputs, 1 class", Dataset.ofClasses(new float[2], 2, new int[1], 1).toString());
    assertEquals("2 rows of 1 input, 2 classes", Dataset.ofClasses(new float[2], 1, new int[2], 2).toString());
  }
}

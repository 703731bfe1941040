package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestTest {

  @ParameterizedTest
  @CsvSource({"'','',0", "'',abc,3", "abc,'',3", "abc,abc,0", "kitten,sitting,3", "abcd,acbd,2", "flaw,lawn,2"})
  void editsAreCounted(String a, String b, int expected) {
    assertEquals(expected, Closest.edits(a, b));
    assertEquals(expected, Closest.edits(b, a), "the other way round");
  }

  @Test
  void aPrefixFindsItsCandidate() {
    assertEquals("cosine", Closest.to("cos", List.of("constant", "step", "cosine")));
    assertEquals("adam", Closest.to("ada", List.of("adagrad", "adamw", "adam")));
    assertEquals(null, Closest.to("", List.of("constant")));
  }

  @Test
  void aWordFarFromAllHasNoCandidate() {
    assertEquals("--epochs", Closest.to("--epcohs", List.of("--lr", "--epochs", "--batch")));
    assertEquals(null, Closest.to("--momentum", List.of("--lr", "--epochs", "--batch")));
    assertEquals(null, Closest.to("--lr", List.of()));
  }
}

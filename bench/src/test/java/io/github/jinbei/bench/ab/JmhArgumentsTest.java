package io.github.jinbei.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhArgumentsTest {

  @Test
  void selectingArgumentsAreRemoved() {
    List<String> words = List.of("First", "-p", "n=-1,2", "-wi", "0", "Sec.*ond", "-e", "Bad", "-i", "5", "-r", "10ms",
        "-jvmArgsAppend", "-Xmx1g -Da=b", "-p", "m=-f", "-prof", "gc", "-t", "2", "-tu", "ms", "-bm", "avgt");
    JmhArguments arguments = new JmhArguments(words);
    assertEquals(words, arguments.all());
    assertEquals(List.of("-wi", "0", "-i", "5", "-r", "10ms", "-jvmArgsAppend", "-Xmx1g -Da=b", "-prof", "gc", "-t",
        "2", "-tu", "ms", "-bm", "avgt"), arguments.general());
  }

  @Test
  void noneIsFine() {
    JmhArguments arguments = new JmhArguments(List.of());
    assertEquals(List.of(), arguments.all());
    assertEquals(List.of(), arguments.general());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-f 2", "-rf json", "-rff out.json", "-o out.txt", "-foe true", "-h", "-l", "-lp", "-lprof",
      "-lrf", "A -i 1 -f 2"})
  void optionsThatARunSetsAreRefusedByName(String line) {
    String word = line.contains("-f 2") ? "-f" : line.split(" ")[0];
    String message = message(line);
    assertTrue(message.startsWith("JMH's " + word + ": "), message);
  }

  /** JMH itself accepts all of these. */
  @ParameterizedTest
  @ValueSource(strings = {"-fo true", "-ofile", "-f=2", "-f2", "--f 2", "--rff x", "-p=n=1", "-pn=1", "-i5 A", "-eA B",
      "-lpr", "-he"})
  void optionsInOtherFormsAreRefused(String line) {
    String message = message(line);
    assertTrue(message.contains(line.split(" ")[0]) && message.contains("JMH's"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-nosuch", "-nosuch 1", "-i", "-i x", "-p n", "A -wi -1", "-bm fast", "-tu year"})
  void argumentsThatJmhRejectsAreRefusedInOneLine(String line) {
    String message = message(line);
    assertTrue(message.startsWith("JMH's arguments: " + line + ": "), message);
  }

  private static String message(String line) {
    String message = assertThrows(IllegalArgumentException.class,
        () -> new JmhArguments(List.of(line.split(" "))), line).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }
}

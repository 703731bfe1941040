package io.github.jinbei.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.bench.compare.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class JudgeOptionsTest {

  /** A command with these options. */
  @Command(name = "some")
  private static final class Some {
    @Mixin
    private JudgeOptions judge;
  }

  private static JudgeOptions options(String... args) {
    Some some = new Some();
    new CommandLine(some).parseArgs(args);
    return some.judge;
  }

  private static Settings settings(String... args) {
    return options(args).settings(false);
  }

  @Test
  void withoutOptionsTheDefaultsAreUsed() {
    assertEquals(Settings.defaults(), settings());
    assertFalse(options().strict());
    assertNull(options().ruler());
  }

  @Test
  void everyOptionReachesItsSetting() {
    assertEquals(0.05, settings("--alpha", "0.05").alpha());
    assertEquals(0.95, settings("--alpha", "0.05").confidence());
    assertEquals(0.9, settings("--alpha", "0.05", "--confidence", "0.9").confidence());
    assertEquals(0.02, settings("--min-effect", "0.02").minEffect());
    assertEquals(0.1, settings("--threshold", "0.1").threshold());
    assertEquals(8, settings("--allocation", "8").allocation());
    assertEquals("a|b", settings("--include", "a|b").include().pattern());
    assertEquals("^c", settings("--exclude", "^c").exclude().pattern());
    assertEquals("Peak", settings("--ruler", "Peak").ruler().pattern());
    assertEquals("Peak", options("--ruler", "Peak").ruler().pattern());
    assertTrue(settings("--ignore-environment").ignoreEnvironment());
    assertTrue(options("--strict").strict());
  }

  @Test
  void sidesWithDifferentSettingsAreCompared() {
    assertTrue(options().settings(true).ignoreEnvironment());
  }

  @ParameterizedTest
  @CsvSource({"raw, RAW", "normalised, NORMALISED", "both, BOTH", "BOTH, BOTH"})
  void theGateIsChosenByName(String word, Settings.Gate gate) {
    assertEquals(gate, settings("--ruler", "Peak", "--gate", word).gate());
  }

  @Test
  void theGateNeedsARuler() {
    assertEquals(Settings.Gate.NORMALISED, settings("--ruler", "Peak").gate());
    assertEquals(Settings.Gate.RAW, settings("--gate", "raw").gate());
    assertEquals("--gate: both needs --ruler", message("--gate", "both"));
    assertEquals("--gate: normalised needs --ruler", message("--gate", "normalised"));
    assertEquals("--gate: none, expected raw, normalised or both", message("--gate", "none", "--ruler", "x"));
  }

  @Test
  void overridesKeepTheLimitsThatTheyDoNotName() {
    List<Settings.Override> overrides = settings("--min-effect", "0.02", "--threshold", "0.04",
        "--override", "Latency:threshold=0.1", "--override", "a:b|c,d:min-effect=0.5", "--override",
        "e:min-effect=0.3,threshold=0.2").overrides();
    assertEquals(List.of("Latency 0.02 0.1", "a:b|c,d 0.5 0.04", "e 0.3 0.2"), overrides.stream()
        .map(one -> one.keys() + " " + one.minEffect() + " " + one.threshold()).toList());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"--alpha | 0, 1, -0.1, 1.5, NaN, Infinity", "--confidence | 0.49, 1, 2, NaN",
      "--min-effect | -0.01, 1, NaN", "--threshold | -0.01, 1, NaN", "--allocation | -1, NaN, Infinity"})
  void valuesOutOfRangeAreNamed(String option, String values) {
    for (String value : values.split(", ")) {
      String message = message(option, value);
      assertTrue(message.startsWith(option + ": " + Double.parseDouble(value) + ", expected "), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @Test
  void theEndsOfTheRangesAreInThem() {
    assertEquals(0.5, settings("--confidence", "0.5").confidence());
    assertEquals(0, settings("--min-effect", "0").minEffect());
    assertEquals(0, settings("--threshold", "0").threshold());
    assertEquals(0, settings("--allocation", "0").allocation());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Latency", "Latency:", ":threshold=0.1", "Latency:threshold", "Latency:treshold=0.1",
      "Latency:threshold=few", "Latency:threshold=", "Latency:threshold=0.1,", "(:threshold=0.1",
      "Latency:threshold=1", "Latency:min-effect=-1", "Latency:threshold=NaN"})
  void anInvalidOverrideIsNamed(String value) {
    CommandRun.of("compare", "a.json", "b.json", "--override", value).misused("--override",
        value.startsWith("(") ? "Unclosed group" : "expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--alpha few", "--ruler (", "--include [", "--exclude *", "--alpha 2",
      "--confidence 0.1", "--threshold -1", "--gate some"})
  void theCommandReportsTheErrorInALine(String line) {
    String[] words = line.split(" ");
    CommandRun.of("compare", "a.json", "b.json", words[0], words[1]).misused(words[0], words[1]);
  }

  private static String message(String... args) {
    return assertThrows(ParameterException.class, () -> settings(args), String.join(" ", args)).getMessage();
  }
}

package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Samples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Features and lists of texts as metadata of a file. */
class FeatureEntriesTest {

  private static final Table TABLE = Table.of(
      Column.numbers("n\n\u00e9", 0.1, Double.NaN, 1e300, -7, 3),
      Column.numbers("constant", 2, 2, 2, 2, 2),
      Column.numbers("empty", Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
      Column.texts("", "", "a\nb", "\\", "\\n\r\t\"", null),
      Column.texts("pair \ud83d\ude00", "\ud83d\ude00", "=", null, "=", "="),
      Column.texts("rare", "x", "x", "y", "z", "x"),
      Column.texts("half", "\ud800", "a\udc00b", "\ud83d\ude00", "\\ud800", "\\u"),
      Column.texts("none", null, null, null, null, null));

  private static Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>();
    FeatureEntries.put(Features.learn(TABLE, new FeatureOptions(Scaling.ROBUST, 5)), metadata);
    return metadata;
  }

  @ParameterizedTest
  @EnumSource
  void areReadAsTheyWere(Scaling scaling) {
    for (int most : new int[] {1, 2, 5}) {
      Features features = Features.learn(TABLE, new FeatureOptions(scaling, most));
      Map<String, String> metadata = new TreeMap<>();
      FeatureEntries.put(features, metadata);
      Features read = FeatureEntries.read(new Entries(metadata));
      assertEquals(features.names(), read.names());
      assertEquals(features.types(), read.types());
      assertEquals(scaling, read.scaling());
      for (String column : features.columns()) {
        assertEquals(features.categories(column), read.categories(column));
      }
      assertArrayEquals(features.transform(TABLE), read.transform(TABLE));
    }
  }

  @Test
  void listsOfTextsAreReadAsTheyWere() {
    for (List<String> texts : List.of(List.<String>of(), List.of(""), List.of("", ""), List.of("a", "b\n", "\\", "\\n", "\n\n"),
        List.of("\ud800", "\ud83d\ude00", "\udc00\ud800", "\\u0041"))) {
      String lines = TextLines.of(texts);
      assertEquals(texts, TextLines.parse(lines));
      assertEquals(texts.size(), lines.chars().filter(c -> c == '\n').count());
      assertTrue(lines.chars().noneMatch(c -> c == 0xd800 || c == 0xdc00), "unpaired surrogates");
    }
    assertEquals("a\nb\\nc\n", TextLines.of(List.of("a", "b\nc")));
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '\'', value = {
    "scaling, fast, '\"scaling\" is \"fast\"; expected one of [robust, standard, none]'",
    "columns, a, '\"columns\" ends in \"a\"; expected a line break'",
    "columns, 'a~a~', '\"columns\" has \"a\" twice'",
    "columns, '', 'give no input'",
    "columns, 'a~b~c~d~e~f~g~h~i~', 'no entry \"column.8.type\"'",
    "column.0.type, dates, '\"column.0.type\" is \"dates\"; expected one of [numbers, texts]'",
    "column.0.median, x, '\"column.0.median\" is \"x\"; expected a number'",
    "column.0.median, Infinity, '\"column.0.median\" is infinite'",
    "column.0.median, NaN, '\"column.0.median\" is \"NaN\"; expected a number'",
    "column.0.centers, 0x1p0 0x1p0 0x1p0, '\"column.0.centers\" is [1.0, 1.0, 1.0]; expected finite numbers, 2'",
    "column.0.centers, '', '\"column.0.centers\" is []'",
    "column.0.spreads, 0x1p0, '\"column.0.spreads\" is [1.0]; expected numbers above 0, 2'",
    "column.0.spreads, 0x1p0 0x0p0, '\"column.0.spreads\" is [1.0, 0.0]'",
    "column.0.spreads, 0x1p0  0x1p0, 'expected a number'",
    "column.3.categories, 'a~b\\', 'expected n, u or a second backslash'",
    "column.3.categories, 'a~\\u12', 'four hexadecimal digits'",
    "column.3.categories, 'a~b~c~', '\"column.3.centers\" is'",
    "column.3.rare, yes, '\"column.3.rare\" is \"yes\"; expected one of [false, true]'"
  })
  void wrongEntriesAreRefused(String key, String value, String message) {
    Map<String, String> metadata = metadata();
    assertTrue(metadata.put(key, value.replace('~', '\n')) != null, key);
    Samples.assertRefused(IllegalArgumentException.class, () -> FeatureEntries.read(new Entries(metadata)), message);
  }

  @Test
  void eachEntryIsNeeded() {
    for (String key : metadata().keySet()) {
      Map<String, String> metadata = metadata();
      metadata.remove(key);
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
          () -> FeatureEntries.read(new Entries(metadata)), key);
      assertEquals("the metadata have no entry \"" + key + "\"; expected one", e.getMessage());
    }
  }
}

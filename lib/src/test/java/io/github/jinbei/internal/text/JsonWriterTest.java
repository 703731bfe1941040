package io.github.jinbei.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents of JSON; {@code JsonReaderTest} tests the strings. */
class JsonWriterTest {

  private static Map<String, Object> object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }

  /** A member is a line; so is an element of a list of lists or maps, and all that is in it. */
  @Test
  void aDocumentHasALineForEachMember() {
    Map<String, Object> document = object("a \"b\"", 1, "empty", Map.of(), "none", List.of(),
        "inner", object("x", 0.1, "y", null), "numbers", List.of(1.0, 2.5, 50.0, 1e20),
        "matrix", List.of(List.of(1, 2), List.of(3, 4)),
        "maps", List.of(object("k", "v", "l", List.of(7L))));
    assertEquals("""
        {
          "a \\"b\\"": 1,
          "empty": {},
          "none": [],
          "inner": {
            "x": 0.1,
            "y": null
          },
          "numbers": [1, 2.5, 50, 1E+20],
          "matrix": [
            [1, 2],
            [3, 4]
          ],
          "maps": [
            {"k": "v", "l": [7]}
          ]
        }
        """, JsonWriter.document(document));
  }

  @Test
  void numbersAreParsedToTheSameBits() {
    List<Double> numbers = List.of(0.0, -1.5, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 3.0, 2e23, 123456789.0);
    Map<String, Object> read = Json.parse(JsonWriter.document(object("numbers", numbers)));
    assertEquals(numbers, read.get("numbers"));
  }

  @Test
  void numbersThatJsonLacksAreNull() {
    assertEquals("{\n  \"x\": [null, null, null]\n}\n",
        JsonWriter.document(object("x", List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))));
  }
}

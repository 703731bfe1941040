package io.github.jinbei;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the JSON of test resources and of {@code TableRuns}, which is valid: maps, lists, strings, numbers as Double, null.
 */
public final class Json {

  private final String text;
  private int position;

  private Json(String text) {
    this.text = text;
  }

  /** Returns the object that a text is. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> parse(String text) {
    return (Map<String, Object>) new Json(text).value();
  }

  /** Returns the object in a resource. */
  public static Map<String, Object> read(String resource) {
    try (InputStream in = Json.class.getResourceAsStream(resource)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  /** Returns all numbers in nested lists, in order. */
  public static double[] numbers(Object value) {
    List<Double> numbers = new ArrayList<>();
    collect(value, numbers);
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(Object value, List<Double> numbers) {
    if (value instanceof List<?> list) {
      list.forEach(element -> collect(element, numbers));
    } else {
      numbers.add((Double) value);
    }
  }

  private Object value() {
    char c = skipped();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    position++;
    while (skipped() != '}') {
      String key = string();
      skipped();
      position++;
      members.put(key, value());
      comma();
    }
    position++;
    return members;
  }

  private List<Object> array() {
    List<Object> elements = new ArrayList<>();
    position++;
    while (skipped() != ']') {
      elements.add(value());
      comma();
    }
    position++;
    return elements;
  }

  /** Parses a string without escapes; these files have none. */
  private String string() {
    int end = text.indexOf('"', position + 1);
    String string = text.substring(position + 1, end);
    position = end + 1;
    return string;
  }

  private Object word() {
    int from = position;
    while (",]}\n ".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String word = text.substring(from, position);
    return switch (word) {
      case "null" -> null;
      case "true", "false" -> Boolean.valueOf(word);
      default -> Double.valueOf(word);
    };
  }

  private void comma() {
    if (skipped() == ',') {
      position++;
    }
  }

  private char skipped() {
    while (Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return text.charAt(position);
  }
}

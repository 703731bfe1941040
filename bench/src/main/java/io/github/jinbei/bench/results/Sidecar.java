package io.github.jinbei.bench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.jinbei.internal.file.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file beside a result file that records the environment beyond JMH's own entries: a flat JSON object of strings. */
public final class Sidecar {

  private static final String EXPECTED = "a sidecar: one JSON object of strings";
  private static final String SUFFIX = ".json";

  private Sidecar() {}

  /** Returns the path of the sidecar: {@code NAME.env.json} beside {@code NAME.json}. */
  public static Path of(Path resultsJson) {
    String name = String.valueOf(resultsJson.getFileName());
    String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    return resultsJson.resolveSibling(stem + ".env" + SUFFIX);
  }

  /**
   * Writes the sidecar, in the order of the entries. Results that are written to a pipe or a device have none.
   *
   * @param entries value by name, neither null
   */
  public static void write(Path resultsJson, Map<String, String> entries) throws IOException {
    if (AtomicFile.replaced(resultsJson).isEmpty()) {
      return;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonFile.generator(text)) {
      out.writeStartObject();
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        if (entry.getValue() == null) {
          throw new IllegalArgumentException("entries: " + entry.getKey() + " is null, expected a string");
        }
        out.writeStringField(entry.getKey(), entry.getValue());
      }
      out.writeEndObject();
    }
    AtomicFile.replace(of(resultsJson), text.append('\n').toString());
  }

  /**
   * Returns the entries in their order; none if there is no such file.
   *
   * @throws UnreadableResultsException if the file does not have the format of {@link #write}; the message names the sidecar
   */
  public static Map<String, String> read(Path resultsJson) throws UnreadableResultsException {
    Path sidecar = of(resultsJson);
    if (Files.notExists(sidecar)) {
      return Map.of();
    }
    JsonNode root = JsonFile.open(sidecar, EXPECTED).tree();
    if (!root.isObject()) {
      throw JsonFile.unreadable(sidecar, JsonText.describe(root) + " instead of an object", EXPECTED);
    }
    Map<String, String> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (!field.getValue().isTextual()) {
        throw JsonFile.unreadable(sidecar, field.getKey() + " is " + JsonText.describe(field.getValue()), EXPECTED);
      }
      entries.put(field.getKey(), field.getValue().textValue());
    }
    return Collections.unmodifiableMap(entries);
  }
}

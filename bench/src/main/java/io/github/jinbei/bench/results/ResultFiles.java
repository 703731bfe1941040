package io.github.jinbei.bench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.jinbei.internal.file.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Reads and joins the files that JMH writes with {@code -rf json}. */
public final class ResultFiles {

  static final String EXPECTED = "the JSON that JMH writes with -rf json";

  private ResultFiles() {}

  /**
   * Reads one side of a comparison. If a key occurs in several files, or several times in one, its forks are concatenated in
   * the order of the files. A file with an empty array, which JMH writes if no benchmark succeeded, adds nothing.
   *
   * @param files at least one; beside each {@code NAME.json} there may be a sidecar {@code NAME.env.json}
   * @throws UnreadableResultsException if a file is missing, is not JSON, or does not have JMH's format, or if forks would
   *     count twice: a file is given twice, under whatever names, or an entry is a copy of another
   */
  public static SortedMap<Key, Result> read(List<Path> files) throws UnreadableResultsException {
    return read(files, Progress.NONE);
  }

  /** Reads one side of a comparison, and reports which file it reads. */
  public static SortedMap<Key, Result> read(List<Path> files, Progress progress) throws UnreadableResultsException {
    requireOnce(files);
    ResultSum sum = sum(files, progress);
    sum.requireNoCopies();
    return sum.results();
  }

  /**
   * Reads files that this process has measured. Each has forks of its own, so equal figures are not copies.
   *
   * @param parts at least one
   * @throws UnreadableResultsException if a part is missing, is not JSON, or does not have JMH's format
   */
  public static SortedMap<Key, Result> readParts(List<Path> parts) throws UnreadableResultsException {
    return sum(parts, Progress.NONE).results();
  }

  private static ResultSum sum(List<Path> files, Progress progress) throws UnreadableResultsException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("files: none, expected at least one");
    }
    ResultSum sum = new ResultSum();
    for (Path file : files) {
      progress.now(() -> "reading " + file);
      Map<String, String> sidecar = Sidecar.read(file);
      JsonNode array = array(file, JsonFile.open(file, EXPECTED));
      for (int i = 0; i < array.size(); i++) {
        sum.add(file, new EntryReader(file, i + 1, array.get(i)).read(sidecar));
      }
    }
    return sum;
  }

  /** Throws if a file is given twice, by the same name or by different names. */
  private static void requireOnce(List<Path> files) throws UnreadableResultsException {
    Map<Object, Path> seen = new HashMap<>();
    for (Path file : files) {
      Path first = seen.putIfAbsent(identity(file), file);
      if (first != null) {
        throw new UnreadableResultsException(file + ": " + (first.equals(file) ? "given twice" : "the same file as " + first)
            + ", expected each file once: copies of forks add no information");
      }
    }
  }

  /** Returns the identity of a file, whatever its name: its key in the file system, or its real path if there are no keys. */
  private static Object identity(Path file) {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return key == null ? file.toRealPath() : key;
    } catch (IOException e) { // the code that reads the file reports this
      return file.toAbsolutePath().normalize();
    }
  }

  /**
   * Writes one file with all entries of other files, in their order and unchanged: every number keeps its text. The same parts
   * give the same bytes. Sidecars are ignored.
   *
   * @param parts at least one
   * @param to the file to write; an existing one is replaced in one step; may be one of the parts
   * @throws UnreadableResultsException if {@link #read} could not read a part; nothing is written then
   */
  public static void concatenate(List<Path> parts, Path to) throws UnreadableResultsException, IOException {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts: none, expected at least one");
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JsonFile.generator(text)) {
      out.writeStartArray();
      for (Path part : parts) {
        JsonFile file = JsonFile.open(part, EXPECTED);
        JsonNode array = array(part, file);
        for (int i = 0; i < array.size(); i++) {
          new EntryReader(part, i + 1, array.get(i)).read(Map.of());
        }
        copyElements(file, out);
      }
      out.writeEndArray();
    }
    AtomicFile.replace(to, text.append('\n').toString());
  }

  private static JsonNode array(Path path, JsonFile file) throws UnreadableResultsException {
    JsonNode root = file.tree();
    if (!root.isArray()) {
      throw JsonFile.unreadable(path, JsonText.describe(root) + " instead of an array of results", EXPECTED);
    }
    return root;
  }

  private static void copyElements(JsonFile file, JsonGenerator out) throws IOException {
    try (JsonParser in = file.parser()) {
      in.nextToken(); // the start of the array
      int depth = 0;
      for (JsonToken token = in.nextToken(); depth > 0 || token != JsonToken.END_ARRAY; token = in.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT && in.isNaN()) {
          out.writeString(in.getText()); // JSON has no such number; JMH writes a string too
        } else if (token.isNumeric()) {
          out.writeNumber(in.getText());
        } else {
          out.copyCurrentEvent(in);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
    }
  }
}

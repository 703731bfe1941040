package io.github.jinbei.bench.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a JSON file. Errors in it are reported in one line. */
final class JsonFile {

  private static final JsonMapper MAPPER = mapper();

  private final Path path;
  private final String expected;
  private final String text;

  private JsonFile(Path path, String expected, String text) {
    this.path = path;
    this.expected = expected;
    this.text = text;
  }

  /**
   * Reads the text of a file.
   *
   * @param expected the expected kind of file, for the message
   */
  static JsonFile open(Path path, String expected) throws UnreadableResultsException {
    if (Files.isDirectory(path)) {
      throw unreadable(path, "a directory", expected);
    }
    String text;
    try {
      text = decode(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      throw unreadable(path, "no such file", expected);
    } catch (IOException e) {
      throw unreadable(path, "cannot be read (" + e + ")", expected);
    }
    if (text.isBlank()) {
      throw unreadable(path, "empty", expected);
    }
    return new JsonFile(path, expected, text);
  }

  /** Returns the whole file. Numbers that JSON does not have, such as NaN, are accepted. */
  JsonNode tree() throws UnreadableResultsException {
    try {
      return MAPPER.readTree(text);
    } catch (MismatchedInputException e) {
      throw unreadable(path, "text after the end of the JSON at " + place(e.getLocation()), expected);
    } catch (JsonProcessingException e) {
      String place = place(e.getLocation());
      String what = gist(e.getOriginalMessage());
      throw unreadable(path, what.startsWith("Unexpected end-of-input") ? "the JSON ends too early, at " + place
          : "invalid JSON at " + place + ": " + what, expected);
    }
  }

  /** Returns a parser that reads the file token by token. */
  JsonParser parser() throws IOException {
    return MAPPER.createParser(text);
  }

  /** Returns a generator that writes indented JSON, with the same line ends on all systems. */
  static JsonGenerator generator(Writer to) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return MAPPER.createGenerator(to)
        .setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
  }

  static UnreadableResultsException unreadable(Path path, String what, String expected) {
    return new UnreadableResultsException(path + ": " + what + ", expected " + expected);
  }

  /**
   * Decodes a file. JMH writes in the default encoding of its VM, which before JDK 18 need not be UTF-8. Text that is not
   * UTF-8 is read as Latin-1: all relevant parts of JSON are ASCII, and every byte is a character then.
   */
  private static String decode(byte[] bytes) {
    try {
      return JsonText.decode(bytes);
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static String place(JsonLocation location) {
    return location == null ? "an unknown place" : location.getLineNr() + ":" + location.getColumnNr();
  }

  /** Returns the error without Jackson's list of what it expected. */
  private static String gist(String message) {
    return message.lines().findFirst().orElse("").split("(?<=\\)): |: was expecting", 2)[0];
  }

  private static JsonMapper mapper() {
    JsonMapper mapper = JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
    // Histograms of long runs are large; the default limits are for untrusted input.
    mapper.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE)
        .build());
    return mapper;
  }
}

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

/** The text of a JSON file, and one clear line of what is wrong with it. */
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
   * The file's text.
   *
   * @param expected what kind of file it should be, for the message
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

  /** The whole of the file; numbers that JSON has not, such as NaN, are let pass. */
  JsonNode tree() throws UnreadableResultsException {
    try {
      return MAPPER.readTree(text);
    } catch (MismatchedInputException e) {
      throw unreadable(path, "more after the end of the JSON at " + place(e.getLocation()), expected);
    } catch (JsonProcessingException e) {
      String place = place(e.getLocation());
      String what = gist(e.getOriginalMessage());
      throw unreadable(path, what.startsWith("Unexpected end-of-input") ? "the JSON breaks off at " + place
          : "no JSON at " + place + ": " + what, expected);
    }
  }

  /** The same, token by token. */
  JsonParser parser() throws IOException {
    return MAPPER.createParser(text);
  }

  /** Writes JSON for people and machines, with the same line ends everywhere. */
  static JsonGenerator generator(Writer to) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return MAPPER.createGenerator(to)
        .setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
  }

  static UnreadableResultsException unreadable(Path path, String what, String expected) {
    return new UnreadableResultsException(path + ": " + what + ", expected " + expected);
  }

  /**
   * JMH writes in the default encoding of where it runs, which before JDK 18 need not be UTF-8. What is not UTF-8 is
   * taken for Latin-1: all of JSON that matters is ASCII, and every byte is a character then.
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

  /** What is wrong, without the list of all that might have stood there. */
  private static String gist(String message) {
    return message.lines().findFirst().orElse("").split("(?<=\\)): |: was expecting", 2)[0];
  }

  private static JsonMapper mapper() {
    JsonMapper mapper = JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
    // Histograms of long runs are large; the limits are for input from strangers.
    mapper.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE)
        .build());
    return mapper;
  }
}

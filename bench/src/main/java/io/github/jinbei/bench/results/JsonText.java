package io.github.jinbei.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Decoding of JSON files, and descriptions of JSON values for messages. */
public final class JsonText {

  private static final String MARK = "\ufeff";

  private JsonText() {}

  /**
   * Decodes UTF-8, or UTF-16 with a byte-order mark, which a Windows shell writes. The result does not contain the mark.
   *
   * @throws CharacterCodingException if the bytes are neither
   */
  public static String decode(byte[] bytes) throws CharacterCodingException {
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    Charset charset = mark == 0xfeff || mark == 0xfffe ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  /** Returns a description of a value for a message: its kind, and the value itself if it is short. */
  public static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case MISSING -> "nothing";
      default -> node.toString().length() > 40 ? "a " + node.getNodeType().name().toLowerCase(Locale.ROOT)
          : node.toString();
    };
  }
}

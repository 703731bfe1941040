package io.github.jinbei.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How a CSV file is written, and what is read of it. {@link #DEFAULT} is changed by the methods {@code with...}.
 *
 * @param header    whether the first record has the names of the columns; if not, they are {@code x0}, {@code x1}, and so on
 * @param separator the character between two fields
 * @param quote     the character around fields that contain separators, line breaks or quotes
 * @param missing   the texts that stand for a missing value, with and without quotes round them
 * @param texts     the names of columns that have texts, whatever their values are
 * @param dropped   the names of columns that are left out
 * @param charset   the encoding of files; a {@code Reader} or {@code Writer} has its own
 */
public record CsvFormat(boolean header, char separator, char quote, List<String> missing, List<String> texts,
    List<String> dropped, Charset charset) {

  /**
   * A header, commas, double quotes, and UTF-8. An empty field, {@code ?}, {@code NA}, {@code NaN} and {@code null} are
   * missing. No column is forced to be of texts, and none is dropped.
   */
  public static final CsvFormat DEFAULT = new CsvFormat(true, ',', '"', List.of("", "?", "NA", "NaN", "null"), List.of(),
      List.of(), StandardCharsets.UTF_8);

  /**
   * Creates a format.
   *
   * @throws IllegalArgumentException if separator and quote are the same, one of them is a line break or half of a surrogate
   *     pair, or the quote is a space or a tab
   * @throws NullPointerException if an argument is null
   */
  public CsvFormat {
    check("separator", separator, false);
    check("quote", quote, true);
    if (separator == quote) {
      throw new IllegalArgumentException("quote = separator = '" + quote + "'; expected two characters");
    }
    missing = List.copyOf(missing);
    texts = List.copyOf(texts);
    dropped = List.copyOf(dropped);
    if (charset == null) {
      throw new NullPointerException("charset");
    }
  }

  private static void check(String name, char character, boolean blankIsWrong) {
    boolean blank = character == ' ' || character == '\t';
    if (character == '\n' || character == '\r' || Character.isSurrogate(character) || blank && blankIsWrong) {
      throw new IllegalArgumentException(name + String.format(" = U+%04X", (int) character)
          + "; expected a character that is no line break" + (blankIsWrong ? " and no blank" : ""));
    }
  }

  /**
   * Returns this format for files without a header: the columns are called {@code x0}, {@code x1}, and so on.
   *
   * @return the format
   */
  public CsvFormat withoutHeader() {
    return new CsvFormat(false, separator, quote, missing, texts, dropped, charset);
  }

  /**
   * Returns this format with another separator.
   *
   * @param character the character between two fields. Default: a comma.
   * @return the format
   * @throws IllegalArgumentException if it is a line break or the quote
   */
  public CsvFormat withSeparator(char character) {
    return new CsvFormat(header, character, quote, missing, texts, dropped, charset);
  }

  /**
   * Returns this format with another quote.
   *
   * @param character the character around fields. Default: a double quote.
   * @return the format
   * @throws IllegalArgumentException if it is a line break, a blank or the separator
   */
  public CsvFormat withQuote(char character) {
    return new CsvFormat(header, separator, character, missing, texts, dropped, charset);
  }

  /**
   * Returns this format with other texts that stand for a missing value.
   *
   * @param markers the texts, instead of those before. Default: the empty text, {@code ?}, {@code NA}, {@code NaN} and
   *     {@code null}.
   * @return the format
   */
  public CsvFormat withMissing(String... markers) {
    return new CsvFormat(header, separator, quote, List.of(markers), texts, dropped, charset);
  }

  /**
   * Returns this format with columns that have texts, whatever their values are: {@code 01} stays {@code 01}.
   *
   * @param columns their names, instead of those before. Default: none.
   * @return the format
   */
  public CsvFormat withTexts(String... columns) {
    return new CsvFormat(header, separator, quote, missing, List.of(columns), dropped, charset);
  }

  /**
   * Returns this format with columns that are left out.
   *
   * @param columns their names, instead of those before. Default: none.
   * @return the format
   */
  public CsvFormat withDropped(String... columns) {
    return new CsvFormat(header, separator, quote, missing, texts, List.of(columns), charset);
  }

  /**
   * Returns this format with another encoding.
   *
   * @param encoding the encoding of files. Default: UTF-8.
   * @return the format
   */
  public CsvFormat withCharset(Charset encoding) {
    return new CsvFormat(header, separator, quote, missing, texts, dropped, encoding);
  }
}

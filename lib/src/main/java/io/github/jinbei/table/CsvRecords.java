package io.github.jinbei.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/**
 * The records of a CSV file, one after the other. A field is a range of {@link #chars()}, without quotes and without the blanks
 * around it. All ranges are valid until the next call of {@link #next}.
 */
final class CsvRecords {

  /** The first length of the buffer, in characters. */
  private static final int FIRST = 1 << 13;

  /** The greatest length of a record, far above that of any table: an unclosed quote must not fill the memory with the file. */
  private static final int MOST = 1 << 24;

  private static final char MARK = '\uFEFF';

  private final Reader in;
  /** The name of the file; null if it has none. */
  private final String source;
  private final Charset charset;
  private final char separator;
  private final char quote;
  /** The space and the tab, without the separator. */
  private final char blank;
  private final char otherBlank;

  private char[] chars = new char[FIRST];
  /** The characters from {@code begin} to {@code limit - 1} have been read, but belong to no record yet. */
  private int begin;
  private int limit;
  private boolean ended;
  private boolean started;
  /** The line, from 1, on which the characters at {@code begin} are. */
  private long nextLine = 1;

  private long line;
  private int fields;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  /** The number of line breaks within the record before each field. */
  private int[] breaksBefore = new int[16];
  /** Whether the field has doubled quotes, which {@link #next} replaces when the record is complete. */
  private boolean[] doubled = new boolean[16];
  private boolean anyDoubled;
  private boolean anyQuoted;
  private int breaks;

  CsvRecords(Reader in, String source, CsvFormat format) {
    this.in = in;
    this.source = source;
    this.charset = format.charset();
    this.separator = format.separator();
    this.quote = format.quote();
    this.blank = separator == ' ' ? '\t' : ' ';
    this.otherBlank = separator == '\t' ? ' ' : '\t';
  }

  /**
   * Reads the next record. Skips lines with nothing but blanks.
   *
   * @param names the names of the columns, for messages; empty if they are not known
   * @return whether there is a record
   */
  boolean next(List<String> names) throws CsvException {
    do {
      while (!parse(names)) {
        fill(names);
      }
      if (fields == 0) {
        return false;
      }
    } while (fields == 1 && !anyQuoted && starts[0] == ends[0]);
    for (int field = 0; anyDoubled && field < fields; field++) {
      if (doubled[field]) {
        ends[field] = withoutDoubles(starts[field], ends[field]);
      }
    }
    return true;
  }

  String source() {
    return source;
  }

  /** Returns the line, from 1, on which the record begins. */
  long line() {
    return line;
  }

  /** Returns the number of fields of the record. */
  int fields() {
    return fields;
  }

  char[] chars() {
    return chars;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** Returns a field. */
  String text(int field) {
    return new String(chars, starts[field], ends[field] - starts[field]);
  }

  /** Returns an exception about a field of the record, or about the one that it lacks. */
  CsvException problem(int field, List<String> names, String problem) {
    return problem(line + (field < fields ? breaksBefore[field] : breaks), field, names, problem);
  }

  /** Returns an exception about the field that {@link #parse} has begun. */
  private CsvException problem(List<String> names, String problem) {
    return problem(line + breaksBefore[fields], fields, names, problem);
  }

  private CsvException problem(long place, int field, List<String> names, String problem) {
    String column = field < names.size() ? "\"" + names.get(field) + "\"" : String.valueOf(field + 1);
    return new CsvException(Places.line(source, place) + ", column " + column + ": " + problem);
  }

  /**
   * Finds the fields of the record at {@code begin}: none at the end of the file.
   *
   * @return false if more characters are needed
   */
  private boolean parse(List<String> names) throws CsvException {
    line = nextLine;
    fields = 0;
    breaks = 0;
    anyQuoted = false;
    anyDoubled = false;
    if (begin == limit) {
      return ended;
    }
    int i = begin;
    while (true) {
      i = afterBlanks(i);
      if (i == limit && !ended) {
        return false;
      }
      prepareField();
      i = i < limit && chars[i] == quote ? quoted(i + 1, names) : plain(i);
      if (i < 0) {
        return false;
      }
      fields++;
      if (i == limit || chars[i] != separator) {
        break;
      }
      i++;
    }
    if (i < limit) {
      boolean carriage = chars[i] == '\r';
      i++;
      if (carriage && i == limit && !ended) {
        return false;
      }
      i += carriage && i < limit && chars[i] == '\n' ? 1 : 0;
    }
    begin = i;
    nextLine = line + breaks + 1;
    return true;
  }

  private void prepareField() {
    if (fields == starts.length) {
      starts = Arrays.copyOf(starts, 2 * fields);
      ends = Arrays.copyOf(ends, 2 * fields);
      breaksBefore = Arrays.copyOf(breaksBefore, 2 * fields);
      doubled = Arrays.copyOf(doubled, 2 * fields);
    }
    breaksBefore[fields] = breaks;
    doubled[fields] = false;
  }

  private int afterBlanks(int from) {
    int i = from;
    while (i < limit && (chars[i] == blank || chars[i] == otherBlank)) {
      i++;
    }
    return i;
  }

  /** Finds the end of a field without quotes. Returns the index behind it; -1 if more characters are needed. */
  private int plain(int from) {
    char[] c = chars;
    int most = limit;
    int i = from;
    for (char x; i < most && (x = c[i]) != separator && x != '\n' && x != '\r';) {
      i++;
    }
    if (i == most && !ended) {
      return -1;
    }
    int end = i;
    while (end > from && (c[end - 1] == blank || c[end - 1] == otherBlank)) {
      end--;
    }
    starts[fields] = from;
    ends[fields] = end;
    return i;
  }

  /** Finds the end of a field with quotes. Returns the index behind the blanks after it; -1 if more characters are needed. */
  private int quoted(int from, List<String> names) throws CsvException {
    int i = from;
    while (true) {
      if (i == limit) {
        if (ended) {
          throw problem(names, "a quote is not closed; expected a closing " + quote + " before the end of the file");
        }
        return -1;
      }
      char x = chars[i++];
      if (x == quote) {
        if (i == limit && !ended) {
          return -1;
        }
        if (i == limit || chars[i] != quote) {
          break;
        }
        doubled[fields] = true;
        anyDoubled = true;
        i++;
      } else if (x == '\n' && (i - 1 == from || chars[i - 2] != '\r') || x == '\r') {
        breaks++;
      }
    }
    anyQuoted = true;
    starts[fields] = from;
    ends[fields] = i - 1;
    i = afterBlanks(i);
    if (i == limit) {
      return ended ? i : -1;
    }
    if (chars[i] != separator && chars[i] != '\n' && chars[i] != '\r') {
      throw problem(names, "'" + Character.toString(Character.codePointAt(chars, i, limit))
          + "' follows the closing quote; expected '" + separator + "' or the end of the line");
    }
    return i;
  }

  /** Replaces doubled quotes by single ones. Returns the new end of the field. */
  private int withoutDoubles(int from, int to) {
    int end = from;
    for (int i = from; i < to; i++) {
      i += chars[i] == quote ? 1 : 0;
      chars[end++] = chars[i];
    }
    return end;
  }

  /** Reads more characters, behind those that belong to no record yet. */
  private void fill(List<String> names) throws CsvException {
    System.arraycopy(chars, begin, chars, 0, limit - begin);
    limit -= begin;
    begin = 0;
    // A character may need two places.
    if (chars.length - limit < 2) {
      if (chars.length >= MOST) {
        throw problem(names, "the record has more than " + MOST + " characters; is a quote not closed?");
      }
      chars = Arrays.copyOf(chars, 2 * chars.length);
    }
    int count;
    try {
      count = in.read(chars, limit, chars.length - limit);
    } catch (CharacterCodingException e) {
      throw undecodable(names);
    } catch (IOException e) {
      throw new CsvException((source == null ? "" : source + ": ") + "cannot be read: " + e.getMessage(), e);
    }
    ended = count < 0;
    limit += Math.max(0, count);
    if (!started && count > 0) {
      started = true;
      begin = chars[0] == MARK ? 1 : 0;
    }
  }

  /** Returns an exception about the bytes behind the characters that have been read. */
  private CsvException undecodable(List<String> names) {
    long place = line;
    for (int i = begin; i < limit; i++) {
      place += chars[i] == '\n' && (i == begin || chars[i - 1] != '\r') || chars[i] == '\r' ? 1 : 0;
    }
    return problem(place, fields, names, "bytes that are no characters" + (source == null ? "" : " of the charset " + charset));
  }
}

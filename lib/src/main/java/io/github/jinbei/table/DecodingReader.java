package io.github.jinbei.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * The characters of a stream of bytes. Bytes that are no characters of the charset are an exception, as late as possible: all
 * characters before them are returned first, so that the reader knows the line.
 */
final class DecodingReader extends Reader {

  private static final int BYTES = 1 << 16;

  private final InputStream in;
  /** Reports bytes that it cannot decode: the default of a new one. */
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BYTES).flip();
  private boolean ended;
  private boolean flushed;

  DecodingReader(InputStream in, Charset charset) {
    this.in = in;
    this.decoder = charset.newDecoder();
  }

  /** Reads at least one character, as far as there are any. There must be room for two, as some characters are pairs. */
  @Override
  public int read(char[] to, int off, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(to, off, length);
    while (!flushed) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (chars.position() > off) {
        return chars.position() - off;
      }
      if (result.isError()) {
        result.throwException();
      }
      if (ended) {
        flushed = true;
        decoder.flush(chars);
      } else {
        readBytes();
      }
    }
    return chars.position() > off ? chars.position() - off : -1;
  }

  private void readBytes() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(0, count)).flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package io.github.jinbei.report;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * An encoder of small PNG images (RFC 2083) with a palette and one byte per pixel, as data URLs. The data are stored without
 * compression, because the output of a compressor depends on its version and equal pictures must have equal bytes everywhere.
 */
final class Png {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** The longest stored block of deflate (RFC 1951), whose length has two bytes. */
  private static final int MAX_BLOCK = 65535;

  private Png() {}

  /**
   * Returns the image as {@code data:image/png;base64,...}.
   *
   * @param values row after row from the top; 0 is the first colour and 1 the last. Values outside 0 to 1 have the colour of
   *     the nearer end, NaN has the first.
   */
  static String address(int width, int height, double[] values, int[] palette) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 3, 0, 0, 0});
    ByteBuffer colours = ByteBuffer.allocate(3 * palette.length);
    for (int colour : palette) {
      colours.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
    }
    ByteBuffer rows = ByteBuffer.allocate(height * (width + 1));
    for (int i = 0; i < values.length; i++) {
      if (i % width == 0) {
        rows.put((byte) 0);
      }
      rows.put((byte) Math.max(0, Math.min(palette.length - 1, Math.round(values[i] * (palette.length - 1)))));
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(SIGNATURE);
    chunk(png, "IHDR", header.array());
    chunk(png, "PLTE", colours.array());
    chunk(png, "IDAT", stored(rows.array()));
    chunk(png, "IEND", new byte[0]);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
    byte[] typed = ByteBuffer.allocate(4 + content.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(content).array();
    CRC32 check = new CRC32();
    check.update(typed);
    png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    png.writeBytes(typed);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }

  /** Returns the bytes in the format of zlib (RFC 1950), as stored blocks. */
  private static byte[] stored(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x78, 0x01});
    for (int from = 0; from < bytes.length; from += MAX_BLOCK) {
      int length = Math.min(MAX_BLOCK, bytes.length - from);
      int last = from + length == bytes.length ? 1 : 0;
      out.writeBytes(new byte[] {(byte) last, (byte) length, (byte) (length >> 8), (byte) ~length, (byte) (~length >> 8)});
      out.write(bytes, from, length);
    }
    Adler32 check = new Adler32();
    check.update(bytes);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    return out.toByteArray();
  }
}

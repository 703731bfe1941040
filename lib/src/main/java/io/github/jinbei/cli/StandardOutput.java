package io.github.jinbei.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * A standard output that throws an {@link OutputException} from the print method if a write fails, where a {@link
 * PrintStream} only stores the failure.
 */
public final class StandardOutput {

  private StandardOutput() {}

  /** Replaces {@link System#out} by such a stream with the same encoding. A program calls it at its start. */
  public static void install() {
    System.setOut(over(new FileOutputStream(FileDescriptor.out), charset()));
  }

  /** Returns a print stream that flushes after each line and throws an {@link OutputException} if that fails. */
  public static PrintStream over(OutputStream stream, Charset charset) {
    return new PrintStream(new BufferedOutputStream(new Throwing(stream)), true, charset);
  }

  /** Returns whether standard output has an encoding of Unicode, in which it prints any character. */
  static boolean isUnicode() {
    return charset().name().startsWith("UTF-");
  }

  /** Returns the encoding of {@link System#out}. From JDK 18 on, a method of the stream returns it. */
  private static Charset charset() {
    try {
      return (Charset) PrintStream.class.getMethod("charset").invoke(System.out);
    } catch (ReflectiveOperationException e) {
      return Charset.forName(System.getProperty("sun.stdout.encoding", Charset.defaultCharset().name()));
    }
  }

  /** Throws an {@link OutputException}, which a print stream does not catch, for an {@link IOException}. */
  private static final class Throwing extends OutputStream {

    private final OutputStream stream;

    Throwing(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      try {
        stream.write(bytes, offset, length);
      } catch (IOException e) {
        throw new OutputException(e);
      }
    }

    @Override
    public void flush() {
      try {
        stream.flush();
      } catch (IOException e) {
        throw new OutputException(e);
      }
    }
  }
}

package io.github.jinbei.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * A standard output whose failures end the program: where a {@link PrintStream} only stores that a write has failed, this
 * one throws an {@link OutputException} from the print method.
 */
public final class StandardOutput {

  private StandardOutput() {}

  /** Replaces {@link System#out} by such a stream of the same encoding; for programs, at their start. */
  public static void install() {
    System.setOut(over(new FileOutputStream(FileDescriptor.out), charset()));
  }

  /** Returns a print stream that flushes after each line and throws an {@link OutputException} if that fails. */
  public static PrintStream over(OutputStream stream, Charset charset) {
    return new PrintStream(new BufferedOutputStream(new Throwing(stream)), true, charset);
  }

  /** The encoding of {@link System#out}: from JDK 18 on the stream returns it, by a method that Java 17 lacks. */
  private static Charset charset() {
    try {
      return (Charset) PrintStream.class.getMethod("charset").invoke(System.out);
    } catch (ReflectiveOperationException e) {
      return Charset.forName(System.getProperty("sun.stdout.encoding", Charset.defaultCharset().name()));
    }
  }

  /** Turns the exceptions that a print stream catches into one that it does not. */
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

package io.github.jinbei.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A program that measures how fast CSV files of numbers are read. It writes two files, one of numbers with 6 digits and one of
 * numbers with all their digits, reads each of them several times as a whole and in pieces, and prints megabytes a second of
 * processor time. Run with {@code -Xmx} it shows how much memory is enough: three times the values as doubles is printed for
 * each file.
 *
 * <p>Arguments: a folder for the files, and their size in MB (default: 200).
 */
final class CsvRates {

  private static final int COLUMNS = 20;
  private static final int TIMES = 4;
  private static final int PIECE = 1000;

  private CsvRates() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    long size = (args.length > 1 ? Long.parseLong(args[1]) : 200) * 1_000_000;
    for (boolean allDigits : new boolean[] {false, true}) {
      Path file = folder.resolve(allDigits ? "all-digits.csv" : "six-digits.csv");
      long values = write(file, size, allDigits);
      System.out.printf(Locale.ROOT, "%s: %d values, 24 bytes each are %d MB; heap of at most %d MB%n", file, values,
          24 * values / 1_000_000, Runtime.getRuntime().maxMemory() / 1_000_000);
      for (int i = 0; i < TIMES; i++) {
        long start = nanos();
        Table table = Csv.read(file);
        print("whole", file, start, table.rows());
      }
      for (int i = 0; i < TIMES; i++) {
        long start = nanos();
        print("in pieces", file, start, readPieces(file));
      }
      Files.delete(file);
    }
  }

  /** Writes rows of random numbers until the file has the size. Returns how many numbers there are. */
  private static long write(Path file, long size, boolean allDigits) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    long rows = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(String.join(",", IntStream.range(0, COLUMNS).mapToObj(i -> "x" + i).toList()) + "\n");
      for (long written = 0; written < size; rows++) {
        for (int i = 0; i < COLUMNS; i++) {
          written += write(out, random, allDigits) + 1;
          out.write(i < COLUMNS - 1 ? ',' : '\n');
        }
      }
    }
    return rows * COLUMNS;
  }

  private static int write(Writer out, SplittableRandom random, boolean allDigits) throws IOException {
    String text = allDigits ? Double.toString(random.nextDouble()) : (10 + random.nextInt(90)) + "."
        + (1000 + random.nextInt(9000));
    out.write(text);
    return text.length();
  }

  private static int readPieces(Path file) throws IOException {
    Map<String, Boolean> numeric = new TreeMap<>();
    IntStream.range(0, COLUMNS).forEach(i -> numeric.put("x" + i, true));
    int rows = 0;
    try (CsvReader reader = new CsvReader(file, CsvFormat.DEFAULT, numeric)) {
      for (Table piece; (piece = reader.next(PIECE)) != null;) {
        rows += piece.rows();
      }
    }
    return rows;
  }

  /** The processor time of this thread. */
  private static long nanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void print(String how, Path file, long start, int rows) throws IOException {
    double seconds = (nanos() - start) / 1e9;
    System.out.printf(Locale.ROOT, "  %-9s %8.0f MB/s (%d rows in %.2f s)%n", how, Files.size(file) / 1e6 / seconds, rows,
        seconds);
  }
}

package io.github.jinbei.internal.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the straight-line methods of internal.vector: what repeats there for each row, term or lane. Java has no macros, and
 * a vector that leaves a method is boxed, so each row of a tile needs lines of its own.
 *
 * <p>A file has a hand-written head, which ends with {@link #MARK}; the rest of it is written. To be run after a change of this
 * program, in the folder {@code lib}: {@code java src/test/java/io/github/jinbei/internal/vector/TileSource.java}.
 */
final class TileSource {

  static final String MARK = "  // From here on written by TileSource, of the test tree.\n";

  /** The files with a written part. */
  static final List<String> CLASSES = List.of("AdjacentTiles", "ApartTiles", "RowTiles", "Transpose16");

  private static final int[] HEIGHTS = {12, 10, 8, 6, 5, 4, 2};
  /** Terms, or chains, that a row takes at once. */
  private static final int ROW_TERMS = 8;

  private TileSource() {}

  public static void main(String[] args) throws IOException {
    for (String name : CLASSES) {
      Path file = file(Path.of(""), name);
      Files.writeString(file, head(Files.readString(file)) + body(name));
    }
  }

  static Path file(Path module, String name) {
    return module.resolve("src/main/java/io/github/jinbei/internal/vector").resolve(name + ".java");
  }

  /** Returns a source's hand-written part, the mark included. */
  static String head(String source) {
    return source.substring(0, source.indexOf(MARK) + MARK.length());
  }

  /** Returns what follows the mark in the source of a class. */
  static String body(String name) {
    return switch (name) {
      case "AdjacentTiles" -> tiles("") + tile(1, 1, "");
      case "ApartTiles" -> tiles("ROW");
      case "RowTiles" -> eightTerms() + eightChains() + fourElements() + twoVectors();
      default -> transposed(16);
    } + "}\n";
  }

  private static String tiles(String rowOfA) {
    return IntStream.of(2, 1).boxed().flatMap(v -> IntStream.of(HEIGHTS).mapToObj(h -> tile(h, v, rowOfA)))
        .collect(Collectors.joining());
  }

  /** One microtile: accumulators from S, one rank-one update a term, accumulators to C. */
  private static String tile(int rows, int vectors, String rowOfA) {
    String second = vectors == 2 ? "int j1, " : "";
    return """

          static void tile%dx%d(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, %sfloat[] s, int sOff,
              int sRow, float[] c, int cOff, int cRow) {
        """.formatted(rows, vectors, second)
        + each(vectors, v -> "    FloatVector c0" + v + " = FloatVector.fromArray(FLOAT, s, sOff" + column(v) + ");")
        + each(1, rows, i -> each(vectors, v -> "    FloatVector c" + digit(i) + v + " = c0" + v + ";"))
        + (rows == 1 ? "" : "    if (sRow != 0) {\n"
            + each(1, rows, i -> each(vectors, v -> "      c" + digit(i) + v + " = FloatVector.fromArray(FLOAT, s, sOff"
                + times(i, "sRow") + column(v) + ");"))
            + "    }\n")
        + """
            int ia = aOff;
            int ib = bOff;
            for (int p = 0; p < k; p++) {
        """
        + each(vectors, v -> "      FloatVector b" + v + " = FloatVector.fromArray(FLOAT, b, ib" + column(v) + ");")
        + each(rows, i -> "      FloatVector a" + digit(i) + " = FloatVector.broadcast(FLOAT, a[ia" + times(i, rowOfA) + "]);\n"
            + each(vectors, v -> {
              String sum = "c" + digit(i) + v;
              return "      " + sum + " = a" + digit(i) + ".fma(b" + v + ", " + sum + ");";
            }))
        + """
              ia += aStep;
              ib += bStep;
            }
        """
        + each(rows, i -> each(vectors, v ->
            "    c" + digit(i) + v + ".intoArray(c, cOff" + times(i, "cRow") + column(v) + ");"))
        + "  }\n";
  }

  private static String eightTerms() {
    return """

          static void eightTerms(int columns, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s,
              int sOff, float[] c, int cOff) {
        """
        + each(ROW_TERMS, t -> "    FloatVector a" + t + " = FloatVector.broadcast(FLOAT, a[aOff" + times(t, "aStep") + "]);")
        + each(1, ROW_TERMS, t -> "    int b" + t + " = " + (t == 1 ? "bOff" : "b" + (t - 1)) + " + bStep;")
        + """
            for (int j = 0; j < columns; j += LANES) {
              FloatVector v = FloatVector.fromArray(FLOAT, s, sOff + j);
        """
        + each(ROW_TERMS, t -> "      v = a" + t + ".fma(FloatVector.fromArray(FLOAT, b, " + (t == 0 ? "bOff" : "b" + t)
            + " + j), v);")
        + """
              v.intoArray(c, cOff + j);
            }
          }
        """;
  }

  private static String eightChains() {
    return """

          static void eightChains(int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff, float[] c,
              int cOff) {
        """
        + each(ROW_TERMS, j -> "    float c" + j + " = s == null ? 0f : s[sOff" + times(j, "") + "];")
        + each(1, ROW_TERMS, j -> "    int b" + j + " = bOff" + times(j, "bColumn") + ";")
        + """
            for (int p = 0; p < k; p++) {
              float x = a[aOff + p];
        """
        + each(ROW_TERMS, j -> "      c" + j + " = Math.fma(x, b[" + (j == 0 ? "bOff" : "b" + j) + " + p], c" + j + ");")
        + "    }\n" + each(ROW_TERMS, j -> "    c[cOff" + times(j, "") + "] = c" + j + ";") + "  }\n";
  }

  private static String fourElements() {
    return """

          static void fourElements(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bRow, int bColumn, float[] s,
              int sOff, int sColumn, float[] c, int cOff) {
        """
        + each(4, j -> "    float c" + j + " = s[sOff" + times(j, "sColumn") + "];")
        + """
            int ia = aOff;
            int ib = bOff;
            for (int p = 0; p < k; p++) {
              float x = a[ia];
        """
        + each(4, j -> "      c" + j + " = Math.fma(x, b[ib" + times(j, "bColumn") + "], c" + j + ");")
        + """
              ia += aStep;
              ib += bRow;
            }
        """
        + each(4, j -> "    c[cOff" + times(j, "") + "] = c" + j + ";") + "  }\n";
  }

  private static String twoVectors() {
    IntFunction<String> term = t -> """
              FloatVector a%1$d = FloatVector.broadcast(FLOAT, a[ia]);
              v = a%1$d.fma(FloatVector.fromArray(FLOAT, b, ib), v);
              w = a%1$d.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
              ia += aStep;
              ib += bStep;
        """.formatted(t);
    return """

          static void twoVectors(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s,
              int sOff, float[] c, int cOff) {
            FloatVector v = FloatVector.fromArray(FLOAT, s, sOff);
            FloatVector w = FloatVector.fromArray(FLOAT, s, sOff + j1);
            int ia = aOff;
            int ib = bOff;
            int p = 0;
            for (; p + %1$d <= k; p += %1$d) {
        """.formatted(ROW_TERMS)
        + each(ROW_TERMS, term)
        + "    }\n    for (; p < k; p++) {\n" + term.apply(0) + """
            }
            v.intoArray(c, cOff);
            w.intoArray(c, cOff + j1);
          }
        """;
  }

  private static String transposed(int n) {
    int rounds = Integer.numberOfTrailingZeros(n);
    String last = Character.toString("rstuv".charAt(rounds));
    return """

          static void block(float[] from, int f, int fStep, float[] to, int t, int tStep) {
        """
        + each(n, l -> "    FloatVector r" + digit(l) + " = FloatVector.fromArray(FLOAT, from, f" + times(l, "fStep") + ");")
        + exchanged(n, "    ")
        + each(n, p -> "    " + last + digit(p) + ".intoArray(to, t" + times(p, "tStep") + ");")
        + """
          }

          static void rowOfTransposed(int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff,
              float[] c, int cOff) {
            FloatVector sum = s == null ? FloatVector.zero(FLOAT) : FloatVector.fromArray(FLOAT, s, sOff);
            for (int p = 0; p < k; p += %d) {
              int ib = bOff + p;
        """.formatted(n)
        + each(n, l -> "      FloatVector r" + digit(l) + " = FloatVector.fromArray(FLOAT, b, ib" + times(l, "bColumn") + ");")
        + exchanged(n, "      ")
        + each(n, p -> "      sum = FloatVector.broadcast(FLOAT, a[aOff + p" + times(p, "") + "]).fma(" + last + digit(p)
            + ", sum);")
        + """
            }
            sum.intoArray(c, cOff);
          }
        """;
  }

  /** The rounds of a transposition: rows i and i + d exchange the lanes whose number differs in bit d. */
  private static String exchanged(int n, String indent) {
    StringBuilder rounds = new StringBuilder();
    String names = "rstuv";
    for (int round = 0, d = n / 2; d > 0; round++, d /= 2) {
      for (int i = 0; i < n; i++) {
        if ((i & d) == 0) {
          String x = names.charAt(round) + digit(i);
          String y = names.charAt(round) + digit(i + d);
          String next = indent + "FloatVector " + names.charAt(round + 1);
          rounds.append("%s%s = %s.blend(%s.rearrange(BY_%d), ODD_%5$d);\n".formatted(next, digit(i), x, y, d));
          rounds.append("%s%s = %s.rearrange(BY_%5$d).blend(%4$s, ODD_%5$d);\n".formatted(next, digit(i + d), x, y, d));
        }
      }
    }
    return rounds.toString();
  }

  private static String each(int count, IntFunction<String> line) {
    return each(0, count, line);
  }

  private static String each(int from, int to, IntFunction<String> line) {
    return IntStream.range(from, to).mapToObj(line).map(l -> l.endsWith("\n") ? l : l + "\n").collect(Collectors.joining());
  }

  private static String digit(int i) {
    return Integer.toHexString(i).toLowerCase(Locale.ROOT);
  }

  /** " + i*unit"; a unit of "" is 1. */
  private static String times(int i, String unit) {
    return i == 0 ? "" : unit.isEmpty() ? " + " + i : i == 1 ? " + " + unit : " + " + i + " * " + unit;
  }

  /** The offset of a tile's vector v. */
  private static String column(int v) {
    return v == 0 ? "" : " + j1";
  }
}

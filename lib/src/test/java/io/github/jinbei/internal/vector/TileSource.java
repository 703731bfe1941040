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
  static final List<String> CLASSES = List.of("AdjacentTiles", "ApartTiles", "PanelTiles", "SliceTiles", "RowTiles",
      "Transpose16", "Transpose8");

  private static final int[] HEIGHTS = {12, 10, 8, 6, 5, 4, 3, 2};

  /** The heights of full tiles: see TileShape. */
  private static final int[] FULL = {12, 10, 6};

  /**
   * Rows after which a separator stands, in tiles of this height: see PanelTiles. Others have registers to spare.
   */
  private static final int SEPARATED = 6;
  private static final int GROUP = 2;

  /** Terms, or chains, that a row takes at once. */
  private static final int ROW_TERMS = 8;

  private static final String NEVER = "    int never = Separator.never;\n";

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
      case "PanelTiles" -> IntStream.of(FULL).mapToObj(h -> panels(h, false, false) + panels(h, true, false)
          + panels(h, false, true) + panels(h, true, true)).collect(Collectors.joining());
      case "SliceTiles" -> IntStream.of(FULL).mapToObj(TileSource::slices).collect(Collectors.joining());
      case "RowTiles" -> eightTerms() + eightChains() + fourElements() + twoVectors();
      case "Transpose8" -> transposed(8);
      default -> transposed(16);
    } + "}\n";
  }

  private static String tiles(String rowOfA) {
    return IntStream.of(2, 1).boxed().flatMap(v -> IntStream.of(HEIGHTS).mapToObj(h -> tile(h, v, rowOfA)))
        .collect(Collectors.joining());
  }

  /** One microtile: accumulators from S, one rank-one update a term, accumulators to C. */
  private static String tile(int rows, int vectors, String rowOfA) {
    return """

          static void tile%dx%d(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, %sfloat[] s, int sOff,
              int sRow, float[] c, int cOff, int cRow) {
        """.formatted(rows, vectors, vectors == 2 ? "int j1, " : "")
        + (separated(rows, vectors) ? NEVER : "")
        + each(vectors, v -> "    FloatVector c0" + v + " = FloatVector.fromArray(FLOAT, s, sOff" + times(v, "j1") + ");")
        + each(1, rows, i -> each(vectors, v -> "    FloatVector c" + digit(i) + v + " = c0" + v + ";"))
        + (rows == 1 ? "" : "    if (sRow != 0) {\n"
            + each(1, rows, i -> each(vectors, v -> "      c" + digit(i) + v + " = FloatVector.fromArray(FLOAT, s, sOff"
                + times(i, "sRow") + times(v, "j1") + ");"))
            + "    }\n")
        + """
            int ia = aOff;
            int ib = bOff;
            for (int p = 0; p < k; p++) {
        """
        + each(vectors, v -> "      FloatVector b" + v + " = FloatVector.fromArray(FLOAT, b, ib" + times(v, "j1") + ");")
        + each(rows, i -> rankOne(i, vectors, "      ", "ia" + times(i, rowOfA)) + separator(i, rows, vectors, "      "))
        + """
              ia += aStep;
              ib += bStep;
            }
        """
        + each(rows, i -> each(vectors, v ->
            "    c" + digit(i) + v + ".intoArray(c, cOff" + times(i, "cRow") + times(v, "j1") + ");"))
        + "  }\n";
  }

  /** A slice of A against many micropanels; packing, these are copied from B as it is, as the tile reads it. */
  private static String panels(int rows, boolean adjacent, boolean packing) {
    String name = adjacent ? "adjacent" : "apart";
    int step = rows == 6 ? 8 : rows;
    String term = adjacent ? step + " * p" : "p";
    return """

          static void %s%dx2(int n, int k, float[] a, %s
              float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
        """.formatted(packing ? "pack" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name, rows,
            packing ? "float[] b, int bOff, int bStep, float[] t, int tOff," : "float[] b, int bOff,")
        + (separated(rows, 2) ? NEVER : "")
        + "    for (int j = 0; j < n; j += 2 * LANES) {\n"
        + each(rows, i -> each(2, v -> "      FloatVector c" + digit(i) + v + " = FloatVector.fromArray(FLOAT, s, sOff"
            + times(i, "sRow") + " + j" + times(v, "LANES") + ");"))
        + (packing ? "      int jb = bOff + j;\n      int jt = tOff + j * k;\n" : "      int jb = bOff + j * k;\n")
        + "      for (int p = 0; p < k; p++) {\n"
        + (packing ? "        int ib = jb + p * bStep;\n        int it = jt + p * (2 * LANES);\n"
            : "        int ib = jb + p * (2 * LANES);\n")
        + each(2, v -> "        FloatVector b" + v + " = FloatVector.fromArray(FLOAT, b, ib" + times(v, "LANES") + ");\n"
            + (packing ? "        b" + v + ".intoArray(t, it" + times(v, "LANES") + ");\n" : ""))
        + each(rows, i -> rankOne(i, 2, "        ", term + times(i, adjacent ? "" : "ROW"))
            + separator(i, rows, 2, "        "))
        + "      }\n"
        + each(rows, i -> each(2, v ->
            "      c" + digit(i) + v + ".intoArray(c, cOff" + times(i, "cRow") + " + j" + times(v, "LANES") + ");"))
        + "    }\n  }\n";
  }

  /** A micropanel of B against many slices of A as it is, from zero. Carried or multiplied: what was faster, 6 and 5 %. */
  private static String slices(int rows) {
    boolean carried = rows == SEPARATED;
    return """

          static void slices%dx2(int m, int k, float[] a, int aOff, int aStep, float[] b, int j1, float[] c, int cOff,
              int cRow) {
        """.formatted(rows)
        + (separated(rows, 2) ? NEVER : "")
        + "    for (int i = 0; i < m; i += " + rows + ") {\n"
        + each(rows, i -> each(2, v -> "      FloatVector c" + digit(i) + v + " = FloatVector.fromArray(FLOAT, ZEROS, "
            + 4 * (2 * i + v) + ");"))
        + "      int ci = cOff + i * cRow;\n" + (carried ? "      int ia = aOff + i;\n" : "")
        + "      for (int p = 0; p < k; p++) {\n" + (carried ? "" : "        int ia = aOff + i + p * aStep;\n")
        + "        int ib = p * (2 * LANES);\n"
        + each(2, v -> "        FloatVector b" + v + " = FloatVector.fromArray(FLOAT, b, ib" + times(v, "LANES") + ");")
        + each(rows, i -> rankOne(i, 2, "        ", "ia" + times(i, "")) + separator(i, rows, 2, "        "))
        + (carried ? "        ia += aStep;\n" : "") + "      }\n"
        + each(rows, i -> each(2, v ->
            "      c" + digit(i) + v + ".intoArray(c, ci" + times(i, "cRow") + times(v, "j1") + ");"))
        + "    }\n  }\n";
  }

  /** Row i of a rank-one update. */
  private static String rankOne(int i, int vectors, String indent, String indexOfA) {
    String a = "a" + digit(i);
    return indent + "FloatVector " + a + " = FloatVector.broadcast(FLOAT, a[" + indexOfA + "]);\n"
        + each(vectors, v -> indent + "c" + digit(i) + v + " = " + a + ".fma(b" + v + ", c" + digit(i) + v + ");");
  }

  private static boolean separated(int rows, int vectors) {
    return rows == SEPARATED && vectors == 2;
  }

  /** What keeps C2 from loading more values of A ahead than there are registers for; two in turn, which differ. */
  private static String separator(int i, int rows, int vectors, String indent) {
    boolean here = separated(rows, vectors) && i % GROUP == GROUP - 1 && i < rows - 1;
    return !here ? "" : (indent + "if (%s == never) {\n" + indent + "  break;\n" + indent + "}\n")
        .formatted(i / GROUP % 2 == 0 ? "p" : "ib");
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

  /**
   * The rounds of a transposition: rows x = i and y = i + d exchange the lanes whose number differs in bit d. One permutation
   * carries the lanes of both: m has y's even lanes in odd places, and x's odd lanes in even ones.
   */
  private static String exchanged(int n, String indent) {
    StringBuilder rounds = new StringBuilder();
    String names = "rstuv";
    for (int round = 0, d = n / 2; d > 0; round++, d /= 2) {
      char next = names.charAt(round + 1);
      for (int i = 0; i < n; i++) {
        if ((i & d) == 0) {
          String x = names.charAt(round) + digit(i);
          String y = names.charAt(round) + digit(i + d);
          String m = "m" + next + digit(i);
          String line = indent + "FloatVector %s = %s;\n";
          rounds.append(line.formatted(m, "%s.blend(%s, ODD_%d).rearrange(BY_%3$d)".formatted(y, x, d)))
              .append(line.formatted(next + digit(i), "%s.blend(%s, ODD_%d)".formatted(x, m, d)))
              .append(line.formatted(next + digit(i + d), "%s.blend(%s, ODD_%d)".formatted(m, y, d)));
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
}

package io.github.jinbei.internal.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A program that writes the straight-line methods of internal.vector, whose lines repeat for each row, vector, term or lane.
 * Java has no macros, and a vector that leaves a method is boxed, so each row of a tile needs lines of its own.
 *
 * <p>A file has a hand-written head, which ends with {@link #MARK}; the rest is generated. Run the program after each change of
 * it, in the folder {@code lib}: {@code java src/test/java/io/github/jinbei/internal/vector/TileSource.java}.
 *
 * <p>In a template, {@code {R}} stands for the number of rows, {@code {V}} of vectors, {@code {N}} of lanes. The letters i, v,
 * l and t count rows, vectors, lanes and eight terms. With any of them as x:
 * <ul>
 * <li>{@code x: line} is that line for each x from 0 on;
 * <li>the lines from x and an opening brace to x and a closing one are written for each x; with a plus before the first brace
 *     from 1 on;
 * <li>{@code {x}} is x as a digit, {@code {x*unit}} the text {@code " + x * unit"}, which for 0 is nothing;
 * <li>{@code ?name line} is a line of the variants with that name;
 * <li>{@code separator} stands for the lines that {@link Separator} explains, {@code exchange} for the rounds of a
 *     transposition.
 * </ul>
 */
final class TileSource {

  static final String MARK = "  // Generated from here on, by TileSource of the test tree.\n";

  /** The files with a generated part. */
  static final List<String> CLASSES = List.of("AdjacentTiles", "ApartTiles", "MicropanelTiles", "SliceTiles", "RowTiles",
      "Transpose16", "Transpose8");

  private static final int[] HEIGHTS = {12, 10, 8, 6, 5, 4, 3, 2};

  /** The heights of full tiles: see TileShape. */
  private static final int[] FULL = {12, 10, 6};

  /** One microtile: accumulators from S, one rank-one update a term, accumulators to C. */
  private static final String TILE = """

        static void tile{R}x{V}(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, {j1}float[] s, int sOff,
            int sRow, float[] c, int cOff, int cRow) {
          if (k == 0) {
            return;
          }
      ?separated     int never = Separator.never;
      v:    FloatVector c0{v} = FloatVector.fromArray(FLOAT, s, sOff{v*j1});
      i+{
      v:    FloatVector c{i}{v} = c0{v};
      i}
      ?several     if (sRow != 0) {
      i+{
      v:      c{i}{v} = FloatVector.fromArray(FLOAT, s, sOff{i*sRow}{v*j1});
      i}
      ?several     }
          int ia = aOff;
          int ib = bOff;
          for (int p = 0; p < k; p++) {
      v:      FloatVector b{v} = FloatVector.fromArray(FLOAT, b, ib{v*j1});
      i{
            FloatVector a{i} = FloatVector.broadcast(FLOAT, a[ia{i*A}]);
      v:      c{i}{v} = a{i}.fma(b{v}, c{i}{v});
            separator
      i}
            ia += aStep;
            ib += bStep;
          }
      i{
      v:    c{i}{v}.intoArray(c, cOff{i*cRow}{v*j1});
      i}
        }
      """;

  /** A slice of A by many micropanels; in the packing variant B is not packed, and the tile copies it as it reads it. */
  private static final String MICROPANELS = """

        static void {name}{R}x2(int n, int k, float[] a, {B}
            float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
      ?separated     int never = Separator.never;
          for (int j = 0; j < n; j += 2 * LANES) {
      i{
      v:      FloatVector c{i}{v} = FloatVector.fromArray(FLOAT, s, sOff{i*sRow} + j{v*LANES});
      i}
      ?packing       int jb = bOff + j;
      ?packing       int jt = tOff + j * k;
      ?packed       int jb = bOff + j * k;
            for (int p = 0; p < k; p++) {
      ?packing         int ib = jb + p * bStep;
      ?packing         int it = jt + p * (2 * LANES);
      ?packed         int ib = jb + p * (2 * LANES);
      v{
              FloatVector b{v} = FloatVector.fromArray(FLOAT, b, ib{v*LANES});
      ?packing         b{v}.intoArray(t, it{v*LANES});
      v}
      i{
              FloatVector a{i} = FloatVector.broadcast(FLOAT, a[{term}{i*A}]);
      v:        c{i}{v} = a{i}.fma(b{v}, c{i}{v});
              separator
      i}
            }
      i{
      v:      c{i}{v}.intoArray(c, cOff{i*cRow} + j{v*LANES});
      i}
          }
        }
      """;

  /** A micropanel of B by many slices of A, read in place, from zero. Index of A carried or multiplied: 6 and 5 % faster. */
  private static final String SLICES = """

        static void slices{R}x2(int m, int k, float[] a, int aOff, int aStep, float[] b, int j1, float[] c, int cOff,
            int cRow) {
      ?separated     int never = Separator.never;
          for (int i = 0; i < m; i += {R}) {
      i{
      v:      FloatVector c{i}{v} = FloatVector.fromArray(FLOAT, ZEROS, {zero});
      i}
            int ci = cOff + i * cRow;
      ?separated       int ia = aOff + i;
            for (int p = 0; p < k; p++) {
      ?free         int ia = aOff + i + p * aStep;
              int ib = p * (2 * LANES);
      v:        FloatVector b{v} = FloatVector.fromArray(FLOAT, b, ib{v*LANES});
      i{
              FloatVector a{i} = FloatVector.broadcast(FLOAT, a[ia{i*}]);
      v:        c{i}{v} = a{i}.fma(b{v}, c{i}{v});
              separator
      i}
      ?separated         ia += aStep;
            }
      i{
      v:      c{i}{v}.intoArray(c, ci{i*cRow}{v*j1});
      i}
          }
        }
      """;

  private static final String ROWS = """

        static void eightTerms(int columns, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s,
            int sOff, float[] c, int cOff) {
      t:    FloatVector a{t} = FloatVector.broadcast(FLOAT, a[aOff{t*aStep}]);
      t:    int b{t} = bOff{t*bStep};
          for (int j = 0; j < columns; j += LANES) {
            FloatVector v = FloatVector.fromArray(FLOAT, s, sOff + j);
      t:      v = a{t}.fma(FloatVector.fromArray(FLOAT, b, b{t} + j), v);
            v.intoArray(c, cOff + j);
          }
        }

        static void eightChains(int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff, float[] c,
            int cOff) {
      t:    float c{t} = s == null ? 0f : s[sOff{t*}];
      t:    int b{t} = bOff{t*bColumn};
          for (int p = 0; p < k; p++) {
            float x = a[aOff + p];
      t:      c{t} = Math.fma(x, b[b{t} + p], c{t});
          }
      t:    c[cOff{t*}] = c{t};
        }

        static void twoVectors(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s,
            int sOff, float[] c, int cOff) {
          if (k == 0) {
            return;
          }
          FloatVector v = FloatVector.fromArray(FLOAT, s, sOff);
          FloatVector w = FloatVector.fromArray(FLOAT, s, sOff + j1);
          int ia = aOff;
          int ib = bOff;
          int p = 0;
          for (; p + 8 <= k; p += 8) {
      t{
            FloatVector a{t} = FloatVector.broadcast(FLOAT, a[ia]);
            v = a{t}.fma(FloatVector.fromArray(FLOAT, b, ib), v);
            w = a{t}.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
            ia += aStep;
            ib += bStep;
      t}
          }
          for (; p < k; p++) {
            FloatVector x = FloatVector.broadcast(FLOAT, a[ia]);
            v = x.fma(FloatVector.fromArray(FLOAT, b, ib), v);
            w = x.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
            ia += aStep;
            ib += bStep;
          }
          v.intoArray(c, cOff);
          w.intoArray(c, cOff + j1);
        }
      """;

  private static final String TRANSPOSITION = """

        static void block(float[] from, int f, int fStep, float[] to, int t, int tStep) {
      l:    FloatVector r{l} = FloatVector.fromArray(FLOAT, from, f{l*fStep});
          exchange
      l:    {last}{l}.intoArray(to, t{l*tStep});
        }

        static void rowOfTransposed(int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff,
            float[] c, int cOff) {
          FloatVector sum = s == null ? FloatVector.zero(FLOAT) : FloatVector.fromArray(FLOAT, s, sOff);
          for (int p = 0; p < k; p += {N}) {
            int ib = bOff + p;
      l:      FloatVector r{l} = FloatVector.fromArray(FLOAT, b, ib{l*bColumn});
            exchange
      l:      sum = FloatVector.broadcast(FLOAT, a[aOff + p{l*}]).fma({last}{l}, sum);
          }
          sum.intoArray(c, cOff);
        }
      """;

  private static final Pattern MULTIPLE = Pattern.compile("\\{([a-z])\\*(\\w*)}");

  private final Map<Character, Integer> counts;
  private final List<String> variants;

  private TileSource(int rows, int vectors, int lanes, String... variants) {
    this.counts = Map.of('i', rows, 'v', vectors, 'l', lanes, 't', 8);
    this.variants = List.of(variants);
  }

  public static void main(String[] args) throws IOException {
    for (String name : CLASSES) {
      Path file = file(Path.of(""), name);
      Files.writeString(file, head(Files.readString(file)) + body(name));
    }
  }

  static Path file(Path module, String name) {
    return module.resolve("src/main/java/io/github/jinbei/internal/vector").resolve(name + ".java");
  }

  /** Returns the hand-written part of a source, the mark included. */
  static String head(String source) {
    return source.substring(0, source.indexOf(MARK) + MARK.length());
  }

  /** Returns the generated part of the source of a class, which follows the mark. */
  static String body(String name) {
    StringBuilder body = new StringBuilder();
    switch (name) {
      case "AdjacentTiles", "ApartTiles" -> {
        String unit = name.equals("ApartTiles") ? "ROW" : "";
        for (int vectors : new int[] {2, 1}) {
          for (int rows : HEIGHTS) {
            body.append(tile(rows, vectors, unit));
          }
        }
        body.append(unit.isEmpty() ? tile(1, 1, unit) : "");
      }
      case "MicropanelTiles" -> {
        for (int rows : FULL) {
          body.append(micropanels(rows, "apart", "packed")).append(micropanels(rows, "adjacent", "packed"))
              .append(micropanels(rows, "apart", "packing")).append(micropanels(rows, "adjacent", "packing"));
        }
      }
      case "SliceTiles" -> {
        for (int rows : FULL) {
          body.append(new TileSource(rows, 2, 0, rows == 6 ? "separated" : "free").write(SLICES));
        }
      }
      case "RowTiles" -> body.append(new TileSource(0, 0, 0).write(ROWS));
      default -> {
        int lanes = name.equals("Transpose8") ? 8 : 16;
        body.append(new TileSource(0, 0, lanes).write(TRANSPOSITION.replace("{last}", lanes == 8 ? "u" : "v")));
      }
    }
    return body.append("}\n").toString();
  }

  private static String tile(int rows, int vectors, String unitOfA) {
    return new TileSource(rows, vectors, 0, rows > 1 ? "several" : "", rows == 6 && vectors == 2 ? "separated" : "")
        .write(TILE.replace("{j1}", vectors == 2 ? "int j1, " : "").replace("{i*A}", "{i*" + unitOfA + "}"));
  }

  private static String micropanels(int rows, String layout, String variant) {
    boolean packing = variant.equals("packing");
    boolean adjacent = layout.equals("adjacent");
    return new TileSource(rows, 2, 0, variant, rows == 6 ? "separated" : "").write(MICROPANELS
        .replace("{name}", packing ? "pack" + (adjacent ? "Adjacent" : "Apart") : layout)
        .replace("{B}", packing ? "float[] b, int bOff, int bStep, float[] t, int tOff," : "float[] b, int bOff,")
        .replace("{term}", adjacent ? (rows == 6 ? 8 : rows) + " * p" : "p")
        .replace("{i*A}", adjacent ? "{i*}" : "{i*ROW}"));
  }

  private String write(String template) {
    String text = template.replace("{R}", "" + counts.get('i')).replace("{V}", "" + counts.get('v'))
        .replace("{N}", "" + counts.get('l'));
    StringBuilder out = new StringBuilder();
    write(text.lines().toList(), Map.of(), out);
    return out.toString();
  }

  /** Writes lines, with a number for each letter that stands for one. */
  private void write(List<String> lines, Map<Character, Integer> numbers, StringBuilder out) {
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      boolean group = line.matches("[a-z]\\+?\\{");
      if (group || line.matches("[a-z]: .*")) {
        char letter = line.charAt(0);
        int end = group ? at + lines.subList(at, lines.size()).indexOf(letter + "}") : at;
        List<String> repeated = group ? lines.subList(at + 1, end) : List.of(line.substring(2));
        for (int x = line.contains("+{") ? 1 : 0; x < counts.get(letter); x++) {
          Map<Character, Integer> inner = new HashMap<>(numbers);
          inner.put(letter, x);
          write(repeated, inner, out);
        }
        at = end;
      } else if (line.startsWith("?")) {
        int space = line.indexOf(' ');
        if (variants.contains(line.substring(1, space))) {
          write(List.of(line.substring(space + 1)), numbers, out);
        }
      } else if (line.endsWith(" separator")) {
        out.append(separator(numbers.get('i'), line.replace("separator", "")));
      } else if (line.endsWith(" exchange")) {
        out.append(exchanged(counts.get('l'), line.replace("exchange", "")));
      } else {
        out.append(filled(line, numbers)).append('\n');
      }
    }
  }

  private static String filled(String line, Map<Character, Integer> numbers) {
    String filled = MULTIPLE.matcher(line).replaceAll(m -> {
      int x = numbers.get(m.group(1).charAt(0));
      String unit = m.group(2);
      return x == 0 ? "" : unit.isEmpty() ? " + " + x : x == 1 ? " + " + unit : " + " + x + " * " + unit;
    });
    for (Map.Entry<Character, Integer> number : numbers.entrySet()) {
      filled = filled.replace("{" + number.getKey() + "}", hex(number.getValue()));
    }
    return filled.contains("{zero}") ? filled.replace("{zero}", "" + 4 * (2 * numbers.get('i') + numbers.get('v'))) : filled;
  }

  /**
   * Returns a separator after every second row of a separated tile, else nothing. It keeps C2 from loading more values of A
   * ahead than there are registers for. Separators alternate between two indices.
   */
  private String separator(int i, String indent) {
    boolean here = variants.contains("separated") && i % 2 == 1 && i < counts.get('i') - 1;
    String index = i == 1 ? "p" : "ib";
    return !here ? "" : indent + "if (" + index + " == never) {\n" + indent + "  break;\n" + indent + "}\n";
  }

  /**
   * Returns the rounds of a transposition: rows x = i and y = i + d exchange the lanes whose number differs in bit d. One
   * permutation moves the lanes of both: m has the even lanes of y in odd places, and the odd lanes of x in even places.
   */
  private static String exchanged(int n, String indent) {
    StringBuilder rounds = new StringBuilder();
    String names = "rstuv";
    for (int round = 0, d = n / 2; d > 0; round++, d /= 2) {
      char next = names.charAt(round + 1);
      for (int i = 0; i < n; i++) {
        if ((i & d) == 0) {
          String x = names.charAt(round) + hex(i);
          String y = names.charAt(round) + hex(i + d);
          String m = "m" + next + hex(i);
          String line = indent + "FloatVector %s = %s;\n";
          rounds.append(line.formatted(m, "%s.blend(%s, ODD_%d).rearrange(BY_%3$d)".formatted(y, x, d)))
              .append(line.formatted(next + hex(i), "%s.blend(%s, ODD_%d)".formatted(x, m, d)))
              .append(line.formatted(next + hex(i + d), "%s.blend(%s, ODD_%d)".formatted(m, y, d)));
        }
      }
    }
    return rounds.toString();
  }

  private static String hex(int i) {
    return Integer.toHexString(i);
  }
}

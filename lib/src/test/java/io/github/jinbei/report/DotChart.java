package io.github.jinbei.report;

import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A program that draws the charts of README.md: a row for each line of a CSV file beside the picture, a mark for each of its
 * columns of numbers.
 */
final class DotChart {

  private static final String COMMAND =
      "java -cp lib/target/classes:lib/target/test-classes io.github.jinbei.report.DotChart .github/images";

  private static final int LEFT = 182;
  private static final int RIGHT = 12;
  private static final int WIDTH = Picture.WIDTH - LEFT - RIGHT;
  private static final int ROW = 17;
  private static final int LEGEND = 17;

  /**
   * A picture of a chart.
   *
   * @param file the name of its CSV file, without the end
   * @param title above the picture
   */
  private record Part(String file, String title) {}

  /** The charts. */
  private enum Chart {
    PEAK("Speed of one thread, as a share of the FMA peak",
        List.of("Products C = AB, m x n x k, or batch-in-out of a layer; and whole training steps of networks. JDK 25, shared "
            + "hosts."),
        List.of(new Part("peak-512", "512-bit vectors (Zen 4)"),
            new Part("peak-256", "256-bit vectors (Zen 3)")),
        "share of the FMA peak", Axis.linear(0, 1), Double.NaN),
    TABLES("Errors on 17 tables, without any setting",
        List.of("Wrong test rows, or root mean squared error, divided by those of scikit-learn's network on standardised "
            + "columns and targets. Left of 1 is better."),
        List.of(new Part("tables", "Tables of 150 to 32,561 rows")),
        "error / scikit-learn's", Axis.logarithmic(0.4, 5.5), 1);

    final String title;
    final List<String> sentences;
    final List<Part> parts;
    final String label;
    final Axis axis;

    /** Where a line is drawn; NaN for none. */
    final double line;

    Chart(String title, List<String> sentences, List<Part> parts, String label, Axis axis, double line) {
      this.title = title;
      this.sentences = sentences;
      this.parts = parts;
      this.label = label;
      this.axis = axis;
      this.line = line;
    }

    String file() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private DotChart() {}

  /**
   * Draws all charts.
   *
   * @param args the folder of the CSV files and the pictures
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    for (String name : names()) {
      Path file = folder.resolve(name + ".svg");
      AtomicFile.replace(file, page(folder, name).svg());
      System.out.println(file);
    }
  }

  /** Returns the names of the charts, without the end of the file. */
  static List<String> names() {
    return Stream.of(Chart.values()).map(Chart::file).toList();
  }

  /** Draws a chart from its CSV files in a folder. */
  static Page page(Path folder, String name) throws IOException {
    Chart chart = Chart.valueOf(name.toUpperCase(Locale.ROOT));
    List<Picture> pictures = new ArrayList<>();
    for (Part part : chart.parts) {
      pictures.add(picture(chart, part.title, Csv.read(folder.resolve(part.file + ".csv"))));
    }
    return new Page(chart.title, chart.sentences, COMMAND, pictures);
  }

  private static Picture picture(Chart chart, String title, Table table) {
    List<Column> columns = table.columns();
    StringBuilder svg = new StringBuilder();
    double legendAt = 2;
    for (int c = 1; c < columns.size(); c++) {
      svg.append("<path class=\"mark s" + (c - 1) + "\" d=\"M" + Plot.point(legendAt + 8, Picture.TITLE + 4)
          + Plot.SHAPES[c - 1] + "\"/>")
          .append(text("legend", legendAt + 18, Picture.TITLE + 8, "start", columns.get(c).name()));
      legendAt += 34 + 6.6 * columns.get(c).name().length();
    }
    int top = Picture.TITLE + LEGEND + 6;
    int height = table.rows() * ROW + 6;
    for (Axis.Tick tick : chart.axis.ticks(5)) {
      double x = across(chart.axis, tick.value());
      svg.append("<path class=\"grid\" d=\"M" + Plot.point(x, top) + "v" + height + "\"/>")
          .append(text("tick", x, top + height + 15, "middle", tick.label()));
    }
    if (!Double.isNaN(chart.line)) {
      svg.append("<path class=\"contour\" d=\"M" + Plot.point(across(chart.axis, chart.line), top) + "v" + height + "\"/>\n");
    }
    for (int row = 0; row < table.rows(); row++) {
      double y = top + 3 + (row + 0.5) * ROW;
      svg.append("<path class=\"grid\" d=\"M" + Plot.point(LEFT, y) + "h" + WIDTH + "\"/>")
          .append(text("row", LEFT - 6, y + 4, "end", columns.get(0).text(row)));
    }
    for (int c = columns.size() - 1; c > 0; c--) {
      for (int row = 0; row < table.rows(); row++) {
        double value = columns.get(c).number(row);
        if (!Double.isNaN(value)) {
          svg.append("<path class=\"mark s" + (c - 1) + "\" d=\"M" + Plot.point(across(chart.axis, value),
              top + 3 + (row + 0.5) * ROW) + Plot.SHAPES[c - 1] + "\"/>\n");
        }
      }
    }
    svg.append("<rect class=\"frame\" x=\"" + LEFT + "\" y=\"" + top + "\" width=\"" + WIDTH + "\" height=\"" + height
        + "\"/>\n").append(text("axis", LEFT + WIDTH / 2.0, top + height + 32, "middle", chart.label));
    return new Picture(title, "", top + height + 40, svg.toString());
  }

  private static double across(Axis axis, double value) {
    return LEFT + axis.position(value) * WIDTH;
  }

  private static String text(String style, double x, double y, String anchor, String words) {
    return "<text class=\"" + style + "\" x=\"" + Svg.number(x) + "\" y=\"" + Svg.number(y) + "\" text-anchor=\"" + anchor
        + "\">" + Svg.signed(words) + "</text>\n";
  }
}

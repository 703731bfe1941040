package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.SpecialFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files in pieces. */
class CsvReaderTest {

  @TempDir
  Path folder;

  @Test
  void piecesAreTheWhole() throws IOException {
    StringBuilder text = new StringBuilder("n,unused,t\n");
    int rows = 1000;
    for (int row = 0; row < rows; row++) {
      text.append(row % 9 == 0 ? "" : String.valueOf(row / 8.0)).append(",\"x\n\",").append(row % 10).append('\n');
    }
    for (int most : new int[] {1, 7, 500, 1000, 5000}) {
      Reader in = new StringReader(text.toString());
      try (CsvReader reader = new CsvReader(in, CsvFormat.DEFAULT, Map.of("t", false, "n", true))) {
        int row = 0;
        for (Table piece; (piece = reader.next(most)) != null;) {
          assertTrue(piece.rows() <= most);
          assertEquals(List.of("n", "t"), piece.names());
          for (int i = 0; i < piece.rows(); i++, row++) {
            assertEquals(row % 9 == 0 ? Double.NaN : row / 8.0, piece.column("n").number(i));
            assertEquals(String.valueOf(row % 10), piece.column("t").text(i));
            assertEquals("line " + (2 * row + 2), piece.place(i));
          }
        }
        assertEquals(rows, row);
        assertNull(reader.next(1));
      }
    }
  }

  @Test
  void typesAreTheGivenOnes() throws IOException {
    String text = "a,b,c\n1,2,\n3,x,\n";
    try (CsvReader reader = new CsvReader(new StringReader(text), CsvFormat.DEFAULT.withDropped("none").withTexts("none"),
        Map.of("a", false, "c", true))) {
      Table table = reader.next(10);
      assertEquals(List.of("a", "c"), table.names());
      assertEquals(List.of(false, true), table.columns().stream().map(Column::isNumeric).toList());
      assertEquals(2, table.column("c").missing());
    }
    try (CsvReader reader = new CsvReader(new StringReader("a\n"), CsvFormat.DEFAULT, Map.of("a", false))) {
      assertNull(reader.next(1), "no rows");
    }
    try (CsvReader reader = new CsvReader(new StringReader("1,2\n"), CsvFormat.DEFAULT.withoutHeader(), Map.of("x1", true))) {
      assertEquals(2, reader.next(1).column("x1").number(0));
    }
  }

  /** Of the optional columns, the file has one and lacks the other. */
  @Test
  void columnsMayBeOptional() throws IOException {
    Map<String, Boolean> types = Map.of("a", true, "b", true, "c", false);
    Path file = Files.writeString(folder.resolve("optional.csv"), "c,a\nx,1\n");
    for (CsvReader opened : List.of(new CsvReader(file, CsvFormat.DEFAULT, types, Set.of("b", "c")),
        new CsvReader(new StringReader("c,a\nx,1\n"), CsvFormat.DEFAULT, types, Set.of("b", "c", "d")))) {
      try (CsvReader reader = opened) {
        assertEquals(List.of("c", "a"), reader.next(1).names());
      }
    }
    assertEquals(file + ": has no column \"b\", which is needed; its columns are \"c\", \"a\"", assertThrows(CsvException.class,
        () -> new CsvReader(file, CsvFormat.DEFAULT, types, Set.of("c"))).getMessage());
    assertTrue(assertThrows(IllegalArgumentException.class, () -> new CsvReader(file, CsvFormat.DEFAULT, types, types.keySet()))
        .getMessage().endsWith("; expected a column of numeric that is not optional"));
  }

  @Test
  void closesWhatItReads() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    Reader in = new StringReader("a\n1\n") {
      @Override
      public void close() {
        closed.set(true);
        super.close();
      }
    };
    new CsvReader(in, CsvFormat.DEFAULT, Map.of("a", true)).close();
    assertTrue(closed.get());
  }

  @Test
  void pipesAreRead() throws IOException {
    Path pipe = SpecialFiles.pipe(folder.resolve("pipe.csv"));
    SpecialFiles.writer(pipe, "a,b\n1.0,2\nx,3\n".getBytes(StandardCharsets.UTF_8));
    assertEquals("1.0", Csv.read(pipe).column("a").text(0));
    assertTrue(Files.exists(pipe));
  }
}

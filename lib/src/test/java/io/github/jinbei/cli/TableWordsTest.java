package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.table.Column;
import io.github.jinbei.table.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableWordsTest {

  @Test
  void aColumnHasATypeGapsAndCategories() {
    Table table = Table.of(Column.numbers("age", 1, Double.NaN, 3), Column.numbers("none", Double.NaN, Double.NaN, Double.NaN),
        Column.texts("colour", "red", null, "blue"), Column.numbers("whole", 1, 2, 3));
    assertEquals(List.of("age: numbers, 1 missing", "none: numbers, all missing",
        "colour: text, 1 missing, 2 categories: blue, red", "whole: numbers"), TableWords.lines(table));
  }

  @Test
  void manyCategoriesAreCounted() {
    Column column = Column.texts("city", IntStream.range(0, 20).mapToObj(i -> "c" + i % 9).toArray(String[]::new));
    assertEquals("text, 9 categories", TableWords.words(column));
  }

  @Test
  void neighboursOfAWideTableShareALine() {
    List<Column> columns = IntStream.range(0, 60).mapToObj(i -> i == 40 ? Column.texts("sex", "f", "m")
        : Column.numbers("x" + i, 1, 2)).toList();
    assertEquals(List.of("x0 to x39 (40 columns): numbers", "sex: text, 2 categories: f, m",
        "x41 to x59 (19 columns): numbers"), TableWords.lines(Table.of(columns)));
    assertEquals(30, TableWords.lines(Table.of(columns.subList(0, 30))).size(), "lines of a narrow table");
  }

  @Test
  void onlyTheFirstLineHasTheWord() {
    assertEquals("columns    a\n           b", TableWords.entries("columns", Stream.of("a", "b").toList()).stream()
        .collect(Collectors.joining("\n")));
  }
}

package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  /** The variable {@code COLUMNS}, the output of {@code stty size}, and the width. */
  @ParameterizedTest
  @CsvSource({"40,'24 100\n',40", ",'24 100\n',100", "'','24 100\n',100", "wide,'24 100\n',100", "0,'24 100\n',100",
      "-5,'24 100\n',100", ",'',80", ",'stty: no tty',80", ",'0 0\n',80", "99999999999,'',80", "' 50 ','',50"})
  void theWidthIsTheVariableOrTheTerminalsOrEighty(String variable, String size, int columns) {
    assertEquals(columns, Terminal.columns(variable, () -> size, 80));
  }
}

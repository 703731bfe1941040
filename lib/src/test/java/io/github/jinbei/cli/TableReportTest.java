package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.table.EstimatorListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** The lines of a training on a table, by events that are not of a training. */
class TableReportTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Returns the lines without their times. */
  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceFirst(", \\d+\\.\\d\\d s$", "")).toList();
  }

  private static EpochResult epoch(int number, boolean validated) {
    return new EpochResult(number, 1, 0.5, validated ? new Evaluation(0.5, 0.5, 5, 10) : null);
  }

  private static void train(EstimatorListener listener, int network, int networks, int from, int to, boolean validated) {
    for (int epoch = from; epoch <= to; epoch++) {
      assertTrue(listener.onEpoch(network, networks, epoch(epoch, validated)));
    }
  }

  private TableReport report(Interrupt interrupt) {
    return new TableReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), 10, interrupt);
  }

  /** Two folds mixed: the first ends early; the second has a network less, and is then trained on all rows. */
  @Test
  void theEpochsOfAllFoldsAreCounted() {
    try (Interrupt interrupt = new Interrupt("test", "nothing", () -> "nothing")) {
      TableReport report = report(interrupt);
      EstimatorListener first = report.ofFold(0, 2);
      EstimatorListener second = report.ofFold(1, 2);
      train(first, 0, 3, 1, 6, true); // 6 of 2 · 3 · 10
      train(second, 0, 2, 1, 5, true); // 11 of 50
      train(first, 1, 3, 1, 10, true); // 21 of 50
      train(first, 2, 3, 1, 5, true); // 26 of 50
      first.onEarlyEnd(2, 5); // 26 of 45
      train(second, 1, 2, 1, 10, true); // 36 of 45
      train(second, 0, 2, 6, 10, true); // 41 of 45
      second.onRefit(3); // 41 of 51
      train(second, 0, 2, 1, 3, false); // 44 of 51
      train(first, 0, 3, 7, 10, true); // 48 of 51
      train(second, 1, 2, 1, 3, false);
      assertEquals("in the cross-validation", report.placeOfEnd());
      assertFalse(report.refitted(), "the model");
      report.endFolds();
      assertEquals(List.of("Epochs: 6 / 60 of 2 folds", "Epochs: 10 / 50 of 2 folds", "Epochs: 15 / 50 of 2 folds",
          "Epochs: 20 / 50 of 2 folds", "Epochs: 25 / 50 of 2 folds", "Epochs: 27 / 45 of 2 folds",
          "Epochs: 32 / 45 of 2 folds", "Epochs: 36 / 45 of 2 folds", "Epochs: 41 / 45 of 2 folds",
          "Epochs: 51 / 51 of 2 folds", "Fold 1 of 2: 25 epochs of 3 networks",
          "Fold 2 of 2: 26 epochs of 2 networks"), lines());
      bytes.reset();
      train(report, 0, 1, 1, 4, true);
      report.onEarlyEnd(0, 4);
      report.onRefit(2);
      train(report, 0, 1, 1, 2, false);
      assertEquals(List.of("Epochs: 1 / 10 of 1 network", "Epochs: 2 / 10 of 1 network", "Epochs: 3 / 10 of 1 network",
          "Epochs: 4 / 10 of 1 network", "Epochs: 4 / 4 of 1 network", "Epochs: 1 / 2 of 1 network, on all rows",
          "Epochs: 2 / 2 of 1 network, on all rows"), lines());
      assertTrue(report.refitted(), "the model");
    }
  }

  /** A failed output ends the training of a model, and all folds. */
  @Test
  void aFailureOfTheOutputEndsAll() {
    PrintStream failing = StandardOutput.over(new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("full");
      }
    }, StandardCharsets.UTF_8);
    try (Interrupt interrupt = new Interrupt("test", "nothing", () -> "nothing")) {
      TableReport report = new TableReport(failing, 1, interrupt);
      assertFalse(report.onEpoch(0, 1, epoch(1, true)));
      assertThrows(CancellationException.class, () -> report.ofFold(0, 2).onEpoch(0, 1, epoch(1, true)));
      assertThrows(OutputException.class, report::close);
    }
  }
}

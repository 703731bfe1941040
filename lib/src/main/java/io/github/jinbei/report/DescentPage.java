package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.List;

/** The page of descents that differ in batch size, learning rate and momentum. */
final class DescentPage {

  /** The learning rate of all runs except those that differ in it. */
  static final float RATE = 0.05f;

  /** A run leaves the frame when its loss exceeds the first loss by this factor. */
  private static final double FRAME = 4;

  /** Smaller losses are below the frame: labels of smaller numbers would not fit beside it. */
  private static final double LEAST = 1e-4;

  /** The number of epochs in the picture of biases, which has a mark for each. */
  private static final int BIAS_EPOCHS = 20;

  private DescentPage() {}

  static Page of(String origin, Descent line, Descent digits) {
    List<Picture> pictures = new ArrayList<>();
    add(pictures, "Line", "21 points of y = 2x + 1, from w = 3, b = 2", "full batch", "loss, mean of ½(a − y)²", line);
    pictures.add(2, biases(line));
    add(pictures, "Digits", "1438 images, 16 hidden units", "batches of 32 rows", "loss, cross-entropy (nats)", digits);
    return new Page("Descent: batch size, learning rate, momentum", List.of(
        "Each line is a training run: the loss on all its data after each epoch or, in one picture, the bias.",
        "Smaller batches give more updates per epoch, so the loss falls faster by epoch, but single rows make it noisy.",
        "Rates far below 2/λ are slow, rates near 2/λ oscillate, larger ones diverge; momentum is faster at the same rate."),
        origin, pictures);
  }

  private static void add(List<Picture> pictures, String data, String words, String batch, String loss, Descent figures) {
    String rate = "Rate " + Plain.number(RATE, 1) + ", ";
    pictures.add(losses(data + ": batch size", loss, figures, 0, 3, words + ". " + rate + "one update per batch."));
    pictures.add(losses(data + ": learning rate", loss, figures, 3, 7, "Full batch; largest curvature λ = "
        + Plain.number(figures.curvature(), 3) + " at the start, so descent on a quadratic loss is stable for rates below 2/λ ="
        + " " + Plain.number(2 / figures.curvature(), 3) + "."));
    pictures.add(losses(data + ": momentum", loss, figures, 7, 10, rate + batch + "."));
  }

  /** Draws the losses of runs {@code from} to {@code to}, exclusive. */
  private static Picture losses(String title, String loss, Descent figures, int from, int to, String words) {
    double first = figures.losses()[0][0];
    int epochs = figures.losses()[0].length - 1;
    double least = first;
    for (int run = from; run < to; run++) {
      for (double value : figures.losses()[run]) {
        least = Math.min(least, value);
      }
    }
    Plot plot = new Plot(title, "epoch", Axis.linear(0, epochs), loss,
        Axis.logarithmic(Math.max(LEAST / 2, least * 0.8), FRAME * first));
    String caption = words + " Loss after " + epochs + " epochs, from " + Plain.number(first, 3);
    for (int run = from; run < to; run++) {
      String name = figures.names()[run];
      double[] losses = figures.losses()[run].clone();
      int lost = lostAt(losses);
      caption += "; " + name + ": " + (lost <= epochs ? "out of the frame after epoch " + lost
          : losses[epochs] < LEAST ? "below 0.0001" : Plain.number(losses[epochs], 2));
      for (int epoch = 0; epoch <= epochs; epoch++) {
        // 0 and infinity have no position on the axis. Values far outside it make the line leave the frame.
        losses[epoch] = Math.min(Double.MAX_VALUE, Math.max(Double.MIN_NORMAL, losses[epoch]));
      }
      plot.legend(run - from, name).line(run - from, across(epochs), losses);
    }
    return plot.picture(caption + ".");
  }

  /** Returns the first epoch after which the loss is above the frame; the number of epochs + 1 if there is none. */
  private static int lostAt(double[] losses) {
    int epoch = 1;
    while (epoch < losses.length && losses[epoch] <= FRAME * losses[0]) {
      epoch++;
    }
    return epoch;
  }

  private static Picture biases(Descent figures) {
    Plot plot = new Plot("Line: bias by learning rate", "epoch", Axis.linear(0, BIAS_EPOCHS), "bias b, right is 1",
        Axis.linear(-0.5, 2.5));
    String caption = "The same runs, until their loss leaves its frame. The bias after 1 and 2 epochs, from 2";
    for (int i = 0; i < 4; i++) {
      String name = figures.names()[i + 3];
      double[] biases = figures.last()[i + 3];
      double[] across = across(Math.min(BIAS_EPOCHS, lostAt(figures.losses()[i + 3]) - 1));
      plot.legend(i, name).line(i, across, biases).marks(i, across, biases);
      caption += "; " + name + ": " + Plain.number(biases[1], 3) + ", " + Plain.number(biases[2], 3);
    }
    return plot.picture(caption + ".");
  }

  /** Returns 0, 1, ..., epochs. */
  private static double[] across(int epochs) {
    double[] across = new double[epochs + 1];
    for (int epoch = 1; epoch <= epochs; epoch++) {
      across[epoch] = epoch;
    }
    return across;
  }
}

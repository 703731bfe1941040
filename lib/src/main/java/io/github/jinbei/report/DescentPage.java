package io.github.jinbei.report;

import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.List;

/** The page of descents that differ in batch size, learning rate and momentum. */
final class DescentPage {

  /** The learning rate of all runs but those that differ in it. */
  static final float RATE = 0.05f;

  /** Losses below this are off the frames: labels of smaller numbers would have no room beside it. */
  private static final double LEAST = 1e-4;

  /** Epochs of the picture of biases, whose points are marked. */
  private static final int BIAS_EPOCHS = 20;

  private DescentPage() {}

  static Page of(String origin, Descent line, Descent digits) {
    List<Picture> pictures = new ArrayList<>();
    add(pictures, "Line", "21 points of y = 2x + 1, from w = 3, b = 2", "full batch", "loss, mean of ½(a − y)²", line);
    pictures.add(2, biases(line.rates()));
    add(pictures, "Digits", "1438 images, 16 hidden units", "batches of 32 rows", "loss, cross-entropy (nats)", digits);
    return new Page("Descent: batch size, learning rate, momentum", List.of(
        "Each line is a training run: the loss on all its data after each epoch or, in one picture, the bias.",
        "Smaller batches make more updates an epoch, so the loss falls faster by epoch, but single rows make it noisy.",
        "Rates far below 2/λ are slow, rates about 2/λ oscillate, larger ones diverge; momentum is faster at the same rate."),
        origin, pictures);
  }

  private static void add(List<Picture> pictures, String data, String words, String batch, String loss,
      Descent figures) {
    String rate = "Rate " + Plain.number(RATE, 1);
    pictures.add(losses(data + ": batch size", loss, figures.batchSizes(), words + ". " + rate + ", one update a batch."));
    pictures.add(losses(data + ": learning rate", loss, figures.rates(), "Full batch; largest curvature λ = "
        + Plain.number(figures.curvature(), 3) + " at first, so a quadratic loss is stable for rates below 2/λ = "
        + Plain.number(2 / figures.curvature(), 3) + "."));
    pictures.add(losses(data + ": momentum", loss, figures.momentum(), rate + ", " + batch + "."));
  }

  private static Picture losses(String title, String loss, List<Descent.Run> runs, String words) {
    double first = runs.get(0).losses()[0];
    int epochs = runs.get(0).losses().length - 1;
    double least = first;
    StringBuilder caption = new StringBuilder(words + " Loss after " + epochs + " epochs, from " + Plain.number(first, 3));
    for (Descent.Run run : runs) {
      for (double value : run.losses()) {
        least = Math.min(least, value);
      }
      double last = run.losses()[epochs];
      caption.append("; " + run.name() + ": " + (run.lostAt() > 0 ? "out of the frame after epoch " + run.lostAt()
          : last < LEAST ? "below 0.0001" : Plain.number(last, 2)));
    }
    Plot plot = new Plot(title, "epoch", Axis.linear(0, epochs), loss,
        Axis.logarithmic(Math.max(LEAST / 2, least * 0.8), Descent.FRAME * first));
    for (int i = 0; i < runs.size(); i++) {
      double[] losses = runs.get(i).losses().clone();
      for (int epoch = 0; epoch <= epochs; epoch++) {
        // 0 and infinity have no place on the axis: far from it they make the line leave the frame.
        losses[epoch] = Math.min(Double.MAX_VALUE, Math.max(Double.MIN_NORMAL, losses[epoch]));
      }
      plot.legend(i, runs.get(i).name()).line(i, across(epochs), losses);
    }
    return plot.picture(caption + ".");
  }

  private static Picture biases(List<Descent.Run> runs) {
    Plot plot = new Plot("Line: bias by learning rate", "epoch", Axis.linear(0, BIAS_EPOCHS), "bias b, right is 1",
        Axis.linear(-0.5, 2.5));
    StringBuilder caption = new StringBuilder("The same runs until their loss is out of its frame. "
        + "The bias after 1 and 2 epochs, from 2");
    for (int i = 0; i < runs.size(); i++) {
      Descent.Run run = runs.get(i);
      double[] across = across(run.lostAt() > 0 ? run.lostAt() - 1 : BIAS_EPOCHS);
      plot.legend(i, run.name()).line(i, across, run.last()).marks(i, across, run.last());
      caption.append("; " + run.name() + ": " + Plain.number(run.last()[1], 3) + ", " + Plain.number(run.last()[2], 3));
    }
    return plot.picture(caption + ".");
  }

  /** Returns 0, 1, ... up to a number of epochs. */
  private static double[] across(int epochs) {
    double[] across = new double[epochs + 1];
    for (int epoch = 1; epoch <= epochs; epoch++) {
      across[epoch] = epoch;
    }
    return across;
  }
}

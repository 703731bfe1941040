package io.github.jinbei.cli;

import io.github.jinbei.TrainerBuilder;
import java.util.List;

/** The options of weight decay and of gradient clipping. */
final class GradientOptions {

  private static final Option<Float> L1 = new Option<>("--l1", Kind.notNegative(), "0",
      "adds X times the sum of the weights' magnitudes to the loss");
  private static final Option<Boolean> DECAY_BIASES = new Option<>("--decay-biases", Kind.flag(), null,
      "apply all decays to biases and the parameters of norms and prelu too");
  private static final Option<Float> CLIP_VALUE = new Option<>("--clip-value", Kind.positive(), null,
      "clip each element of the gradient, decay included, to [-X, X] (default no clipping)");
  private static final Option<Float> CLIP_NORM = new Option<>("--clip-norm", Kind.positive(), null,
      "then scale a gradient that is longer than X to the length X, all parameters together (default no clipping)");

  private final Options.Values values;

  GradientOptions(Options.Values values) {
    this.values = values;
  }

  static Section section() {
    return new Section("Images: decay and clipping", List.of(L1, DECAY_BIASES, CLIP_VALUE, CLIP_NORM));
  }

  float decay() {
    return values.get(FitOptions.DECAY);
  }

  /** Returns the given options except {@code --decay}, as the header prints them. */
  String words() {
    return values.given(List.of(L1, DECAY_BIASES, CLIP_VALUE, CLIP_NORM));
  }

  void apply(TrainerBuilder trainer) {
    trainer.weightDecay(decay()).l1(values.get(L1)).decayBiases(values.has(DECAY_BIASES));
    if (values.has(CLIP_VALUE)) {
      trainer.clipValue(values.get(CLIP_VALUE));
    }
    if (values.has(CLIP_NORM)) {
      trainer.clipNorm(values.get(CLIP_NORM));
    }
  }
}

package io.github.jinbei;

import io.github.jinbei.internal.net.RateFactor;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.internal.train.Differences;
import io.github.jinbei.internal.train.TrainerSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings of a training on which its bits depend, as texts under the names of their setters: the same texts on every
 * JDK, and other texts for other numbers. A schedule is a function and has no text: see {@link ScheduleFactors}. Of an
 * activation of the user's own there is the name only.
 */
final class SettingsTexts {

  /** Begins the name of each text. */
  static final String PREFIX = "settings.";

  /** A float as {@link Float#toString} writes it, also with a small e. */
  private static final Pattern FLOAT = Pattern.compile("\\d+\\.\\d+(?:[Ee]-?\\d+)?");

  private final Map<String, String> texts = new LinkedHashMap<>();

  private SettingsTexts() {}

  static Map<String, String> of(TrainerBuilder b, TrainerSettings settings) {
    SettingsTexts all = new SettingsTexts();
    all.putNetwork(b.mlp);
    all.put("loss", plain(b.loss.name()));
    all.put("optimizer", plain(b.optimizer.toString()));
    all.put(settings, b.mlp.topology());
    return all.texts;
  }

  private void putNetwork(Mlp mlp) {
    put("network", mlp.toString());
    put("inputFactors", mlp.hasInputFactors() ? "trained" : Differences.NONE);
    put("activations", layers(mlp, l -> plain(mlp.activation(l).name())));
    put("norms", layers(mlp, l -> mlp.norm(l).name()));
    put("dropouts", layers(mlp, l -> Plain.shortest(mlp.dropout(l))));
  }

  /** Without batch norm the bits do not depend on the parts of a batch. */
  private void put(TrainerSettings s, Topology topology) {
    put("batchSize", Integer.toString(s.batchSize()));
    boolean batchNorm = topology.normalisesByBatch(s.frozen());
    put("microBatch", s.microBatch() == 0 || !batchNorm ? Differences.NONE : Integer.toString(s.microBatch()));
    put("weightDecay", Plain.shortest(s.l2()));
    put("l1", Plain.shortest(s.l1()));
    put("decayBiases", Boolean.toString(s.decayBiases()));
    put("clipValue", limit(s.clipValue()));
    put("clipNorm", limit(s.clipNorm()));
    put("labelSmoothing", Plain.shortest(s.labelSmoothing()));
    put("classWeights", s.classWeights() == null ? Differences.NONE
        : list(s.classWeights().length, c -> Plain.shortest(s.classWeights()[c])));
    String frozen = IntStream.range(0, s.frozen().length).filter(l -> s.frozen()[l]).mapToObj(Integer::toString)
        .collect(Collectors.joining(", "));
    put("freeze", frozen.isEmpty() ? Differences.NONE : frozen);
    put("rateFactor", rateFactors(topology, s.rateFactors()));
    put("earlyStopping", s.stopping() == null ? Differences.NONE
        : s.stopping().epochs() + ", " + Plain.shortest(s.stopping().minimumGain()));
    put("dropPartialBatch", s.dropPartialBatch() ? "true" : Differences.NONE);
    put("keepBestEpoch", s.best() == null ? Differences.NONE : s.best().toString());
    put("reduceOnPlateau", s.plateau() == null ? Differences.NONE : Plain.shortest(s.plateau().factor()) + ", "
        + s.plateau().epochs() + ", " + Plain.shortest(s.plateau().minimumGain()));
    put("validationFraction", Plain.shortest(s.validationFraction()));
    put("weightedValidation", s.weightedValidation() ? "true" : Differences.NONE);
    put("seed", Long.toString(s.seed()));
  }

  private void put(String name, String text) {
    texts.put(PREFIX + name, text);
  }

  /** Returns the ranges that have factors, each with its factors of rate and ε: {@code WEIGHTS of 0: 0.5, 2}. */
  private static String rateFactors(Topology topology, List<RateFactor> factors) {
    String given = topology.ranges().stream().filter(range -> !factors.get(range.index()).equals(RateFactor.NONE))
        .map(range -> range.kind() + " of " + range.layer() + ": " + Plain.shortest(factors.get(range.index()).rate()) + ", "
            + Plain.shortest(factors.get(range.index()).epsilon()))
        .collect(Collectors.joining("; "));
    return given.isEmpty() ? Differences.NONE : given;
  }

  private static String limit(float value) {
    return value == Float.POSITIVE_INFINITY ? Differences.NONE : Plain.shortest(value);
  }

  private static String layers(Mlp mlp, IntFunction<String> text) {
    return list(mlp.layers(), text);
  }

  private static String list(int count, IntFunction<String> text) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(text.apply(i));
    }
    return String.join(", ", all);
  }

  /** Returns a name or description with its floats in their shortest form. */
  private static String plain(String text) {
    return FLOAT.matcher(text).replaceAll(number -> Plain.shortest(Float.parseFloat(number.group())));
  }
}

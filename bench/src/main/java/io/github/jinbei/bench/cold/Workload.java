package io.github.jinbei.bench.cold;

import io.github.jinbei.bench.Net;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a process does over and over.
 *
 * @param name a short name, such as {@code T2} or {@code T2 predict 32}
 * @param about what is computed, for readers
 * @param predicts whether samples are predicted rather than trained
 * @param words the arguments of the process
 */
public record Workload(String name, String about, boolean predicts, List<String> words) {

  /** The rows of a prediction's calls. */
  private static final int[] PREDICTED_ROWS = {1, 32};

  private static final String DIGITS = "digits";
  private static final String PENGUINS = "penguins";

  /** Copies the list. */
  public Workload {
    words = List.copyOf(words);
  }

  /**
   * Returns the names of the workloads.
   *
   * @param predicts whether they are to be predicted rather than trained
   * @return the names, in their order
   */
  public static List<String> names(boolean predicts) {
    List<String> names = new ArrayList<>(Arrays.stream(Net.values()).map(Net::name).toList());
    if (!predicts) {
      names.addAll(List.of(DIGITS, PENGUINS));
    }
    return names;
  }

  /**
   * Returns the workloads of a name: one for a training, one for each number of rows for predictions.
   *
   * @param name one of {@link #names}, in upper or lower case
   * @param predicts whether samples are predicted rather than trained
   * @return the workloads
   * @throws IllegalArgumentException if there is no such workload
   */
  public static List<Workload> of(String name, boolean predicts) {
    String known = names(predicts).stream().filter(each -> each.equalsIgnoreCase(name)).findFirst().orElseThrow(() ->
        new IllegalArgumentException(name + ", expected " + String.join(", ", names(predicts))
            + (predicts && names(false).contains(name.toLowerCase(Locale.ROOT)) ? ", which can be predicted" : "")));
    return switch (known) {
      case DIGITS -> List.of(new Workload(known,
          "training of 64-128-64-32-10 on the sample digits, batch 16, 30 epochs, repeated", false, List.of(DIGITS)));
      case PENGUINS -> List.of(new Workload(known,
          "training of an estimator with its defaults on the sample penguins, repeated", false, List.of(PENGUINS)));
      default -> predicts ? predictions(Net.valueOf(known)) : List.of(training(Net.valueOf(known)));
    };
  }

  private static Workload training(Net net) {
    List<String> words = new ArrayList<>(List.of("train"));
    words.addAll(net.words());
    return new Workload(net.name(), "training steps of " + words.get(1) + ", batch " + words.get(5) + ", " + words.get(6),
        false, words);
  }

  private static List<Workload> predictions(Net net) {
    return Arrays.stream(PREDICTED_ROWS).mapToObj(rows -> {
      List<String> words = new ArrayList<>(List.of("predict"));
      words.addAll(net.words().subList(0, 3));
      words.add(Integer.toString(rows));
      return new Workload(net.name() + " predict " + rows, "predictions of " + words.get(1) + ", batch " + rows, true, words);
    }).toList();
  }
}

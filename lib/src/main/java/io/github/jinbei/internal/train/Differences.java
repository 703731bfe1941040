package io.github.jinbei.internal.train;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what a training is given with what its checkpoint has. */
public final class Differences {

  /** The value of what is not set. It is the same as no entry: a later setting is compared with checkpoints without it. */
  public static final String NONE = "none";

  private Differences() {}

  /**
   * Returns a text for each difference, as {@code batchSize is 64, in the checkpoint 32}.
   *
   * @param prefix that of the names to compare; the texts do not have it
   * @param given texts under their names
   * @param saved those of the checkpoint
   */
  public static List<String> of(String prefix, Map<String, String> given, Map<String, String> saved) {
    Set<String> names = new LinkedHashSet<>(given.keySet());
    names.addAll(saved.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String now = given.getOrDefault(name, NONE);
      String before = saved.getOrDefault(name, NONE);
      if (name.startsWith(prefix) && !now.equals(before)) {
        differences.add(of(name.substring(prefix.length()), now, before));
      }
    }
    return differences;
  }

  /** Returns the text for one difference. */
  public static String of(String name, String given, String saved) {
    return name + " is " + given + ", in the checkpoint " + saved;
  }

  /** Throws an exception that has all differences, if there are any. */
  public static void refuse(List<String> differences) {
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", differences) + "; expected no difference");
    }
  }
}

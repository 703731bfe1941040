package io.github.jinbei.bench.results;

import io.github.jinbei.internal.text.Count;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * The options {@code --include} and {@code --exclude}: patterns that are looked for in the text of a key.
 *
 * @param include only keys whose text it finds, or null
 * @param exclude no keys whose text it finds, or null
 */
public record KeyFilter(Pattern include, Pattern exclude) {

  /** Whether the patterns choose the key. */
  public boolean wants(Key key) {
    String text = key.text();
    return (include == null || include.matcher(text).find()) && (exclude == null || !exclude.matcher(text).find());
  }

  /**
   * Returns if the patterns choose any of the keys, or if there are no keys.
   *
   * @throws IllegalArgumentException if not; the message names the options and their values
   */
  public void requireAny(Collection<Key> keys) {
    if (keys.isEmpty() || keys.stream().anyMatch(this::wants)) {
      return;
    }
    throw new IllegalArgumentException(leave() + " none of " + Count.of(keys.size(), "row") + ", such as "
        + keys.iterator().next().text());
  }

  /** The start of a message of what is left: {@code --include A leaves}, {@code --include A and --exclude B leave}. */
  public String leave() {
    return exclude == null ? "--include " + include + " leaves"
        : include == null ? "--exclude " + exclude + " leaves"
        : "--include " + include + " and --exclude " + exclude + " leave";
  }
}

package io.github.jinbei.bench.results;

import io.github.jinbei.internal.text.Count;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * The options {@code --include} and {@code --exclude}: patterns that are searched in the text of a key.
 *
 * @param include selects keys whose text matches, or null for all
 * @param exclude excludes keys whose text matches, or null for none
 */
public record KeyFilter(Pattern include, Pattern exclude) {

  /** Returns whether the patterns select the key. */
  public boolean wants(Key key) {
    String text = key.text();
    return (include == null || include.matcher(text).find()) && (exclude == null || !exclude.matcher(text).find());
  }

  /**
   * Checks that the patterns select a key, unless there are no keys.
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

  /** Returns the start of a message: {@code --include A leaves}, {@code --include A and --exclude B leave}. */
  public String leave() {
    return exclude == null ? "--include " + include + " leaves"
        : include == null ? "--exclude " + exclude + " leaves"
        : "--include " + include + " and --exclude " + exclude + " leave";
  }
}

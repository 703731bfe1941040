package io.github.jinbei.cli;

import io.github.jinbei.Activation;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The kinds of values that have a name in the library, for example {@code relu} or {@code elu(1.3)}. The names are those of
 * the library's lists.
 */
final class NamedKind {

  private NamedKind() {}

  /** Returns the kind of all activations but the excepted ones. */
  static Kind<Activation> activation(Activation... excepted) {
    List<String> names = new ArrayList<>(Activation.names());
    for (Activation activation : excepted) {
      names.remove(activation.name());
    }
    return kind("ACTIVATION", names, Activation::parse);
  }

  static Kind<Loss> loss() {
    return kind("LOSS", Loss.names(), Loss::parse);
  }

  static Kind<Initializer> initializer() {
    return kind("INITIALIZER", Initializer.names(), Initializer::parse);
  }

  /** Returns the names as the help prints them. */
  static String list(List<String> names) {
    return String.join(", ", written(names));
  }

  private static <T> Kind<T> kind(String placeholder, List<String> names, Function<String, T> parse) {
    List<String> words = written(names);
    return new Kind<>(placeholder, "one of " + String.join("|", words), words,
        text -> parse.apply(Kind.checked(text, words.contains(form(text)))));
  }

  /** Returns names as the help prints them, for example {@code leaky-relu(X)}. */
  private static List<String> written(List<String> names) {
    List<String> written = new ArrayList<>();
    for (String name : names) {
      written.add(Plain.hyphens(name).replace("(number)", "(X)"));
    }
    return written;
  }

  /** Returns the text with X in place of a number in its brackets. */
  private static String form(String text) {
    return Plain.hyphens(text.toLowerCase(Locale.ROOT)).replaceAll("\\(" + Kind.DECIMAL + "\\)$", "(X)");
  }
}

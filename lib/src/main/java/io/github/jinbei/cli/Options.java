package io.github.jinbei.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a command: the source of its parsing, its defaults and its help.
 *
 * @param command the name of the command
 * @param summary what the command does, in one line
 * @param operand the word after the command, which is not an option; null if there is none
 * @param sections the options in the order of the help
 * @param notes closing paragraphs of the help
 */
record Options(String command, String summary, Option<?> operand, List<Section> sections, List<String> notes) {

  /** The column where the explanations of the help begin. */
  private static final int INDENT = 24;

  /** On terminals of fewer columns than this, explanations begin at the next. */
  private static final int NARROW = 60;
  private static final int NARROW_INDENT = 6;

  /** Returns the options as one section without a title. */
  static List<Section> plain(Option<?>... table) {
    return List.of(new Section("", List.of(table)));
  }

  /** Returns all options in the order of the help. */
  List<Option<?>> table() {
    List<Option<?>> all = new ArrayList<>();
    for (Section section : sections) {
      all.addAll(section.table());
    }
    return all;
  }

  /** The options and values given. */
  static final class Values {

    /** Values and their texts, by the names of the options. */
    private final Map<String, Object> given = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private List<String> words = List.of();
    private boolean help;

    /** Returns the words after the command, as they were given. */
    List<String> words() {
      return words;
    }

    /** Returns whether {@code --help} was given. The other values are then incomplete. */
    boolean help() {
      return help;
    }

    /** Returns whether an option was given. */
    boolean has(Option<?> option) {
      return given.containsKey(option.name());
    }

    /** Returns those of some options that were given, for example {@code clip-norm 1, decay-biases}. */
    String given(List<Option<?>> options) {
      List<String> given = new ArrayList<>();
      for (Option<?> option : options) {
        if (has(option)) {
          given.add(option.name().substring("--".length()) + (option.isFlag() ? "" : " " + texts.get(option.name())));
        }
      }
      return String.join(", ", given);
    }

    /** Returns those of some options that were given, as words that are parsed alike in every folder: paths are absolute. */
    List<String> asWords(List<Option<?>> options) {
      return options.stream().filter(this::has).map(option -> option.name() + (option.isFlag() ? "" : "="
          + (given.get(option.name()) instanceof Path path ? path.toAbsolutePath() : texts.get(option.name())))).toList();
    }

    /** Returns the value given, or else the default, or null if there is neither. */
    <T> T get(Option<T> option) {
      return get(option, option.byDefault() == null ? null : option.read(option.byDefault()));
    }

    /** Returns the value given, or else another one. */
    @SuppressWarnings("unchecked")
    <T> T get(Option<T> option, T otherwise) {
      Object value = given.get(option.name());
      return value == null ? otherwise : (T) value;
    }
  }

  /**
   * Reads the words after the command.
   *
   * @throws UsageException at the first word that is wrong, or if the operand is missing
   */
  Values parse(List<String> words) {
    Values values = new Values();
    values.words = List.copyOf(words);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--help") || word.equals("-h")) {
        values.help = true;
        return values;
      }
      if (!word.startsWith("-")) {
        takeOperand(values, word);
        continue;
      }
      int equals = word.indexOf('=');
      Option<?> option = find(equals < 0 ? word : word.substring(0, equals));
      if (equals < 0 && !option.isFlag()) {
        i++;
      }
      String text = equals >= 0 ? word.substring(equals + 1) : option.isFlag() || i == words.size() ? "" : words.get(i);
      takeValue(values, option, text);
    }
    if (operand != null && !values.given.containsKey(operand.name())) {
      throw new UsageException(command + " lacks its " + operand.name() + "; write: " + command + " "
          + operand.name() + ", " + operand.help());
    }
    return values;
  }

  private void takeOperand(Values values, String word) {
    if (operand == null) {
      throw new UsageException(command + " takes options only, not '" + word + "'; see " + command + " --help");
    }
    if (values.given.put(operand.name(), operand.read(word)) != null) {
      throw new UsageException(command + " takes one " + operand.name() + ", and '" + word
          + "' is another; leave one out");
    }
  }

  private void takeValue(Values values, Option<?> option, String text) {
    if (!option.isFlag() && (text.isEmpty() || text.startsWith("--"))) {
      throw new UsageException(option.name() + " lacks its value; write: " + option.usage());
    }
    values.texts.put(option.name(), text);
    if (values.given.put(option.name(), option.read(text)) != null) {
      throw new UsageException(option.name() + " is given twice; leave one out");
    }
  }

  private Option<?> find(String name) {
    for (Option<?> option : table()) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    String near = Closest.to(name, table().stream().map(Option::name).toList());
    throw new UsageException(command + " has no option '" + name + "'; "
        + (near == null ? "see " + command + " --help" : "did you mean " + near + "?"));
  }

  /** Returns the command and its operand, for example {@code info MODEL}. */
  String synopsis() {
    return operand == null ? command : command + " " + operand.name();
  }

  /** Returns the help of the command, on lines of at most so many columns. */
  String help(int columns) {
    StringBuilder text = new StringBuilder();
    text.append(Text.wrapped("usage: " + Main.LAUNCH + " " + synopsis() + (table().isEmpty() ? "" : " [OPTION...]"), "  ",
        columns)).append("\n\n").append(Text.wrapped(summary, "", columns)).append("\n\n");
    if (operand != null) {
      appendEntry(text, operand.name(), operand.help(), columns);
    }
    for (Section section : sections) {
      text.append(section.title().isEmpty() ? "" : section.title() + "\n");
      for (Option<?> option : section.table()) {
        String byDefault = option.byDefault() == null ? "" : " (default " + option.byDefault() + ")";
        appendEntry(text, option.usage(), option.help() + byDefault, columns);
      }
    }
    appendEntry(text, "-h, --help", "this text", columns);
    text.append(notes.isEmpty() ? "" : "\n");
    notes.forEach(note -> text.append(Text.wrapped(note, "", columns)).append('\n'));
    return text.toString();
  }

  /** Appends an entry of the help: on one line if the left part is short, else the right part below the left. */
  private static void appendEntry(StringBuilder text, String left, String right, int columns) {
    String indent = " ".repeat(columns < NARROW ? NARROW_INDENT : INDENT);
    boolean oneLine = left.length() < indent.length() - 2;
    text.append("  ").append(Text.wrapped(left, "    ", columns))
        .append(oneLine ? " ".repeat(indent.length() - 2 - left.length()) : "\n" + indent)
        .append(Text.wrapped(right, indent, columns)).append('\n');
  }
}

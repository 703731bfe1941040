package io.github.jinbei.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one command takes: its options, declared once, of which parsing, defaults and help are made.
 *
 * @param command name of the command
 * @param summary what it does, in one line
 * @param operand what stands after the command without a name of its own; null if nothing does
 * @param sections the options in the order of the help
 * @param notes closing paragraphs of the help
 */
record Options(String command, String summary, Option<?> operand, List<Section> sections, List<String> notes) {

  /** Where the explanations of the help begin; on narrow terminals nearer to the left. */
  private static final int INDENT = 24;
  private static final int NARROW = 60;
  private static final int NARROW_INDENT = 6;

  /** The options of a command that needs no sections. */
  static List<Section> plain(Option<?>... table) {
    return List.of(new Section("", List.of(table)));
  }

  /** All options in the order of the help. */
  List<Option<?>> table() {
    List<Option<?>> all = new ArrayList<>();
    sections.forEach(section -> all.addAll(section.table()));
    return all;
  }

  /** What was given. */
  static final class Values {

    /** By the options' names. */
    private final Map<String, Object> given = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private List<String> words = List.of();
    private boolean help;

    /** Returns the words that were read, as they stood. */
    List<String> words() {
      return words;
    }

    /** Whether help was asked for; the rest is then not to be looked at. */
    boolean help() {
      return help;
    }

    /** Whether a value was given; the default is none that was. */
    boolean has(Option<?> option) {
      return given.containsKey(option.name());
    }

    /** Those of some options that were given, as in {@code clip-norm 1, decay-biases}. */
    String given(List<Option<?>> options) {
      return options.stream().filter(this::has).map(option -> option.name().substring("--".length())
          + (option.isFlag() ? "" : " " + texts.get(option.name()))).collect(Collectors.joining(", "));
    }

    /** The value given, or else the default; null if there is neither. */
    @SuppressWarnings("unchecked")
    <T> T get(Option<T> option) {
      Object value = given.get(option.name());
      if (value == null && option.byDefault() != null) {
        return option.read(option.byDefault());
      }
      return (T) value;
    }
  }

  /**
   * Reads the words after the command.
   *
   * @throws UsageException at the first word that cannot be understood, or if the operand is missing
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

  /** The command and its operand, as in {@code info MODEL}. */
  String synopsis() {
    return operand == null ? command : command + " " + operand.name();
  }

  /** The help of the command, on lines of at most so many columns. */
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

  /** An entry of the help: both on one line where there is room and the left part is short, else one below the other. */
  private static void appendEntry(StringBuilder text, String left, String right, int columns) {
    String indent = " ".repeat(columns < NARROW ? NARROW_INDENT : INDENT);
    boolean oneLine = left.length() < indent.length() - 2;
    text.append("  ").append(Text.wrapped(left, "    ", columns))
        .append(oneLine ? " ".repeat(indent.length() - 2 - left.length()) : "\n" + indent)
        .append(Text.wrapped(right, indent, columns)).append('\n');
  }
}

package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.results.UnreadableResultsException;
import io.github.jinbei.cli.FileNames;
import io.github.jinbei.cli.OutputException;
import io.github.jinbei.cli.StandardOutput;
import io.github.jinbei.cli.Terminal;
import io.github.jinbei.cli.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The main class of the benchmark jar: {@code java -jar benchmarks.jar COMMAND}. */
@Command(
    name = Main.NAME,
    description = "Runs the JMH benchmarks of Jinbei, and compares results of any JMH benchmarks.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Main.OwnVersion.class,
    subcommands = {RunCommand.class, SuiteCommand.class, CompareCommand.class, AbCommand.class, ColdCommand.class,
        HistoryCommand.class},
    footer = {"", "See " + Main.NAME + " help COMMAND."})
public final class Main implements Callable<Integer> {

  static final String NAME = "benchmarks.jar";

  /** The least width of help that picocli accepts. */
  private static final int LEAST_HELP_WIDTH = 55;

  /** The exit code if standard output cannot be written. */
  private static final int UNWRITTEN = 1;

  /** The exit code of wrong usage or unreadable input. */
  static final int USAGE = 2;

  /** The exit code of an internal error; no verdict uses it. */
  private static final int FAULT = 70;

  @Spec
  private CommandSpec spec;

  @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Prints this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Prints the version.")
  private boolean version;

  private Main() {}

  /** The version of the library, which is also the version of the benchmarks. */
  static final class OwnVersion implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {NAME + " " + Version.text()};
    }
  }

  /**
   * Runs a command and ends the VM with its exit code.
   *
   * @param args the command's name and its arguments
   * @throws IOException if JMH cannot print its help
   */
  public static void main(String[] args) throws IOException {
    StandardOutput.install();
    System.exit(run(commandLine().setUsageHelpWidth(Math.max(LEAST_HELP_WIDTH, Terminal.columns())), args));
  }

  /** Runs a command and returns its exit code; {@code help COMMAND} means {@code COMMAND -h}. */
  static int run(CommandLine commandLine, String... words) throws IOException {
    String[] args = words.clone();
    if (args.length > 1 && (args[0].equals("--version") || args[0].equals("help")
        && (args.length > 2 || !commandLine.getSubcommands().containsKey(args[1])))) {
      commandLine.getErr().println("ERROR: " + String.join(" ", args) + ": expected --version, help, or help and one of "
          + String.join(", ", commandLine.getSubcommands().keySet()));
      return USAGE;
    }
    if (args.length > 0 && args[0].equals("help")) {
      System.arraycopy(words, 1, args, 0, args.length - 1);
      args[args.length - 1] = "-h";
    }
    try {
      if (args.length > 0 && args[0].equals(RunCommand.NAME)) {
        return RunCommand.run(Arrays.copyOfRange(args, 1, args.length)); // not parsed by picocli: every option is JMH's
      }
      return commandLine.execute(args);
    } catch (OutputException e) {
      return unwritten(e, commandLine.getErr());
    }
  }

  /** Returns the command line. Tests run it, so it does not end the VM. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .registerConverter(Path.class, Main::path)
        .registerConverter(Pattern.class, Main::pattern)
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler(Main::failed);
  }

  /** Reports that no command was given. */
  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "no command, expected one of "
        + String.join(", ", spec.subcommands().keySet()));
  }

  /** Prints one line with the error and the command for help. */
  private static int misused(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("ERROR: " + e.getMessage().lines().findFirst().orElse("") + "; see "
        + command.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new CommandLine.TypeConversionException(text + ": " + e.getDescription() + ", expected a regular expression");
    }
  }

  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new CommandLine.TypeConversionException("empty, expected the name of a file");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new CommandLine.TypeConversionException(text + ": " + FileNames.problem(e));
    }
  }

  /** Runs the command, or prints its help. */
  private static int execute(CommandLine.ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutputException e) { // thrown by help; the handlers get the one of a command
      return unwritten(e, parsed.commandSpec().commandLine().getErr());
    }
  }

  /** Reports that standard output cannot be written. The verdict was not printed, so its exit code is not used. */
  private static int unwritten(OutputException e, PrintWriter err) {
    if (e.readerGone()) {
      return OutputException.READER_GONE;
    }
    err.println("ERROR: " + e.getMessage());
    return UNWRITTEN;
  }

  /** Reports an exception: an error of input by one line, an internal error by its stack trace. */
  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof OutputException output) {
      return unwritten(output, command.getErr());
    }
    if (e instanceof InvalidPathException path) {
      command.getErr().println("ERROR: " + path.getInput() + ": " + FileNames.problem(path));
      return USAGE;
    }
    if (e instanceof UnreadableResultsException || e instanceof IOException || e instanceof IllegalArgumentException) {
      command.getErr().println("ERROR: " + e.getMessage());
      return USAGE;
    }
    e.printStackTrace(command.getErr());
    return FAULT;
  }
}

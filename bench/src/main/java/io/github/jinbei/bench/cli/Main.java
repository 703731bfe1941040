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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The jar's main class: {@code java -jar benchmarks.jar COMMAND}. */
@Command(
    name = Main.NAME,
    description = "JMH benchmarks of Jinbei, and verdicts on results of any JMH benchmarks.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Main.OwnVersion.class,
    subcommands = {RunCommand.class, SuiteCommand.class, CompareCommand.class, AbCommand.class,
        HistoryCommand.class},
    footer = {"", Main.NAME + " help COMMAND tells more."})
public final class Main implements Callable<Integer> {

  static final String NAME = "benchmarks.jar";

  /** Picocli's help is no narrower. */
  private static final int LEAST_HELP_WIDTH = 55;

  /** Standard output cannot be written. */
  private static final int UNWRITTEN = 1;

  /** Wrong usage, or input that cannot be read. */
  static final int USAGE = 2;

  /** An error of the program itself: none of the codes that mean something. */
  private static final int FAULT = 70;

  @Spec
  private CommandSpec spec;

  @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this and exit.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
  private boolean version;

  private Main() {}

  /** The version of the library, which is that of the benchmarks too. */
  static final class OwnVersion implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {NAME + " " + Version.text()};
    }
  }

  /**
   * Runs a command and ends the VM with its exit code.
   *
   * @param args the command's name and what it takes
   * @throws IOException if JMH cannot print its help
   */
  public static void main(String[] args) throws IOException {
    StandardOutput.install();
    System.exit(run(commandLine().setUsageHelpWidth(Math.max(LEAST_HELP_WIDTH, Terminal.columns())), args));
  }

  /** Runs a command and returns its exit code; {@code help COMMAND} is {@code COMMAND -h}. */
  static int run(CommandLine commandLine, String... words) throws IOException {
    String[] args = words.clone();
    if (args.length > 0 && args[0].equals("help")) {
      System.arraycopy(words, 1, args, 0, args.length - 1);
      args[args.length - 1] = "-h";
    }
    try {
      if (args.length > 0 && args[0].equals(RunCommand.NAME)) {
        return RunCommand.run(Arrays.copyOfRange(args, 1, args.length)); // not for picocli: every option is JMH's
      }
      return commandLine.execute(args);
    } catch (OutputException e) {
      return unwritten(e, commandLine.getErr());
    }
  }

  /** The command line, which tests run without ending the VM. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .registerConverter(Path.class, Main::path)
        .setExecutionStrategy(Main::execute)
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler(Main::failed);
  }

  /** Without a command: what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr(), Ansi.OFF);
    return USAGE;
  }

  /** One line that says what is wrong, one that says where to look. */
  private static int misused(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    command.getErr().println("ERROR: " + e.getMessage().lines().findFirst().orElse(""));
    command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new CommandLine.TypeConversionException("expected the name of a file, found nothing");
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
    } catch (OutputException e) { // of help; that of a command comes to the handlers
      return unwritten(e, parsed.commandSpec().commandLine().getErr());
    }
  }

  /** Standard output is lost, and a verdict with it: its exit code too. */
  private static int unwritten(OutputException e, PrintWriter err) {
    if (e.readerGone()) {
      return OutputException.READER_GONE;
    }
    err.println("ERROR: " + e.getMessage());
    return UNWRITTEN;
  }

  /** What the user can mend gets one line, a fault of the program its trace. */
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

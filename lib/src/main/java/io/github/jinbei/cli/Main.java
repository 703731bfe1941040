package io.github.jinbei.cli;

import io.github.jinbei.NonFiniteLossException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The program. Exit code 0: done; 1: the run failed, or its output could not be written; 2: wrong options or input; 130: ended
 * by Ctrl-C; 141: the reader of the output is gone. An error is one line on standard error; the code 141 has none.
 */
public final class Main {

  /** The start of the program, as the help prints it. */
  static final String LAUNCH = "java -p jinbei.jar -m io.github.jinbei";

  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private static final List<String> COMMANDS = List.of("train", "evaluate", "predict", "info", "lesson");

  private Main() {}

  /**
   * Runs one command. If its exit code is not 0, ends the VM with it.
   *
   * @param args the command and its options; {@code --help} lists both
   */
  public static void main(String[] args) {
    StandardOutput.install();
    int code = run(args, System.out, System.err);
    // No thread of the program keeps the VM alive. System.exit would first look up a logger, for 5 ms.
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Runs one command and returns its exit code; throws nothing. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      int code = dispatch(args, out);
      out.flush();
      return code;
    } catch (OutputException e) {
      return e.readerGone() ? OutputException.READER_GONE : complain(err, e.getMessage(), FAILED);
    } catch (FailureException | NonFiniteLossException | IllegalStateException e) {
      return complain(err, e.getMessage(), FAILED);
    } catch (UsageException | IllegalArgumentException e) {
      return complain(err, e.getMessage(), WRONG_USE);
    } catch (IOException e) {
      // Files that are written are checked before the work, or their failure is a FailureException.
      return complain(err, describe(e), WRONG_USE);
    } catch (OutOfMemoryError e) {
      return complain(err, "out of memory; give the VM more (java -Xmx4g ...), or take fewer rows or smaller layers",
          FAILED);
    } catch (Throwable e) {
      return complain(err, "unexpected " + e, FAILED);
    }
  }

  /** Returns the words that start a command with its options. */
  static List<String> command(String name, Options.Values values) {
    List<String> words = new ArrayList<>(List.of(LAUNCH.split(" ")));
    words.add(name);
    words.addAll(values.words());
    return words;
  }

  private static int dispatch(String[] args, PrintStream out) throws IOException {
    if (args.length == 0) {
      throw new UsageException("no command given; give one of " + String.join(", ", COMMANDS) + ", or --help");
    }
    int most = isHelp(args[0]) ? 2 : args[0].equals("--version") ? 1 : args.length;
    if (args.length > most) {
      throw new UsageException(args[0] + (most == 1 ? " takes nothing" : " takes one command") + ", and '" + args[most]
          + "' is more; leave it out");
    }
    if (args[0].equals("--version")) {
      out.println("jinbei " + Version.text());
      return 0;
    }
    if (isHelp(args[0])) {
      out.print(args.length == 1 ? help(Terminal.columns()) : command(args[1]).options().help(Terminal.columns()));
      return 0;
    }
    Command command = command(args[0]);
    Options.Values values = command.options().parse(Arrays.asList(args).subList(1, args.length));
    if (values.help()) {
      out.print(command.options().help(Terminal.columns()));
      return 0;
    }
    return command.run(values, out);
  }

  /** Returns a command. Only its own options are then loaded. */
  private static Command command(String name) {
    switch (name) {
      case "train":
        return new TrainCommand();
      case "evaluate":
        return new EvaluateCommand();
      case "predict":
        return new PredictCommand();
      case "info":
        return new InfoCommand();
      case "lesson":
        return new LessonCommand();
      default:
        String near = Closest.to(name, COMMANDS);
        throw new UsageException("there is no command '" + name + "'; " + (near == null
            ? "give one of " + String.join(", ", COMMANDS) + ", or --help" : "did you mean " + near + "?"));
    }
  }

  private static boolean isHelp(String word) {
    return List.of("help", "--help", "-h").contains(word);
  }

  static String help(int columns) {
    String commands = COMMANDS.stream().map(name -> command(name).options())
        .map(options -> String.format("  %-16s", options.synopsis()) + Text.wrapped(options.summary(), " ".repeat(18), columns)
            + "\n").collect(Collectors.joining());
    return Text.wrapped("usage: " + LAUNCH + " COMMAND [...]", "  ", columns) + "\n\n"
        + Text.wrapped("Trains and runs multi-layer perceptrons.", "", columns) + "\n\n" + commands + "\n"
        + Text.wrapped("help COMMAND lists the options of a command, --version prints the version. Exit codes: 0 done, "
            + "1 failed, 2 wrong options or input, 130 ended by Ctrl-C, 141 the reader of the output is gone.", "", columns)
        + "\n";
  }

  /** Returns the message of an exception, or a longer one where it is only a file's name, as the file system's often are. */
  private static String describe(IOException e) {
    if (!(e instanceof FileSystemException file) || file.getReason() != null) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
    if (e instanceof NoSuchFileException) {
      return "there is no file " + file.getFile() + "; check the name";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission for " + file.getFile() + "; check the rights of the file and its folder";
    }
    return file.getFile() + " cannot be read or written (" + e.getClass().getSimpleName() + ")";
  }

  private static int complain(PrintStream err, String message, int code) {
    err.println("jinbei: " + String.valueOf(message).replaceAll("\\R", " "));
    err.flush();
    return code;
  }
}

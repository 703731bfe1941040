package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Initializer;
import io.github.jinbei.Loss;
import io.github.jinbei.internal.text.Plain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final List<Command> COMMANDS = List.of(new TrainCommand(), new EvaluateCommand(), new PredictCommand(),
      new InfoCommand(), new LessonCommand());

  @TempDir
  Path folder;

  /** The words of the command line; behind the arrows, two parts of the message: the error and the remedy. */
  @ParameterizedTest
  @CsvSource(delimiterString = "->", quoteCharacter = '`', value = {
      "``                              -> no command     -> train, evaluate, predict, info",
      "help train more                 -> 'more'         -> leave it out",
      "--version now                   -> 'now'          -> leave it out",
      "trian                           -> 'trian'        -> did you mean train?",
      "help trian                      -> 'trian'        -> did you mean train?",
      "fly                             -> 'fly'          -> train, evaluate, predict, info",
      "--lr 3                          -> '--lr'         -> train, evaluate, predict, info",
      "train --epoch 3                 -> '--epoch'      -> did you mean --epochs?",
      "train --epoch=3                 -> '--epoch'      -> did you mean --epochs?",
      "train -lr 3                     -> '-lr'          -> did you mean --lr?",
      "train --nothing 0.9             -> '--nothing'    -> train --help",
      "train --momentum 0.9            -> --optimizer momentum, nesterov -> leave it out with sgd",
      "train --decay-biases=yes        -> 'yes'          -> --decay-biases takes no value",
      "train --decay-biases yes        -> 'yes'          -> train --help",
      "train --decay-biases --decay-biases -> --decay-biases -> leave one out",
      "train --optimizer adm           -> 'adm'          -> did you mean adam?",
      "train --schedule cos            -> 'cos'          -> did you mean cosine?",
      "train --schedule POLY           -> 'POLY'         -> did you mean polynomial[(POWER[,END])]?",
      "train --schedule invers(2)      -> 'invers(2)'    -> did you mean inverse-scaling[(POWER)]?",
      "train --init glo                -> 'glo'          -> did you mean glorot?",
      "train --norm bath               -> 'bath'         -> did you mean batch?",
      "train --dropout 1               -> '1'            -> --dropout takes a number from 0 up, below 1",
      "train --beta1 1 --optimizer adam -> '1'           -> --beta1 takes a number from 0 up, below 1",
      "train --epsilon 0 --optimizer adam -> '0'         -> --epsilon takes a number above 0",
      "train --l1 -1                   -> '-1'           -> --l1 takes a number from 0 up",
      "train --clip-value 0            -> '0'            -> --clip-value takes a number above 0",
      "train --clip-norm -1            -> '-1'           -> --clip-norm takes a number above 0",
      "train --label-smoothing 1       -> '1'            -> --label-smoothing takes a number from 0 up, below 1",
      "train --class-weights 1,-2      -> '1,-2'         -> --class-weights takes a number from 0 up for each class",
      "train --class-weights balance   -> 'balance'      -> did you mean balanced?",
      "train --micro-batch 0           -> '0'            -> --micro-batch takes a whole number from 1",
      "train --validation 0            -> '0'            -> --validation takes a number above 0 and below 1",
      "train --validation 1            -> '1'            -> --validation takes a number above 0 and below 1",
      "train --early-stopping 0        -> '0'            -> --early-stopping takes a number of epochs from 1 up",
      "train --early-stopping 3,-1     -> '3,-1'         -> --early-stopping takes a number of epochs from 1 up",
      "train --layers 64,1             -> softmax        -> give --output sigmoid",
      "train --layers 64,1,10 --norm layer -> 1 unit -> for which --norm layer always returns 0",
      "train --freeze 0                -> --freeze       -> needs --start",
      "train --freeze 0,-1             -> '0,-1'         -> --freeze takes whole numbers from 0 up",
      "train --                        -> '--'           -> did you mean",
      "train digits                    -> 'digits'       -> train --help",
      "train --lr                      -> --lr lacks     -> write: --lr X",
      "train --lr=                     -> --lr lacks     -> write: --lr X",
      "train --lr --batch 3            -> --lr lacks     -> write: --lr X",
      "train --lr 1 --lr 2             -> --lr           -> leave one out",
      "train --lr fast                 -> 'fast'         -> --lr takes a number above 0",
      "train --lr 0                    -> '0'            -> --lr takes a number above 0",
      "train --lr -3                   -> '-3'           -> --lr takes a number above 0",
      "train --lr NaN                  -> 'NaN'          -> --lr takes a number above 0",
      "train --lr Infinity             -> 'Infinity'     -> --lr takes a number above 0",
      "train --lr 1e39                 -> '1e39'         -> --lr takes a number above 0",
      "train --lr 1e-60                -> '1e-60'        -> --lr takes a number above 0",
      "train --lr 0x1p3                -> '0x1p3'        -> --lr takes a number above 0",
      "train --batch 0                 -> '0'            -> --batch takes a whole number from 1",
      "train --batch 2.5               -> '2.5'          -> --batch takes a whole number from 1",
      "train --batch 3000000000        -> '3000000000'   -> --batch takes a whole number from 1",
      "train --epochs 0                -> '0'            -> --epochs takes a whole number from 1",
      "train --decay -0.1              -> '-0.1'         -> --decay takes a number from 0 up",
      "train --seed x                  -> 'x'            -> --seed takes a whole number",
      "train --threads 0               -> '0'            -> --threads takes a whole number from 1",
      "train --threads -2              -> '-2'           -> --threads takes a whole number from 1",
      "train --threads two             -> 'two'          -> --threads takes a whole number from 1",
      "train --train-size 0            -> '0'            -> --train-size takes a whole number from 1",
      "train --hidden softmax          -> 'softmax'      -> --hidden takes one of identity|sigmoid|tanh|arctan|relu",
      "train --hidden step             -> 'step'         -> --hidden takes one of identity|sigmoid|tanh|arctan|relu",
      "train --hidden rellu            -> 'rellu'        -> did you mean relu?",
      "train --hidden Tahn             -> 'Tahn'         -> did you mean tanh?",
      "train --hidden leaky-relu       -> 'leaky-relu'   -> did you mean leaky-relu(X)?",
      "train --hidden relu(3)          -> 'relu(3)'      -> did you mean relu?",
      "train --hidden elu(x)           -> 'elu(x)'       -> did you mean elu(X)?",
      "train --hidden elu(-1)          -> --hidden elu(-1): alpha = -1.0 -> expected a finite number above 0",
      "train --output softmx           -> 'softmx'       -> did you mean softmax?",
      "train --loss mse                -> 'mse'          -> --loss takes one of squared-error|absolute-error",
      "train --loss huber(0)           -> --loss huber(0): delta = 0.0 -> expected a finite number above 0",
      "train --init xavier             -> 'xavier'       -> --init takes one of normal|glorot|he",
      "train --layers 64               -> '64'           -> --layers takes at least two whole numbers",
      "train --layers 64,,10           -> '64,,10'       -> --layers takes at least two whole numbers",
      "train --layers 64,0,10          -> '64,0,10'      -> --layers takes at least two whole numbers",
      "train --layers 64,3000000000,10 -> '64,3000000000,10' -> --layers takes at least two whole numbers",
      "train --layers 64,2000000000,10 -> --layers makes  -> give smaller layers",
      "train --layers 64,2147483647,2147483647,10 -> --layers makes -> give smaller layers",
      "train --loss cross-entropy --output sigmoid -> --loss cross-entropy -> absolute-error, binary-cross-entropy",
      "train --loss binary-cross-entropy           -> --loss binary-cross-entropy -> absolute-error, cross-entropy",
      "train --loss cross-entropy --output identity -> --loss cross-entropy -> squared-error, absolute-error",
      "evaluate                        -> lacks its MODEL -> evaluate MODEL",
      "evaluate --data x               -> lacks its MODEL -> evaluate MODEL",
      "predict --row 3                 -> lacks its MODEL -> predict MODEL",
      "predict a b                     -> 'b'            -> leave one out",
      "predict a --row -1              -> '-1'           -> --row takes a whole number from 0",
      "info                            -> lacks its MODEL -> info MODEL",
      "info a --row 1                  -> '--row'        -> info --help",
      "lesson                          -> lacks its NAME -> lesson NAME, one of surface, descent",
      "lesson surfce                   -> 'surfce'       -> did you mean surface?",
      "lesson everything               -> 'everything'   -> NAME takes one of surface|descent|activations|gradcheck",
      "lesson surface descent          -> 'descent'      -> leave one out",
      "lesson surface --shape moons    -> --shape        -> not for the lesson surface; leave it out",
      "lesson activations --seed 2     -> --seed         -> not for the lesson activations; leave it out",
      "lesson digits --model x         -> --model        -> not for the lesson digits; leave it out",
      "lesson boundary --shape moon    -> 'moon'         -> did you mean moons?",
      "lesson boundary --epochs 0      -> '0'            -> --epochs takes a whole number from 1",
      "lesson boundary --every 0       -> '0'            -> --every takes a whole number from 1",
      "lesson boundary --every 30 --epochs 20 -> --every 30 is beyond the last epoch, 20 -> give less",
      "lesson boundary --every 1 --epochs 100 -> --every 1 makes more than 100 pictures of 100 epochs -> give more",
      "lesson digits --seeds 21        -> '21'           -> --seeds takes a whole number from 1 to 20",
      "lesson digits --seeds 0         -> '0'            -> --seeds takes a whole number from 1",
      "lesson digits --prefix x        -> --prefix       -> needs --data",
      "lesson surface --parameters 0,1 -> --parameters   -> needs --model; leave it out, or give a model",
      "lesson surface --loss huber(1)  -> --loss         -> needs --model; leave it out, or give a model",
      "lesson surface --model m --parameters 3 -> --parameters -> two whole numbers that differ",
      "lesson surface --model m --parameters 3,3 -> --parameters -> two whole numbers that differ",
      "lesson surface --model m --parameters 3,x -> '3,x' -> --parameters takes whole numbers from 0 up",
      "lesson surface --out x.png      -> --out x.png    -> give a name that ends in .html or .svg",
      "lesson surface --pictures 0     -> '0'            -> --pictures takes whole numbers from 1 up",
      "lesson activations --pictures 1,99 --out x.html -> picture 99 -> expected 1 to",
  })
  void wrongUseIsOneLineWithErrorAndRemedy(String words, String what, String remedy) {
    Run run = Run.of((Object[]) words(words));
    assertEquals(2, run.code(), () -> "exit code; " + run);
    assertOneLine(run, what, remedy);
    assertEquals("", run.out(), "standard output");
  }

  @Test
  void anInvalidFileNameIsWrongUse() {
    Run run = Run.of("info", "a\0b");
    assertEquals(2, run.code(), () -> "exit code; " + run);
    assertOneLine(run, "MODEL a\0b: Nul character not allowed", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void helpListsEveryCommand(String word) {
    String help = Run.good(word).out();
    for (String command : List.of("train", "evaluate MODEL", "predict MODEL", "info MODEL")) {
      assertTrue(help.contains("\n  " + command + " "), () -> command + " is not in:\n" + help);
    }
  }

  @Test
  void helpIsACommand() {
    assertEquals(Run.good("--help").out(), Run.good("help").out());
    for (String command : List.of("train", "evaluate", "predict", "info")) {
      assertEquals(Run.good(command, "--help").out(), Run.good("help", command).out(), command);
    }
  }

  /** The version in the module's pom.xml: the first element after that of the parent. */
  @Test
  void theVersionIsThatOfThePom() throws IOException {
    String pom = Files.readString(Path.of(System.getProperty("basedir", "."), "pom.xml"));
    String version = pom.split("<version>")[1].split("</version>")[0];
    assertEquals("jinbei " + version, Run.good("--version").out().strip());
  }

  /** Values that are words give the same bits in capitals. */
  @ParameterizedTest
  @ValueSource(strings = {"--optimizer adamw", "--hidden gelu-tanh", "--hidden leaky-relu(0.1)", "--output sigmoid",
      "--loss squared-error", "--loss huber(1)", "--norm batch", "--init he-uniform", "--schedule cosine",
      "--schedule step(1,0.5)", "--class-weights balanced"})
  void wordsMayBeInCapitals(String option) {
    String[] words = words(option);
    Object[] small = {"train", "--epochs", 1, "--layers", "64,3,10", words[0], words[1]};
    Object[] capital = small.clone();
    capital[6] = words[1].toUpperCase(Locale.ROOT);
    assertEquals(Run.good(small).lastLine(), Run.good(capital).lastLine());
  }

  static Stream<String> helps() {
    return Stream.of("train --help", "train -h", "train --lr 3 --help", "evaluate --help", "predict -h", "info --help");
  }

  @ParameterizedTest
  @MethodSource("helps")
  void aCommandHasHelp(String words) {
    Run run = Run.good((Object[]) words(words));
    String start = "usage: java -p jinbei.jar -m io.github.jinbei " + words(words)[0];
    assertTrue(run.out().replaceAll("\n +", " ").startsWith(start), run.out());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 59, 60, 80, 120})
  void helpFitsTheScreen(int columns) {
    for (Command command : COMMANDS) {
      String help = command.options().help(columns);
      assertTrue(help.lines().allMatch(line -> line.length() <= columns), help);
    }
    String help = Main.help(columns);
    assertTrue(help.lines().allMatch(line -> line.length() <= columns), help);
  }

  @Test
  void helpListsEveryOptionWithItsDefault() {
    for (Command command : COMMANDS) {
      assertOptionsListed(command.options());
    }
    String help = new TrainCommand().options().help(200);
    for (List<String> names : List.of(Activation.names(), Loss.names(), Initializer.names())) {
      String list = names.stream().map(Plain::hyphens).collect(Collectors.joining(", ")).replace("(number)", "(X)");
      assertTrue(help.replace("\n", " ").contains(": " + list + " "), () -> list + " is not in:\n" + help);
    }
  }

  private static void assertOptionsListed(Options options) {
    String help = options.help(200);
    for (Option<?> option : options.table()) {
      String entry = help.substring(help.indexOf("\n  " + option.usage()) + 1).split("\n  -|\n\\S")[0];
      assertTrue(entry.startsWith("  " + option.usage()), option.name());
      assertTrue(option.byDefault() == null || entry.contains("(default " + option.byDefault() + ")"), entry);
    }
  }

  @Test
  void everyDefaultIsAValueOfItsOption() {
    for (Command command : COMMANDS) {
      for (Option<?> option : command.options().table()) {
        if (option.byDefault() != null) {
          option.read(option.byDefault());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiterString = "->", value = {
      "evaluate nowhere.model                      -> there is no file nowhere.model",
      "info nowhere.model                          -> there is no file nowhere.model",
      "predict nowhere.model                       -> there is no file nowhere.model",
      "train --data nowhere                        -> --data nowhere: there is no such file or folder",
      "train --save nowhere/file.model             -> --save nowhere/file.model: cannot be written, there is no folder",
      "train --layers 784,30,10                    -> the data have 64 inputs and 10 classes",
      "train --layers 64,30,9                      -> the data have 64 inputs and 10 classes",
      "train --train-size 1439                     -> give at most 1438",
  })
  void wrongInputIsOneLine(String words, String what) {
    assertFailure(2, Run.of((Object[]) words(words)), what);
  }

  /** The command, the content of a file, and two parts of the message: the error and the remedy. */
  @ParameterizedTest
  @CsvSource(delimiterString = "->", quoteCharacter = '`', value = {
      "train --data FILE --target kind      -> `a;b;kind\n1;2;x\n` -> the only one is a;b;kind -> with --separator",
      "train --data FILE --target kind      -> `kind\nx\ny\nx\n` -> no column besides the -> give a table with inputs",
      "train --data FILE --target kind --weights w -> `w,kind\n1,x\n1,y\n` -> the target kind and the weights -> with inputs",
      "train --data FILE --target kind      -> `a,kind\n\u00e4,x\n` -> no characters of the charset -> encoding with --charset",
      "train --data FILE --target kind --test none.csv -> `a,kind\n1,x\n` -> --test none.csv: there is no -> check the name",
      "train --data FILE --target kind --test . -> `a,kind\n1,x\n` -> --test . is a folder -> give a CSV file",
      "train --start FILE                   -> junk          -> at least 8 that hold -> give a file written by train --save",
      "lesson surface --model FILE          -> ``            -> found 0 bytes   -> give a file written by train --save",
      "info FILE                            -> `a,kind\n1,x\n` -> header        -> give a file written by train --save",
  })
  void aWrongFileIsOneLine(String words, String content, String what, String remedy) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), content, StandardCharsets.ISO_8859_1);
    Run run = Run.of((Object[]) words(words.replace("FILE", file.toString())));
    assertEquals(2, run.code(), () -> "exit code; " + run);
    assertOneLine(run, what, remedy);
  }

  @Test
  void aTableModelIsNoNetworkOfImages() throws IOException {
    Path model = folder.resolve("model");
    Run.good("train", "--sample", "penguins", "--units", 2, "--folds", 1, "--epochs", 1, "--save", model);
    for (String words : List.of("train --start ", "lesson gradcheck --model ")) {
      assertFailure(2, Run.of((Object[]) words(words + model)), model + " is a model for tables; give one for images");
    }
  }

  @Test
  void aFailingRunIsOneLine() {
    assertFailure(1, Run.of("train", "--lr", "1e30", "--output", "identity"), "Try a learning rate below");
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws IOException {
    Path model = folder.resolve("good.model");
    Run.good("train", "--epochs", 1, "--layers", "64,3,10", "--save", model);
    byte[] bytes = Files.readAllBytes(model);
    for (int length : new int[] {0, 7, 8, 100, bytes.length - 1}) {
      Path cut = Files.write(folder.resolve("cut.model"), Arrays.copyOf(bytes, length));
      assertFailure(2, Run.of("info", cut), "cut.model");
    }
    Path foreign = Files.writeString(folder.resolve("foreign.model"), "To be or not to be, that is the question.\n");
    assertFailure(2, Run.of("evaluate", foreign), "foreign.model");
    assertFailure(2, Run.of("predict", folder), "is a folder");
  }

  @Test
  void saveRefusesAFolder() {
    assertFailure(2, Run.of("train", "--save", folder), "is a folder");
  }

  @Test
  void aFailingRunWritesNoModel() {
    Path model = folder.resolve("never.model");
    assertFailure(1, Run.of("train", "--lr", "1e30", "--output", "identity", "--save", model),
        "no epoch was completed, so nothing is saved");
    assertFalse(Files.exists(model), "a model was written");
  }

  private static void assertFailure(int code, Run run, String what) {
    assertEquals(code, run.code(), () -> "exit code; " + run);
    assertOneLine(run, what, "");
  }

  private static void assertOneLine(Run run, String what, String remedy) {
    assertEquals(1, run.err().lines().count(), () -> "lines on standard error:\n" + run.err());
    assertTrue(run.err().startsWith("jinbei: "), run.err());
    assertTrue(run.err().contains(what), () -> "'" + what + "' is not in: " + run.err());
    assertTrue(run.err().contains(remedy), () -> "'" + remedy + "' is not in: " + run.err());
    assertFalse(run.err().contains("Exception"), run.err());
  }

  private static String[] words(String line) {
    return line.isEmpty() ? new String[0] : line.split(" +");
  }
}

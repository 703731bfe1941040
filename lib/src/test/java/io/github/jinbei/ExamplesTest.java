package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs of the package {@code example}. The Javadoc of each shows a terminal: the command that runs it, and what it
 * prints; for the server, a request and its answer.
 */
@Tag("documented")
class ExamplesTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
  private static final String FOLDER = "lib/src/test/java/example/";

  private static final int LINES = 60;
  private static final String SERVER = "ServerExample";

  private static final Pattern PRE = Pattern.compile("(?s) \\* <pre>\n(.*?) \\* </pre>");

  /** Far longer than the server needs to replace its model. */
  private static final int PATIENCE_SECONDS = 60;

  @TempDir
  Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  static List<String> all() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(FOLDER))) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Example.java"))
          .map(name -> name.substring(0, name.length() - ".java".length())).sorted().toList();
    }
  }

  static List<String> printing() throws IOException {
    return all().stream().filter(name -> !name.equals(SERVER)).toList();
  }

  private static String source(String name) throws IOException {
    return Files.readString(ROOT.resolve(FOLDER + name + ".java")).replace("\r\n", "\n");
  }

  /** Returns the lines of the terminal, as a reader of the Javadoc sees them. */
  private static List<String> terminal(String name) throws IOException {
    Matcher pre = PRE.matcher(source(name));
    assertTrue(pre.find(), () -> name + " has no <pre>");
    return pre.group(1).replaceAll("(?m)^ \\* ", "").replace("&lt;", "<").replace("&gt;", ">").lines().toList();
  }

  @Test
  void thePackageListsAllExamples() throws IOException {
    List<String> listed = Pattern.compile("\\{@link example\\.(\\w+)}").matcher(source("package-info")).results()
        .map(result -> result.group(1)).sorted().toList();
    assertEquals(8, listed.size());
    assertEquals(listed, all());
  }

  @ParameterizedTest
  @MethodSource("all")
  void theSourceIsShortAndHasItsCommand(String name) throws IOException {
    assertTrue(source(name).lines().count() < LINES, () -> name + " has " + LINES + " lines or more");
    String command = "$ java --add-modules jdk.incubator.vector -cp lib/target/jinbei.jar " + FOLDER + name + ".java";
    assertTrue(terminal(name).get(0).startsWith(command), () -> name + " does not have the command " + command);
  }

  @ParameterizedTest
  @MethodSource("printing")
  void itPrintsWhatItsJavadocSays(String name) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    Locale locale = Locale.getDefault();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Locale.setDefault(Locale.ROOT);
    try {
      Class.forName("example." + name).getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {folder.toString()});
    } finally {
      System.setOut(before);
      Locale.setDefault(locale);
    }
    List<String> terminal = terminal(name);
    assertEquals(terminal.subList(1, terminal.size()), printed.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /** Two clients send requests while the server replaces its model: each answer is that of one of the models. */
  @Test
  void theServerAnswersWhileItReplacesItsModel() throws Exception {
    List<String> terminal = terminal(SERVER);
    List<String> command = new ArrayList<>(List.of(terminal.get(0).substring(2).split(" ")));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.set(command.indexOf("lib/target/jinbei.jar"), "lib/target/classes");
    command.set(command.indexOf("8080"), "0");
    String rows = terminal.get(2).split("'")[1].replace("\\n", "\n");
    Process process = new ProcessBuilder(command).directory(ROOT.toFile())
        .redirectError(folder.resolve("err.txt").toFile()).start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String server = Objects.requireNonNull(out.readLine(), "the server has ended");
      String before = answer(server + "/predict", rows, 200);
      Set<String> answers = new ConcurrentSkipListSet<>();
      CompletableFuture<String> training = CompletableFuture.supplyAsync(() -> answer(server + "/train", "", 200));
      Runnable requests = () -> {
        while (!training.isDone()) {
          answers.add(answer(server + "/predict", rows, 200));
        }
      };
      CompletableFuture.allOf(CompletableFuture.runAsync(requests), CompletableFuture.runAsync(requests))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertEquals("", training.join());
      String after = answer(server + "/predict", rows, 200);
      assertEquals(terminal.subList(3, terminal.size()), after.lines().toList());
      assertNotEquals(before, after);
      answers.removeAll(Set.of(before, after));
      assertEquals(Set.of(), answers);

      answer(server + "/predict", rows.replace("50.8", ""), 200);
      assertTrue(answer(server + "/predict", rows.replace("50.8", "long"), 400).contains("long"));
      assertTrue(answer(server + "/predict", rows.replace("sex", "age"), 400).contains("sex"));
      answer(server + "/predict", "", 400);
    } finally {
      process.destroyForcibly();
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Sends a request, and returns the body of the answer. */
  private String answer(String url, String body, int status) {
    try {
      HttpResponse<String> response = client.send(
          HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
      assertEquals(status, response.statusCode(), () -> url + ": " + response.body());
      return response.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(url, e);
    }
  }
}

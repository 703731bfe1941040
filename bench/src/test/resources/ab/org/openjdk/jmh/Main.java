package org.openjdk.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Stands in for JMH: measures nothing, but tells what the script beside it says, and logs how it was called. Tests
 * compile it; see FakeJar. There are no lambdas and streams in it, which would take most of its time.
 */
public final class Main {

  public static void main(String[] args) throws IOException {
    Properties script = new Properties();
    try (InputStream in = Main.class.getResourceAsStream("/script.properties")) {
      script.load(in);
    }
    if (args[0].equals("-lp")) {
      Files.writeString(Path.of(script.getProperty("log") + ".list"), String.join(" ", args) + "\n",
          StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      System.out.println(script.getProperty("list"));
      System.exit(Integer.parseInt(script.getProperty("status")));
    }
    List<String> words = Arrays.asList(args);
    Path part = Path.of(words.get(words.indexOf("-rff") + 1));
    if (!part.isAbsolute() || Files.exists(part)) {
      throw new IllegalStateException(part + " is there, or relative");
    }
    Files.createFile(part); // as JMH does
    Pattern include = Pattern.compile(args[0]);
    String benchmark = null;
    for (String line : script.getProperty("list").split("\n")) {
      if (benchmark == null && include.matcher(line).find()) {
        benchmark = line;
      }
    }
    TreeMap<String, String> params = new TreeMap<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("-p")) {
        String[] param = args[i + 1].split("=", 2);
        params.put(param[0], param[1]);
      }
    }
    StringBuilder unit = new StringBuilder(benchmark);
    for (Map.Entry<String, String> param : params.entrySet()) {
      unit.append(' ').append(param.getKey()).append('=').append(param.getValue());
    }
    String called = script.getProperty("side") + " " + unit;
    Path log = Path.of(script.getProperty("log"));
    int before = 0;
    for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
      before += line.equals(called) ? 1 : 0;
    }
    Files.writeString(log, called + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    Files.writeString(Path.of(log + ".args"), String.join(" ", args) + "\n", StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    String[] scores = script.getProperty(unit.toString()).split(" ");
    String score = scores[Math.min(before, scores.length - 1)];
    if (score.equals("fail")) {
      System.out.println("about to fail");
      new IllegalStateException("this fork fails", new Error("for this reason")).printStackTrace();
      for (int i = 0; i < 20; i++) {
        System.out.println("\tat some.Frame.of(Trace.java:" + i + ")\n");
      }
      System.exit(1);
    }
    if (score.startsWith("wait")) {
      waitForTheEnd(log, score);
    }
    if (score.equals("cut")) {
      Files.writeString(part, "[{\"benchmark\":\"");
      return;
    }
    Files.writeString(part, json(benchmark, params, script.getProperty(benchmark + ".modes", "thrpt"), score));
  }

  /** Starts a process, as JMH does, writes both ids to a file, and waits to be ended, or even ignores that. */
  private static void waitForTheEnd(Path log, String score) throws IOException {
    Process process = new ProcessBuilder("sleep", "1000").start();
    if (score.equals("wait-on")) {
      Runtime.getRuntime().addShutdownHook(new Thread(Main::waitForever));
    }
    Path pids = Path.of(log + ".pids");
    Path part = Path.of(pids + ".part");
    Files.writeString(part, ProcessHandle.current().pid() + " " + process.pid());
    Files.move(part, pids);
    waitForever();
  }

  private static void waitForever() {
    while (true) {
      try {
        Thread.sleep(1000);
      } catch (InterruptedException e) {
        // it goes on
      }
    }
  }

  private static String json(String benchmark, TreeMap<String, String> params, String modes, String score) {
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, String> param : params.entrySet()) {
      values.add("\"" + param.getKey() + "\":\"" + param.getValue().strip() + "\""); // JMH leaves line breaks out
    }
    List<String> entries = new ArrayList<>();
    for (String mode : modes.split(" ")) {
      entries.add("{\"jmhVersion\":\"1.37\",\"benchmark\":\"" + benchmark + "\",\"mode\":\"" + mode + "\","
          + "\"threads\":1,\"forks\":1,\"jvm\":\"java\",\"jvmArgs\":[],"
          + "\"jdkVersion\":\"21\",\"vmName\":\"VM\",\"vmVersion\":\"1\","
          + "\"params\":{" + String.join(",", values) + "},\"primaryMetric\":{\"score\":" + score
          + ",\"scoreUnit\":\"" + (mode.equals("thrpt") ? "ops/s" : "s/op") + "\",\"rawData\":[[" + score + "," + score
          + "," + score + "]]},\"secondaryMetrics\":{}}");
    }
    return "[" + String.join(",", entries) + "]\n";
  }
}

package io.github.jinbei.bench.ab;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of benchmarks with the values that their annotations declare. The JMH of a class path reads them from the
 * list that its annotation processor wrote there. Versions of JMH write this list in different forms, so each reads its own.
 */
final class DeclaredParameters {

  private static final String LIST = "org.openjdk.jmh.runner.BenchmarkList";
  private static final String OUTPUT = "org.openjdk.jmh.runner.format.OutputFormat";

  private DeclaredParameters() {}

  /**
   * Returns the values by benchmark and parameter. Of the class path only JMH's classes are loaded.
   *
   * @return the values; empty if the class path has no JMH with these methods, or its JMH cannot read the list
   */
  static Map<String, Map<String, List<String>>> of(String classPath) {
    try (URLClassLoader loader = new URLClassLoader(urls(classPath), ClassLoader.getPlatformClassLoader())) {
      Class<?> list = loader.loadClass(LIST);
      Object all = list.getMethod("getAll", loader.loadClass(OUTPUT), List.class)
          .invoke(list.getMethod("defaultList").invoke(null), null, List.of()); // null: getAll writes nothing
      Map<String, Map<String, List<String>>> benchmarks = new LinkedHashMap<>();
      for (Object entry : (Iterable<?>) all) {
        Object params = entry.getClass().getMethod("getParams").invoke(entry); // an Optional of JMH's own
        Object values = params.getClass().getMethod("orElse", Object.class).invoke(params, Map.of());
        benchmarks.put((String) entry.getClass().getMethod("getUsername").invoke(entry), lists((Map<?, ?>) values));
      }
      return benchmarks;
    } catch (ReflectiveOperationException | LinkageError | IOException | RuntimeException e) {
      return Map.of();
    }
  }

  private static Map<String, List<String>> lists(Map<?, ?> arrays) {
    Map<String, List<String>> lists = new TreeMap<>();
    arrays.forEach((name, values) -> lists.put((String) name, List.of((String[]) values)));
    return lists;
  }

  private static URL[] urls(String classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      if (entry.endsWith("*")) { // all jars of a folder
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(entry.substring(0, entry.length() - 1)),
            "*.{jar,JAR}")) {
          for (Path jar : jars) {
            urls.add(url(jar));
          }
        }
      } else {
        urls.add(url(Path.of(entry)));
      }
    }
    return urls.toArray(new URL[0]);
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }
}

package io.github.jinbei.bench.ab;

import io.github.jinbei.bench.results.Subject;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The origin of a side's results: its jar, the commit that the jar was built from, and the time of the measurement. */
final class Origin {

  /** Names under which build tools write a commit into a jar's manifest. */
  private static final List<String> COMMIT_NAMES = List.of("Git-Commit", "Git-Commit-Id", "Git-Revision", "Git-SHA",
      "SCM-Revision", "Implementation-SCM-Revision", "Build-Revision", "Implementation-Build", "Full-Change", "Change");

  /** A hash with a letter in it: other builds write numbers, dates or tags under the same names. */
  private static final Pattern COMMIT = Pattern.compile("(?=[0-9]*[a-fA-F])[0-9a-fA-F]{7,64}([.-]dirty)?");

  private Origin() {}

  /**
   * Returns the entries of a side's environment.
   *
   * @param date the time of the measurement
   * @param machine the entries of the machine
   */
  static Map<String, String> of(Side side, String date, Map<String, String> machine) {
    Map<String, String> entries = new LinkedHashMap<>(machine);
    entries.put(Subject.JAR, side.classPath());
    commit(side.classPath()).ifPresent(commit -> entries.put(Subject.COMMIT, commit));
    entries.put(Subject.DATE, date);
    return entries;
  }

  /** Returns the commit that the first entry of a class path was built from; the entries behind it are libraries. */
  private static Optional<String> commit(String classPath) {
    File first = new File(classPath.split(File.pathSeparator, 2)[0]);
    if (!first.isFile()) {
      return Optional.empty();
    }
    try (JarFile jar = new JarFile(first)) {
      return Optional.ofNullable(jar.getManifest()).flatMap(Origin::commit);
    } catch (IOException e) {
      return Optional.empty(); // no jar: the first start of the side reports this
    }
  }

  private static Optional<String> commit(Manifest manifest) {
    return COMMIT_NAMES.stream().flatMap(name -> Stream.ofNullable(manifest.getMainAttributes().getValue(name)))
        .map(String::strip).filter(value -> COMMIT.matcher(value).matches()).findFirst();
  }
}

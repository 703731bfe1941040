package io.github.jinbei.bench.cli;

import io.github.jinbei.bench.compare.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code compare} and {@code ab} that control the verdict. */
final class JudgeOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--alpha", paramLabel = "P", defaultValue = "0.01",
      description = "The highest probability that any unchanged row is called changed, over all rows. Default: "
          + "${DEFAULT-VALUE}.")
  private double alpha;

  @Option(names = "--confidence", paramLabel = "P",
      description = "Confidence level of the intervals. Default: 1 minus alpha, so 0.99.")
  private Double confidence;

  @Option(names = "--min-effect", paramLabel = "F", defaultValue = "0.01",
      description = "The least change to report, as a fraction. Default: ${DEFAULT-VALUE}.")
  private double minEffect;

  @Option(names = "--threshold", paramLabel = "F", defaultValue = "0.03",
      description = "A row is equivalent if its interval lies within plus and minus this fraction. Default: "
          + "${DEFAULT-VALUE}.")
  private double threshold;

  @Option(names = "--allocation", paramLabel = "B", defaultValue = "64",
      description = "The least change of allocation to report, in bytes an operation. Default: ${DEFAULT-VALUE}.")
  private double allocation;

  @Option(names = "--override", paramLabel = "REGEX:NAME=F[,NAME=F]", converter = OverrideConverter.class,
      description = "Another min-effect or threshold for the rows that match REGEX; may be repeated, the first match "
          + "counts. Example: --override 'Latency:threshold=0.1,min-effect=0.03'.")
  private List<Limits> overrides = List.of();

  @Option(names = "--ruler", paramLabel = "REGEX",
      description = "Reference rows: the other rows are also divided by them, fork by fork.")
  private Pattern ruler;

  @Option(names = "--gate", paramLabel = "raw|normalised|both",
      description = "The figures that decide if there is a ruler. Default: normalised.")
  private String gate;

  @Option(names = "--include", paramLabel = "REGEX",
      description = "Only rows whose name matches: 'Class.method mode t=threads param=value ...'. At least one row must "
          + "remain.")
  private Pattern include;

  @Option(names = "--exclude", paramLabel = "REGEX", description = "No rows whose name matches.")
  private Pattern exclude;

  @Option(names = "--ignore-environment",
      description = "Compares results of different environments (JDKs, VM options, machines) too.")
  private boolean ignoreEnvironment;

  @Option(names = "--strict",
      description = "Exits with 3 if none regressed, but a row is INCONCLUSIVE, MISSING, ENV-MISMATCH or ERROR, or all "
          + "are NEW.")
  private boolean strict;

  /** The limits of one override. A null limit keeps the general value. */
  record Limits(Pattern keys, Double minEffect, Double threshold) {}

  /** Parses {@code REGEX:min-effect=F,threshold=F}. The regex may contain colons: the limits follow the last one. */
  static final class OverrideConverter implements ITypeConverter<Limits> {

    private static final Set<String> NAMES = Set.of("min-effect", "threshold");

    @Override
    public Limits convert(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 1) {
        throw new TypeConversionException("'" + text + "', expected REGEX:min-effect=F or REGEX:threshold=F");
      }
      Map<String, Double> limits = new LinkedHashMap<>();
      for (String limit : text.substring(colon + 1).split(",", -1)) {
        String[] words = limit.split("=", 2);
        if (words.length != 2 || !NAMES.contains(words[0])) {
          throw new TypeConversionException("'" + limit + "' in '" + text + "', expected min-effect=F or threshold=F");
        }
        limits.put(words[0], number(words[1], text));
      }
      try {
        return new Limits(Pattern.compile(text.substring(0, colon)), limits.get("min-effect"), limits.get("threshold"));
      } catch (PatternSyntaxException e) {
        throw new TypeConversionException("'" + text + "': " + e.getDescription());
      }
    }

    private static double number(String text, String whole) {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' in '" + whole + "', expected a number");
      }
    }
  }

  boolean strict() {
    return strict;
  }

  Pattern ruler() {
    return ruler;
  }

  /**
   * Returns the settings that the options give.
   *
   * @param differentByRequest whether the user gave the sides different JDKs or arguments
   * @throws ParameterException if a value is out of range
   */
  Settings settings(boolean differentByRequest) {
    require(alpha > 0 && alpha < 1, "--alpha: " + alpha + ", expected between 0 and 1");
    require(confidence == null || confidence >= 0.5 && confidence < 1,
        "--confidence: " + confidence + ", expected from 0.5 to below 1");
    requireLimit("--min-effect", minEffect);
    requireLimit("--threshold", threshold);
    require(allocation >= 0 && allocation < Double.POSITIVE_INFINITY,
        "--allocation: " + allocation + ", expected at least 0 bytes");
    List<Settings.Override> limits = new ArrayList<>();
    for (Limits override : overrides) {
      double least = override.minEffect == null ? minEffect : override.minEffect;
      double most = override.threshold == null ? threshold : override.threshold;
      requireLimit("--override: min-effect", least);
      requireLimit("--override: threshold", most);
      limits.add(new Settings.Override(override.keys, least, most));
    }
    return new Settings(alpha, confidence == null ? 1 - alpha : confidence, minEffect, threshold, allocation,
        List.copyOf(limits), ruler, gate(), include, exclude, ignoreEnvironment || differentByRequest);
  }

  private Settings.Gate gate() {
    if (gate == null) {
      return ruler == null ? Settings.Gate.RAW : Settings.Gate.NORMALISED;
    }
    for (Settings.Gate one : Settings.Gate.values()) {
      if (one.name().equalsIgnoreCase(gate)) {
        require(ruler != null || one == Settings.Gate.RAW, "--gate: " + gate + " needs --ruler");
        return one;
      }
    }
    throw new ParameterException(spec.commandLine(), "--gate: " + gate + ", expected raw, normalised or both");
  }

  private void requireLimit(String name, double value) {
    require(value >= 0 && value < 1, name + ": " + value + ", expected a fraction from 0 to below 1");
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}

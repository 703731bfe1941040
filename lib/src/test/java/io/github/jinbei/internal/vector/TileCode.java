package io.github.jinbei.internal.vector;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program that prints what C2 makes of each tile: the instructions of its loop over k, in a table, one row a tile, JDK and
 * collector. It shows whether a tile keeps its accumulators in registers and whether its bounds checks have left the loop.
 * Speed hangs on both, and both change with the JDK, the collector and the width of vectors.
 *
 * <pre>
 * java --add-modules jdk.incubator.vector -cp lib/target/classes:lib/target/test-classes \
 *     io.github.jinbei.internal.vector.TileCode [CLASS | METHOD | --jdk PATH | --gc NAME | --code]... [-- VM OPTIONS]
 * </pre>
 *
 * <ul>
 * <li>CLASS: a class of this package, such as AdjacentTiles. Default: AdjacentTiles, ApartTiles, MicropanelTiles and
 *     SliceTiles.
 * <li>METHOD: a regular expression in lower case for names of methods, such as {@code tile.*x2}. Default: all tiles.
 * <li>{@code --jdk PATH}: the home of a JDK; may be repeated. Default: the JDK that runs this program.
 * <li>{@code --gc NAME}: a collector, as in {@code -XX:+UseNAMEGC}; may be repeated. Default: G1 and Serial. The same name
 *     twice gives two rows: register allocation depends on the profile, so it may differ from VM to VM.
 * <li>{@code --code}: prints the instructions of each loop after its row.
 * <li>VM OPTIONS: passed to each VM, such as {@code -XX:UseAVX=2} for 256-bit vectors.
 * </ul>
 *
 * <p>Each row is the result of a fresh VM, in which {@link TileCalls} calls that tile alone. The VM prints the machine code
 * ({@link MachineCode}), objdump disassembles it, and {@link LoopCode} counts. Without objdump, or on a processor other than
 * x86-64, the program prints that it skipped the work.
 */
final class TileCode {

  private static final List<String> CLASSES = List.of("AdjacentTiles", "ApartTiles", "MicropanelTiles", "SliceTiles");

  /** Seconds for which the tile is called: the second figure where C2 needed more than the first, as on a busy machine. */
  private static final int[] SECONDS = {1, 8};

  private final List<String> classes = new ArrayList<>();
  private final List<Pattern> methods = new ArrayList<>();
  private final List<Path> jdks = new ArrayList<>();
  private final List<String> collectors = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private boolean code;

  private TileCode(String[] args) {
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (arg.equals("--")) {
        options.addAll(List.of(args).subList(i + 1, args.length));
        break;
      }
      if (arg.equals("--code")) {
        code = true;
      } else if (arg.equals("--jdk") && i + 1 < args.length) {
        jdks.add(Path.of(args[++i]));
      } else if (arg.equals("--gc") && i + 1 < args.length) {
        collectors.add(args[++i]);
      } else if (arg.startsWith("-")) {
        throw new IllegalArgumentException(arg + "; expected CLASS, METHOD, --jdk PATH, --gc NAME, --code or -- VM OPTIONS");
      } else if (Character.isUpperCase(arg.charAt(0))) {
        classes.add(arg);
      } else {
        methods.add(Pattern.compile(arg));
      }
    }
    if (classes.isEmpty()) {
      classes.addAll(CLASSES);
    }
    if (jdks.isEmpty()) {
      jdks.add(Path.of(System.getProperty("java.home")));
    }
    if (collectors.isEmpty()) {
      collectors.addAll(List.of("G1", "Serial"));
    }
  }

  /** Prints the table. */
  public static void main(String[] args) throws IOException, InterruptedException, ClassNotFoundException {
    TileCode program = new TileCode(args);
    String arch = System.getProperty("os.arch");
    if (!arch.equals("amd64") && !arch.equals("x86_64")) {
      System.out.println("skipped: this program reads machine code of x86-64; this is " + arch);
    } else if (!MachineCode.canDisassemble()) {
      System.out.println("skipped: no objdump");
    } else {
      program.print();
    }
  }

  private void print() throws IOException, InterruptedException, ClassNotFoundException {
    List<Method> tiles = tiles();
    if (tiles.isEmpty()) {
      throw new IllegalArgumentException("no tile of " + classes + " matches " + methods);
    }
    System.out.println("VM options: " + (options.isEmpty() ? "none" : String.join(" ", options)) + "\n");
    System.out.println("| tile | JDK | collector " + LoopCode.HEADER);
    System.out.println("|---|---|---" + LoopCode.RULE);
    for (Method tile : tiles) {
      for (Path jdk : jdks) {
        for (String collector : collectors) {
          print(tile, jdk, collector);
        }
      }
    }
  }

  private void print(Method tile, Path jdk, String collector) throws IOException, InterruptedException {
    String name = tile.getDeclaringClass().getSimpleName() + "." + tile.getName();
    MachineCode machineCode = compile(tile, jdk, collector);
    String row = "| " + name + " | " + machineCode.jdk() + " | " + collector + " ";
    if (machineCode.isEmpty()) {
      System.out.println(row + "| not compiled by C2 |");
      return;
    }
    LoopCode loop = LoopCode.main(machineCode.disassemble());
    if (loop == null) {
      System.out.println(row + "| no loop with fma |");
      return;
    }
    System.out.println(row + loop.row());
    if (code) {
      System.out.println("\n" + loop.listing() + "\n");
    }
  }

  /** The tiles that match the arguments, by class, width and height. */
  private List<Method> tiles() throws ClassNotFoundException {
    List<Method> tiles = new ArrayList<>();
    for (String type : classes) {
      List<Method> ofClass = new ArrayList<>();
      Class<?> loaded = Class.forName(TileCode.class.getPackageName() + "." + type, false, TileCode.class.getClassLoader());
      for (Method method : loaded.getDeclaredMethods()) {
        boolean wanted = methods.isEmpty() || methods.stream().anyMatch(m -> m.matcher(method.getName()).matches());
        if (wanted && Modifier.isStatic(method.getModifiers()) && TileArguments.size(method.getName()) != null) {
          ofClass.add(method);
        }
      }
      ofClass.sort(Comparator.<Method>comparingInt(m -> -TileArguments.size(m.getName())[1])
          .thenComparingInt(m -> -TileArguments.size(m.getName())[0]).thenComparing(Method::getName));
      tiles.addAll(ofClass);
    }
    return tiles;
  }

  /** The code of a tile from a fresh VM; empty if C2 has not compiled it as a method. */
  private MachineCode compile(Method tile, Path jdk, String collector) throws IOException, InterruptedException {
    MachineCode machineCode = null;
    for (int seconds : SECONDS) {
      List<String> command = new ArrayList<>(List.of(jdk.resolve("bin").resolve("java").toString(),
          "--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
          "-XX:+Use" + collector + "GC", "-XX:+UnlockDiagnosticVMOptions", "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=print," + tile.getDeclaringClass().getName() + "::" + tile.getName()));
      command.addAll(options);
      command.addAll(List.of(TileCalls.class.getName(), tile.getDeclaringClass().getName(), tile.getName(),
          String.valueOf(seconds)));
      machineCode = MachineCode.printedBy(command);
      if (!machineCode.isEmpty()) {
        break;
      }
    }
    return machineCode;
  }
}

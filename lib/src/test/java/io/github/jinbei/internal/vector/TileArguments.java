package io.github.jinbei.internal.vector;

import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arguments with which {@link TileCalls} calls a tile. The library's classes hold no names of parameters, so a table of
 * signatures gives the names, and each name stands for a value. A tile with another signature needs one line in the table.
 */
final class TileArguments {

  /**
   * The signatures: a regular expression for {@code Class.method}, then the names of the parameters. A name of one lower-case
   * letter but k and m is a {@code float[]}, any other an {@code int}. The first line that fits in name and types is taken.
   */
  private static final String[][] SIGNATURES = {
      {".*\\.tile\\d+x2", "k a aOff aStep b bOff bStep j1 s sOff sRow c cOff cRow"},
      {".*\\.tile\\d+x1", "k a aOff aStep b bOff bStep s sOff sRow c cOff cRow"},
      {"SliceTiles\\..*", "m k a aOff aStep b j1 c cOff cRow"},
      {"MicropanelTiles\\.pack.*", "columns k a b bOff bStep t tOff s sOff sRow c cOff cRow"},
      {"MicropanelTiles\\..*", "columns k a b bOff s sOff sRow c cOff cRow"},
  };

  private static final Pattern SIZE = Pattern.compile("\\D+(\\d+)x(\\d+)\\D*");

  /** Micropanels, or slices, of a call that takes several. */
  private static final int COUNT = 4;

  /** Floats of each array: 256 terms of 4 micropanels of 32 columns take half of it, 16 rows 528 apart of A less. */
  private static final int FLOATS = 1 << 16;

  private TileArguments() {}

  /** Returns height and width of a tile of this name, in rows and vectors; null if the method is no tile. */
  static int[] size(String method) {
    Matcher size = SIZE.matcher(method);
    return size.matches() ? new int[] {Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))} : null;
  }

  /**
   * Returns the arguments of a call.
   *
   * @param k number of terms
   * @param sameStart whether all rows start with the same values
   */
  static Object[] of(Method tile, int k, boolean sameStart) {
    String name = tile.getDeclaringClass().getSimpleName() + "." + tile.getName();
    for (String[] signature : SIGNATURES) {
      String[] names = signature[1].split(" ");
      if (name.matches(signature[0]) && fits(names, tile.getParameterTypes())) {
        int[] size = size(tile.getName());
        Object[] arguments = new Object[names.length];
        for (int i = 0; i < names.length; i++) {
          arguments[i] = isArray(names[i]) ? new float[FLOATS] : value(names[i], name, size[0], size[1], k, sameStart);
        }
        return arguments;
      }
    }
    throw new IllegalArgumentException("no signature fits " + tile + "; add its line to TileArguments.SIGNATURES");
  }

  private static boolean fits(String[] names, Class<?>[] types) {
    boolean fits = names.length == types.length;
    for (int i = 0; fits && i < names.length; i++) {
      fits = types[i] == (isArray(names[i]) ? float[].class : int.class);
    }
    return fits;
  }

  private static boolean isArray(String name) {
    return name.length() == 1 && !name.equals("k") && !name.equals("m");
  }

  private static int value(String parameter, String tile, int rows, int vectors, int k, boolean sameStart) {
    boolean micropanels = tile.startsWith("MicropanelTiles");
    int columns = (micropanels ? COUNT : 1) * vectors * Species.LANES;
    return switch (parameter) {
      case "k" -> k;
      case "m" -> COUNT * rows;
      case "columns" -> columns;
      case "aOff", "bOff", "tOff", "sOff", "cOff" -> 0;
      case "aStep" -> tile.startsWith("Apart") ? 1 : COUNT * rows;
      case "bStep", "cRow" -> columns;
      case "sRow" -> sameStart ? 0 : columns;
      case "j1" -> Species.LANES;
      default -> throw new IllegalArgumentException("no value for the parameter " + parameter + " of " + tile);
    };
  }
}

package io.github.jinbei.internal.kernel;

import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Set;

/**
 * The choice of the backend of the VM. The conditions for vectors, in this order; the first that fails decides:
 * <ol>
 *   <li>the property {@value #PROPERTY} is not {@code scalar};
 *   <li>the module jdk.incubator.vector is resolved;
 *   <li>the VM compiles vector code well: HotSpot's C2, not {@code -Xint} and not C1 alone;
 *   <li>the hardware has fma;
 *   <li>the VM prefers vectors of 128, 256 or 512 bits;
 *   <li>the classes of {@code internal.vector} can be loaded and initialized, all of them. This is tried when the vector code
 *       is first needed, or at once if the property sets a width: it takes time, and a short run needs no vectors.
 * </ol>
 * If the property is not set and a condition fails, the scalar implementation runs, and one warning is logged through {@link
 * System.Logger}. If the property sets a width and a condition fails, an exception is thrown.
 */
public final class Backends {

  /** System property that forces a backend: scalar, 128, 256 or 512. */
  public static final String PROPERTY = "io.github.jinbei.backend";

  private static final String MODULE = "jdk.incubator.vector";
  private static final String FLAG = "--add-modules " + MODULE;
  private static final String VECTOR_PACKAGE = "io.github.jinbei.internal.vector";
  private static final String VECTOR_KERNELS = VECTOR_PACKAGE + ".VectorKernels";
  private static final String VECTOR_WIDTH = VECTOR_PACKAGE + ".VectorWidth";

  private static Choice current;

  private Backends() {}

  /** The backend that was chosen, and the reason. */
  public static final class Choice {

    private final int bits;
    private final String name;
    private final String reason;
    private Kernels kernels;

    private Choice(int bits, String name, String reason) {
      this.bits = bits;
      this.name = name;
      this.reason = reason;
    }

    /** Returns the width of a vector in bits; 32 for the scalar implementation. */
    public int bits() {
      return bits;
    }

    /** Returns the name: scalar, 128, 256 or 512. */
    public String name() {
      return name;
    }

    /** Returns the reason: one line of text. */
    public String reason() {
      return reason;
    }
  }

  /**
   * Returns the backend of this VM. The first call chooses it.
   *
   * @throws IllegalStateException if the property has an unknown value, or sets a width that this machine or VM lacks
   */
  public static synchronized Choice current() {
    if (current == null) {
      current = choose(System.getProperty(PROPERTY));
    }
    return current;
  }

  /**
   * Returns the operations of the backend. The first call creates them. For vectors it takes 100 ms (Zen 3, JDK 25), in which
   * classes are initialized. If that fails, the scalar implementation is the backend from then on, with a warning.
   *
   * @throws IllegalStateException as {@link #current}
   */
  public static synchronized Kernels kernels() {
    Choice choice = current();
    if (choice.kernels == null) {
      choice.kernels = choice.bits == Float.SIZE ? ScalarKernels.create() : vectors(choice);
    }
    return choice.kernels;
  }

  private static Kernels vectors(Choice choice) {
    try {
      return (Kernels) call(VECTOR_KERNELS, "create", new Class<?>[] {int.class}, choice.bits);
    } catch (LinkageError e) {
      current = instead(missing(e));
      return kernels();
    }
  }

  private static Choice choose(String asked) {
    String wish = asked == null ? "" : asked.trim().toLowerCase(Locale.ROOT);
    switch (wish) {
      case "scalar":
        return new Choice(Float.SIZE, "scalar", "set by " + PROPERTY);
      case "", "128", "256", "512":
        break;
      default:
        throw new IllegalStateException(
            "property " + PROPERTY + " is \"" + asked + "\"; expected scalar, 128, 256 or 512");
    }
    String obstacle = obstacle();
    LinkageError failure = null;
    if (obstacle == null) {
      try {
        int preferred = preferredBits();
        int bits = wish.isEmpty() ? Math.min(preferred, 512) : Integer.parseInt(wish);
        if (bits <= preferred && bits >= 128) {
          Choice choice = new Choice(bits, Integer.toString(bits),
              wish.isEmpty() ? "the widest vectors this VM prefers" : "set by " + PROPERTY);
          if (!wish.isEmpty()) {
            choice.kernels = (Kernels) call(VECTOR_KERNELS, "create", new Class<?>[] {int.class}, bits);
          }
          return choice;
        }
        obstacle = "the widest vectors this VM prefers have " + preferred + " bits";
      } catch (LinkageError e) {
        failure = e;
        obstacle = missing(e);
      }
    }
    if (!wish.isEmpty()) {
      throw new IllegalStateException("property " + PROPERTY + " sets " + wish + "-bit vectors, but " + obstacle, failure);
    }
    return instead(obstacle);
  }

  private static String missing(LinkageError e) {
    return "the classes of " + VECTOR_PACKAGE + " cannot be loaded (" + (e.getCause() == null ? e : e.getCause())
        + "); a tool that leaves classes out of the jar, as minimizeJar does, must keep all of them";
  }

  /** Returns the scalar backend, after a warning that names the reason. */
  private static Choice instead(String obstacle) {
    System.getLogger("io.github.jinbei").log(System.Logger.Level.WARNING,
        "Jinbei runs without vector instructions, " + slowness() + " (the results are the same): " + obstacle);
    return new Choice(Float.SIZE, "scalar", obstacle);
  }

  /**
   * Returns how slow the scalar code is. It was measured against 512-bit vectors: a training of 2 seconds took as long, and
   * compiled steps of T1 to T7 took 2 to 16 times as long ({@code bench/NOTES.md}).
   */
  private static String slowness() {
    return ModuleLayer.boot().findModule(MODULE).isEmpty()
        ? "as measured 2 to 16 times slower once both are compiled, after 2 seconds or so" : "slower";
  }

  /** Returns why vectors cannot be used well, and how to change that; null if they can. */
  private static String obstacle() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return ModuleFinder.ofSystem().find(MODULE).isPresent()
          ? "the module " + MODULE + " is not resolved; start java with " + FLAG
          : "this Java runtime has no module " + MODULE + "; use a JDK or an image made by jlink " + FLAG
              + ", and start it with the same flag";
    }
    String vm = System.getProperty("java.vm.name", "");
    String info = System.getProperty("java.vm.info", "");
    if (info.contains("interpreted mode")) {
      return "the VM only interprets; start java without -Xint";
    }
    if (info.contains("emulated-client")) {
      return "the VM compiles with C1 alone; start java without -XX:TieredStopAtLevel=1 or similar flags";
    }
    if (!vm.contains("Server VM") || System.getProperty("java.vm.version", "").contains("jvmci")) {
      return "this VM (" + vm + ") does not compile with HotSpot's C2; run on an OpenJDK build with it";
    }
    if (!Fma.HARDWARE) {
      return withoutFma(System.getProperty("os.arch", ""));
    }
    return null;
  }

  /** Returns the message that names the flags that switch fma off. Only VMs for x86 accept -XX:UseAVX. */
  static String withoutFma(String arch) {
    boolean x86 = Set.of("amd64", "x86_64", "x86", "i386").contains(arch);
    return "there is no hardware fma here, or it is switched off; start java without -XX:-UseFMA"
        + (x86 ? " and -XX:UseAVX=0 or 1" : "");
  }

  private static int preferredBits() {
    return (int) call(VECTOR_WIDTH, "preferred", new Class<?>[0]);
  }

  /**
   * Calls a static method of {@value #VECTOR_PACKAGE} by name, because this package must work without the vector module.
   *
   * @throws LinkageError if a class cannot be loaded or initialized
   */
  private static Object call(String type, String method, Class<?>[] types, Object... arguments) {
    try {
      return Class.forName(type).getMethod(method, types).invoke(null, arguments);
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(e.getMessage());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof LinkageError error) {
        throw error;
      }
      throw new IllegalStateException("cannot call " + type + "." + method, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IncompatibleClassChangeError(e.toString());
    }
  }
}

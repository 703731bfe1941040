package io.github.jinbei.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe against the flag of the VM, and its decision on machines with invented times. */
class FmaProbeTest {

  /** A machine whose calls take these times, with a clock that shows multiples of {@code tick}. */
  private static class Machine implements FmaProbe.Times {

    private final double fma;
    private final double sqrt;
    private final long tick;
    private double now;
    private int loops;

    Machine(double fma, double sqrt, long tick) {
      this.fma = fma;
      this.sqrt = sqrt;
      this.tick = tick;
    }

    /** What delays the loop of this number. */
    long delay(int loop) {
      return 0;
    }

    private long loop(double nanos) {
      long start = (long) (now / tick);
      now += nanos + delay(loops++);
      long end = (long) (now / tick);
      now += 0.37 * tick;
      return (end - start) * tick;
    }

    @Override
    public long ofFma(int calls) {
      return loop(calls * fma);
    }

    @Override
    public long ofSqrt(int calls) {
      return loop(calls * sqrt);
    }
  }

  /** Compiled, interpreted, emulated, on a slow board, and with clocks too coarse for the first loops. */
  @ParameterizedTest
  @CsvSource({"1, 3, 1", "12, 13, 1", "12, 13, 40", "600, 500, 100", "5000, 5000, 1", "90000, 40000, 1", "1, 3, 1000",
      "2, 2, 1000"})
  void aRatioNearOneIsHardwareWhateverTheSpeed(double fma, double sqrt, long tick) {
    assertTrue(FmaProbe.hardware(new Machine(fma, sqrt, tick)));
  }

  @ParameterizedTest
  @CsvSource({"400, 4, 1", "3000, 4, 1", "30000, 15, 40", "200000, 100, 1", "2000000, 3000, 1", "1500, 3, 1000"})
  void aRatioOfHundredsIsSoftwareWhateverTheSpeed(double fma, double sqrt, long tick) {
    assertFalse(FmaProbe.hardware(new Machine(fma, sqrt, tick)));
  }

  /** A container whose time is used up: single loops last 100 ms longer, those of fma or those of sqrt. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void interruptionsDoNotMatter(int which) {
    for (boolean hardware : new boolean[] {true, false}) {
      Machine machine = new Machine(hardware ? 12 : 5000, 13, 1) {
        @Override
        long delay(int loop) {
          return loop % 2 == which && loop / 2 % 5 != 3 ? 100_000_000 : 0;
        }
      };
      assertEquals(hardware, FmaProbe.hardware(machine));
    }
  }

  /** The first round finds 15 or 1,000 times the time, since all its loops of fma are delayed. */
  @ParameterizedTest
  @ValueSource(longs = {3_000, 200_000})
  void aDoubtfulAnswerAndOneOfSoftwareAreAskedAgain(long delay) {
    assertTrue(FmaProbe.hardware(new Machine(12, 13, 1) {
      @Override
      long delay(int loop) {
        return loop < 10 && loop % 2 == 0 ? delay : 0;
      }
    }));
  }

  @Test
  void aMachineInDoubtToTheEndIsDecidedByTheMiddle() {
    assertTrue(FmaProbe.hardware(new Machine(8, 1, 1)));
    assertFalse(FmaProbe.hardware(new Machine(16, 1, 1)));
  }

  @Test
  @Tag("small")
  void theAnswerIsTheVmsOwn() {
    String flag = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption("UseFMA").getValue();
    assertEquals(flag, Boolean.toString(Fma.HARDWARE));
    assertEquals(flag, Boolean.toString(FmaProbe.hardware()));
  }

  /** Prints the answer of this VM, and the one that the VM itself gives. */
  static final class Show {

    private Show() {}

    public static void main(String[] args) {
      System.out.print(Fma.HARDWARE + " "
          + ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption("UseFMA").getValue());
    }
  }

  @ParameterizedTest
  @CsvSource({"-Xint, -XX:+UseFMA", "-Xint, -XX:-UseFMA", "-XX:TieredStopAtLevel=1, -XX:+UseFMA",
      "-XX:TieredStopAtLevel=1, -XX:-UseFMA", "-XX:-TieredCompilation, -XX:+UseFMA"})
  void theAnswerIsTheVmsOwnInWhateverWayItRunsCode(String mode, String fma) throws Exception {
    Process vm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), mode, fma,
        "-cp", System.getProperty("java.class.path"), Show.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(vm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(vm.waitFor(60, TimeUnit.SECONDS), "the VM did not end");
    String[] answers = output.split(" ");
    assertEquals(2, answers.length, output);
    assertEquals(answers[1], answers[0], mode + " " + fma);
  }
}

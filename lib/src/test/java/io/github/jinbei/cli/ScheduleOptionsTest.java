package io.github.jinbei.cli;

import static io.github.jinbei.cli.SmallTraining.EPOCHS;
import static io.github.jinbei.cli.SmallTraining.STEPS;
import static io.github.jinbei.cli.SmallTraining.byCommand;
import static io.github.jinbei.cli.SmallTraining.byLibrary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Schedule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleOptionsTest {

  private static final long ALL = (long) EPOCHS * STEPS;

  static Stream<Arguments> schedules() {
    return Stream.of(
        Arguments.of("step(1,0.5)", Schedule.step(STEPS, 0.5)),
        Arguments.of("step(0.5, 0.7)", Schedule.step(STEPS / 2, 0.7)),
        Arguments.of("step(0.001,0.9)", Schedule.step(1, 0.9)),
        Arguments.of("exponential(0.5)", Schedule.exponential(StrictMath.pow(0.5, 1.0 / STEPS))),
        Arguments.of("inverse-scaling", Schedule.inverseScaling(0.5)),
        Arguments.of("inverse-scaling(0.25)", Schedule.inverseScaling(0.25)),
        Arguments.of("polynomial", Schedule.polynomial(ALL, 1, 0)),
        Arguments.of("polynomial(2)", Schedule.polynomial(ALL, 2, 0)),
        Arguments.of("polynomial(2,0.1)", Schedule.polynomial(ALL, 2, 0.1)),
        Arguments.of("cosine", Schedule.cosine(ALL)),
        Arguments.of("coslog4", Schedule.coslog4(ALL)));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void schedulesSetTheTrainerInUpdates(String text, Schedule schedule) {
    Run run = byCommand("--schedule", text);
    assertEquals(byLibrary(t -> t.schedule(schedule)), run.lastLine());
    assertNotEquals(byCommand().lastLine(), run.lastLine());
    assertEquals("schedule " + text, run.entry("with"));
  }

  @Test
  void byDefaultTheRateIsConstant() {
    assertEquals(byCommand().lastLine(), byCommand("--schedule", "constant").lastLine());
  }

  @Test
  void theWarmUpShortensTheSchedule() {
    Run run = byCommand("--schedule", "cosine", "--warm-up", 1);
    assertEquals(byLibrary(t -> t.schedule(Schedule.cosine(ALL - STEPS).warmUp(STEPS))), run.lastLine());
    assertEquals("schedule cosine, warm-up 1", run.entry("with"));
    assertEquals(byLibrary(t -> t.schedule(Schedule.constant().warmUp(4))), byCommand("--warm-up", 0.5).lastLine());
  }

  /** 144 of the 1,438 rows are set aside; 1,294 make 7 batches. */
  @Test
  void validationRowsDoNotCountAsUpdates() {
    assertEquals(byLibrary(t -> t.validationFraction(0.1f).schedule(Schedule.cosine(7 * EPOCHS))),
        byCommand("--validation", 0.1, "--schedule", "cosine").lastLine());
  }

  /** The gain must exceed 100, so each epoch after the first reduces the rate. */
  @Test
  void plateausSetTheTrainer() {
    assertEquals(byLibrary(t -> t.reduceOnPlateau(0.5f, 1, 100)), byCommand("--plateau", "0.5,1,100").lastLine());
    assertEquals(byLibrary(t -> t.validationFraction(0.2f).reduceOnPlateau(0.1f, 2, 0)),
        byCommand("--plateau", "0.1,2", "--validation", 0.2).lastLine());
    assertNotEquals(byCommand().lastLine(), byCommand("--plateau", "0.5,1,100").lastLine());
  }

  @ParameterizedTest
  @CsvSource(delimiterString = "->", value = {
      "--schedule cosin             -> not 'cosin'; did you mean cosine?",
      "--schedule step              -> did you mean step(EPOCHS,FACTOR)?",
      "--schedule step(3)           -> not 'step(3)'; did you mean step(EPOCHS,FACTOR)?",
      "--schedule step(3,0.5,2)     -> did you mean step(EPOCHS,FACTOR)?",
      "--schedule step(0,0.5)       -> --schedule step(0,0.5): EPOCHS = 0.0; expected a number above 0",
      "--schedule step(2,-1)        -> --schedule step(2,-1): FACTOR = -1.0; expected a number above 0",
      "--schedule exponential(0)    -> FACTOR = 0.0; expected a number above 0",
      "--schedule exponential       -> did you mean exponential(FACTOR)?",
      "--schedule inverse-scaling(-1) -> power = -1.0; expected a finite number of at least 0",
      "--schedule polynomial(0)     -> power = 0.0; expected a finite number above 0",
      "--schedule polynomial(1,1.5) -> end = 1.5; expected 0 to 1",
      "--schedule cosine(5)         -> not 'cosine(5)'; did you mean cosine?",
      "--schedule step(NaN,0.5)     -> did you mean step(EPOCHS,FACTOR)?",
      "--warm-up 0                  -> --warm-up takes a number above 0",
      "--warm-up 30                 -> --warm-up 30.0 takes all of --epochs 30",
      "--plateau 0.5                -> --plateau takes a factor between 0 and 1",
      "--plateau 1,3                -> --plateau takes a factor between 0 and 1",
      "--plateau 0.5,0              -> --plateau takes a factor between 0 and 1",
      "--plateau 0.5,3,-1           -> --plateau takes a factor between 0 and 1",
      "--plateau 0.5,3,0,1          -> --plateau takes a factor between 0 and 1",
  })
  void wrongSchedulesAreRefused(String words, String complaint) {
    Run run = Run.of((Object[]) ("train " + words).split(" "));
    assertEquals(2, run.code(), run.toString());
    assertTrue(run.err().contains(complaint), run.err());
  }
}

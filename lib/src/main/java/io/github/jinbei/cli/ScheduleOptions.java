package io.github.jinbei.cli;

import io.github.jinbei.Schedule;
import io.github.jinbei.TrainerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The options of the learning rate's schedule. Their unit is epochs, that of the library is updates. */
final class ScheduleOptions {

  /** A schedule and its numbers. */
  private record Choice(ScheduleForm form, double[] numbers) {

    Schedule schedule(ScheduleForm.Span span) {
      return form.schedule(numbers, span);
    }
  }

  /** The settings of a plateau: how long the loss may not fall, and the factor by which that reduces the rate. */
  private record Plateau(float factor, Waiting waiting) {}

  private static final Option<Choice> SCHEDULE = new Option<>("--schedule", schedules(), "constant",
      "the factor of the learning rate at each update, see below");
  private static final Option<Float> WARM_UP = new Option<>("--warm-up", Kind.positive(), null,
      "epochs of a linear warm-up before the schedule, for example 0.5 (default 0)");
  private static final Option<Plateau> PLATEAU = new Option<>("--plateau",
      new Kind<>("FACTOR," + Waiting.FORM, "a factor between 0 and 1, then " + Waiting.EXPECTED
          + ", as 0.5,3 or 0.5,3,0.001", ScheduleOptions::plateau), null,
      "multiply the rate by FACTOR if the validation loss, or without --validation the training loss, has not fallen by "
          + "more than GAIN for PATIENCE epochs");

  private static final List<Option<?>> TABLE = List.of(SCHEDULE, WARM_UP, PLATEAU);

  private final Options.Values values;
  private final int epochs;

  /**
   * Reads the values.
   *
   * @throws UsageException if the warm-up leaves nothing for the schedule
   */
  ScheduleOptions(Options.Values values, int epochs) {
    this.values = values;
    this.epochs = epochs;
    if (values.has(WARM_UP) && values.get(WARM_UP) >= epochs) {
      throw new UsageException("--warm-up " + values.get(WARM_UP) + " takes all of --epochs " + epochs
          + "; give less of it or more of them");
    }
  }

  static Section section() {
    return new Section("Images: learning rate", TABLE);
  }

  /** Returns the explanation of the schedules, for the notes of the help. */
  static List<String> notes() {
    return List.of("Schedules: step: times FACTOR every EPOCHS; exponential: times FACTOR an epoch, a little at each "
        + "update; inverse-scaling: 1 / (number of the update)^POWER, default 0.5; polynomial: (1 - share "
        + "done)^POWER from 1 down to END, defaults 1 and 0; cosine: half a wave from 1 to 0; coslog4: four waves from 0 to "
        + "1 and back, each twice as long as the one before. The last three end with the last epoch.");
  }

  /** Returns the given options, as the header prints them. */
  String words() {
    return values.given(TABLE);
  }

  /** Sets the schedule of a trainer. */
  void apply(TrainerBuilder trainer, long updatesPerEpoch) {
    long all = updatesPerEpoch * epochs;
    double warmUpEpochs = values.has(WARM_UP) ? values.get(WARM_UP) : 0;
    long warmUp = Math.min(all - 1, Math.round(warmUpEpochs * updatesPerEpoch));
    Schedule schedule = values.get(SCHEDULE).schedule(new ScheduleForm.Span(updatesPerEpoch, all - warmUp));
    trainer.schedule(warmUp == 0 ? schedule : schedule.warmUp(warmUp));
    Plateau plateau = values.get(PLATEAU);
    if (plateau != null) {
      trainer.reduceOnPlateau(plateau.factor(), plateau.waiting().patience(), plateau.waiting().gain());
    }
  }

  private static Kind<Choice> schedules() {
    List<String> forms = new ArrayList<>();
    for (ScheduleForm form : ScheduleForm.ALL) {
      forms.add(form.usage());
    }
    String all = String.join("|", forms);
    return new Kind<>(all, "one of " + all, forms, ScheduleOptions::choice);
  }

  private static Choice choice(String given) {
    String text = given.toLowerCase(Locale.ROOT);
    int bracket = text.indexOf('(');
    for (ScheduleForm form : ScheduleForm.ALL) {
      if (form.name().equals(bracket < 0 ? text : text.substring(0, bracket))) {
        Choice choice = new Choice(form, form.read(text));
        choice.schedule(new ScheduleForm.Span(1, 1));
        return choice;
      }
    }
    throw new IllegalArgumentException();
  }

  private static Plateau plateau(String text) {
    String[] parts = text.split(",", 2);
    Kind.checked(parts, parts.length == 2);
    return new Plateau(Kind.properShare().reader().apply(parts[0].trim()), Waiting.read(parts[1]));
  }
}

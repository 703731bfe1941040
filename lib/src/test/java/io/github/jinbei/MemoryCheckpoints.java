package io.github.jinbei;

import io.github.jinbei.internal.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Checkpoints that are kept in memory, as copies. */
final class MemoryCheckpoints implements CheckpointWriter {

  final List<TrainingState> states = new ArrayList<>();

  /** The steps after which it was asked whether a checkpoint is due. */
  final List<Long> asked = new ArrayList<>();
  private final LongPredicate due;

  /** @param due returns whether a checkpoint is due after that many steps */
  MemoryCheckpoints(LongPredicate due) {
    this.due = due;
  }

  @Override
  public boolean due(long steps) {
    asked.add(steps);
    return due.test(steps);
  }

  @Override
  public void write(TrainingState state, long steps) {
    if (steps != state.number("steps")) {
      throw new AssertionError("written after step " + steps + ", but the state is that of step " + state.text("steps"));
    }
    states.add(copy(state, ""));
  }

  TrainingState last() {
    return states.get(states.size() - 1);
  }

  /** Returns a copy of the state without the value of that name. */
  static TrainingState copy(TrainingState state, String without) {
    TrainingState copy = new TrainingState();
    state.texts().forEach((name, text) -> {
      if (!name.equals(without)) {
        copy.put(name, text);
      }
    });
    state.floats().forEach((name, values) -> {
      if (!name.equals(without)) {
        copy.put(name, values.clone());
      }
    });
    state.doubles().forEach((name, values) -> {
      if (!name.equals(without)) {
        copy.put(name, values.clone());
      }
    });
    return copy;
  }
}

package io.github.jinbei.internal.net;

/** The passes of one thread, allocated when first needed: one for a single row, and one for blocks of rows. */
public final class InferencePasses {

  private final InferenceNetwork network;
  private InferencePass oneRow;
  private InferencePass block;

  /** The passes of one network. */
  public InferencePasses(InferenceNetwork network) {
    this.network = network;
  }

  /** Returns the pass for a prediction of {@code rows} rows. */
  public InferencePass of(int rows) {
    return rows > 1 ? block() : oneRow();
  }

  private InferencePass oneRow() {
    if (oneRow == null) {
      oneRow = network.oneRow();
    }
    return oneRow;
  }

  /** Returns the pass for blocks of rows. */
  public InferencePass block() {
    if (block == null) {
      block = network.block();
    }
    return block;
  }
}

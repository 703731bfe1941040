package io.github.jinbei.bench;

import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/** A primitive of oneDNN bound to its operands. The fields keep objects alive that native code points to. */
final class OneDnnCall {

  private final primitive owner;
  private final stream queue;
  private final memory[] operands;
  private final dnnl_primitive nativePrimitive;
  private final dnnl_stream nativeQueue;
  private final dnnl_exec_arg_t arguments;

  /**
   * Binds a primitive to its operands.
   *
   * @param roles the role of each operand, one of the constants DNNL_ARG
   */
  OneDnnCall(primitive owner, stream queue, int[] roles, memory... operands) {
    this.owner = owner;
    this.queue = queue;
    this.operands = operands;
    nativePrimitive = this.owner.get();
    nativeQueue = this.queue.get();
    arguments = new dnnl_exec_arg_t(roles.length);
    for (int i = 0; i < roles.length; i++) {
      arguments.getPointer(i).arg(roles[i]).memory(operands[i].get());
    }
  }

  /** Runs the primitive. The result is complete on return: with OpenMP a CPU stream executes synchronously. */
  void run() {
    int status = dnnl_primitive_execute(nativePrimitive, nativeQueue, operands.length, arguments);
    if (status != dnnl_success) {
      throw new IllegalStateException("oneDNN reports status " + status + ", expected " + dnnl_success);
    }
  }
}

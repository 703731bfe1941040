package io.github.jinbei.internal.vector;

import io.github.jinbei.internal.vector.MachineCode.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An innermost loop of a method's machine code that holds fma of vectors: the instructions from the target of a backward
 * jump to that jump, and their counts.
 *
 * <ul>
 * <li>bits: the width of the widest fma.
 * <li>loops: innermost loops with fma in the method; the counts are of one of them.
 * <li>instructions: all but padding.
 * <li>broadcasts: of one float to all lanes, from memory or from a register.
 * <li>loads, stores: of whole vectors, the stack left out; an operand in memory counts as a load.
 * <li>spill reads, spill writes: of vector registers from and to the stack.
 * <li>general-vector moves: between a general and a vector register. C2 saves general registers in vector registers.
 * <li>conditional jumps: each with its comparison; the loop's own is one of them.
 * <li>bounds checks: the conditional jumps to the uncommon trap for an index out of bounds.
 * </ul>
 */
final class LoopCode {

  /** The head of the columns of {@link #row}, for a Markdown table, and the line under it. */
  static final String HEADER = "| bits | loops | instructions | fma | broadcasts | loads | stores | spill reads | spill writes "
      + "| general-vector moves | conditional jumps | bounds checks |";
  static final String RULE = "|---".repeat(12) + "|";

  private static final Pattern FMA = Pattern.compile("vfn?m(?:add|sub)\\d+ps .*");
  private static final Pattern JUMP = Pattern.compile("(j[a-z]+)\\s+0x([0-9a-f]+).*");
  private static final Pattern VECTOR = Pattern.compile("\\b[xyz]mm\\d");
  private static final Pattern MOVE = Pattern.compile("v?mov[dq]\\s+([^\\[,]+),([^\\[,]+)");
  /** On 128-bit vectors JDK 17 loads the float and permutes it with the constant 0. */
  private static final Pattern BROADCAST =
      Pattern.compile("vp?broadcast.*|v(?:pshufd|permilps|shufps) .*,0x0|.*\\{1to\\d+}.*");
  private static final Pattern STORE = Pattern.compile("\\S+\\s+[A-Z ]*PTR \\[.*");
  private static final Pattern TRAP = Pattern.compile("mov\\s+esi,0x(ffff[0-9a-f]{4})");

  /** The number of HotSpot's reason range_check, on 17 and on 25. */
  private static final int RANGE_CHECK = 3;

  /** More instructions than C2 writes before the call of an uncommon trap. */
  private static final int LONGEST_TRAP = 100;

  private final List<Instruction> method;
  private final int first;
  private final int last;
  private final int loops;

  private LoopCode(List<Instruction> method, int first, int last, int loops) {
    this.method = method;
    this.first = first;
    this.last = last;
    this.loops = loops;
  }

  /**
   * Returns the main one of a method's innermost loops with fma: the one with the most fma a round. C2 puts loops before and
   * after it, for the terms that are left over by an unrolled loop or that need bounds checks; so of loops with equally many
   * fma it is the one with the fewest bounds checks, then the last. Returns null if there is none.
   */
  static LoopCode main(List<Instruction> method) {
    List<int[]> ranges = innermost(method);
    LoopCode main = null;
    for (int[] range : ranges) {
      LoopCode loop = new LoopCode(method, range[0], range[1], ranges.size());
      int more = main == null ? 1 : loop.count(LoopCode::isFma) - main.count(LoopCode::isFma);
      if (more > 0 || more == 0 && loop.boundsChecks() <= main.boundsChecks()) {
        main = loop;
      }
    }
    return main;
  }

  /**
   * The first and the last index of each backward jump's range that holds fma but not the jump of another such range. The
   * outer loop that C2 puts round a loop for safepoints may enter it behind its first instruction, so that the ranges of the
   * two overlap.
   */
  private static List<int[]> innermost(List<Instruction> method) {
    List<int[]> ranges = new ArrayList<>();
    for (int i = 0; i < method.size(); i++) {
      int target = indexOfTarget(method, i);
      if (target >= 0 && target < i && method.subList(target, i).stream().anyMatch(x -> isFma(x.text()))) {
        ranges.add(new int[] {target, i});
      }
    }
    return ranges.stream().filter(r -> ranges.stream().noneMatch(o -> o[1] >= r[0] && o[1] < r[1])).toList();
  }

  /** The index of the instruction to which instruction i jumps; -1 if it is no jump, or one out of the method. */
  private static int indexOfTarget(List<Instruction> method, int i) {
    Matcher jump = JUMP.matcher(method.get(i).text());
    if (!jump.matches()) {
      return -1;
    }
    long address = Long.parseLong(jump.group(2), 16);
    int low = 0;
    int high = method.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (method.get(middle).address() < address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < method.size() && method.get(low).address() == address ? low : -1;
  }

  /** The loop's counts as cells of a Markdown table. */
  String row() {
    int[] counts = {bits(), loops, count(x -> !isPadding(x)), count(LoopCode::isFma), count(LoopCode::isBroadcast),
        count(x -> isLoad(x) && isOfVector(x) && !onStack(x)), count(x -> isStore(x) && isOfVector(x) && !onStack(x)),
        count(x -> isLoad(x) && onStack(x)), count(x -> isStore(x) && onStack(x)), count(LoopCode::isMove),
        count(LoopCode::isConditionalJump), boundsChecks()};
    StringBuilder row = new StringBuilder();
    for (int count : counts) {
      row.append("| ").append(count).append(' ');
    }
    return row.append('|').toString();
  }

  /** The loop's instructions, a line each. */
  String listing() {
    return method.subList(first, last + 1).stream().map(x -> Long.toHexString(x.address()) + "  " + x.text())
        .collect(Collectors.joining("\n"));
  }

  private int count(Predicate<String> kind) {
    return (int) method.subList(first, last + 1).stream().filter(x -> kind.test(x.text())).count();
  }

  /** The width of the widest fma. */
  private int bits() {
    return count(x -> isFma(x) && x.contains("zmm")) > 0 ? 512 : count(x -> isFma(x) && x.contains("ymm")) > 0 ? 256 : 128;
  }

  /** The conditional jumps out of the loop to code that calls the uncommon trap for an index out of bounds. */
  private int boundsChecks() {
    int checks = 0;
    for (int i = first; i <= last; i++) {
      int target = indexOfTarget(method, i);
      if (isConditionalJump(method.get(i).text()) && (target < first || target > last) && trapReason(target) == RANGE_CHECK) {
        checks++;
      }
    }
    return checks;
  }

  /**
   * The reason of the uncommon trap that the code from index i leads to, or 0. The trap's request is in esi when it is called:
   * the complement of three bits for the action and five for the reason.
   */
  private int trapReason(int i) {
    int reason = 0;
    for (int steps = 0; steps < LONGEST_TRAP && i >= 0 && i < method.size(); steps++) {
      String text = method.get(i).text();
      Matcher trap = TRAP.matcher(text);
      if (trap.matches()) {
        reason = ~Integer.parseUnsignedInt(trap.group(1), 16) >> 3 & 31;
      }
      if (text.startsWith("call")) {
        return reason;
      }
      if (isConditionalJump(text) || text.startsWith("ret")) {
        return 0;
      }
      i = text.startsWith("jmp") ? indexOfTarget(method, i) : i + 1;
    }
    return 0;
  }

  private static boolean isFma(String text) {
    return FMA.matcher(text).matches();
  }

  private static boolean isBroadcast(String text) {
    return BROADCAST.matcher(text).matches();
  }

  private static boolean isStore(String text) {
    return STORE.matcher(text).matches() && VECTOR.matcher(text).find();
  }

  private static boolean isLoad(String text) {
    return text.contains("[") && VECTOR.matcher(text).find() && !isStore(text);
  }

  /** Whether the operand in memory is a whole vector, XMMWORD, YMMWORD or ZMMWORD. */
  private static boolean isOfVector(String text) {
    return text.contains("MMWORD");
  }

  private static boolean onStack(String text) {
    return text.contains("[rsp");
  }

  /** Whether it moves a value from a general to a vector register or back. */
  private static boolean isMove(String text) {
    Matcher move = MOVE.matcher(text);
    return move.matches() && VECTOR.matcher(move.group(1)).find() != VECTOR.matcher(move.group(2)).find();
  }

  private static boolean isConditionalJump(String text) {
    return text.startsWith("j") && !text.startsWith("jmp");
  }

  private static boolean isPadding(String text) {
    return text.contains("nop") || text.startsWith("xchg   ax,ax");
  }
}

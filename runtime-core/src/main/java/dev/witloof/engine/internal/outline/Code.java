package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function body as arrays, one element an instruction. Code that no path reaches is left out, so
 * every instruction has an operand stack of known height; {@code else} and {@code end} are there
 * even if nothing falls through to them.
 *
 * <p>A block, loop or if is known by the index of the instruction that opens it, the function
 * itself by {@link #FUNCTION}.
 */
final class Code {
  /** Stands for the function where the instruction that opens something is meant. */
  static final int FUNCTION = -1;

  /** The height of the operand stack where nothing falls through. */
  static final int DEAD = -1;

  private static final int[] NOWHERE = {};
  private static final int[] RETURNING = {FUNCTION};

  /** The body's bytes are a range of this. */
  final byte[] bytes;

  final CoreType.Func type;

  /** The types of parameters and locals. */
  final List<CoreType.Val> locals;

  /** How many instructions there are; the arrays may be longer. */
  int count;

  final int[] opcode;

  /** Where the instruction's bytes are, which need not follow one another. */
  final int[] start;

  final int[] end;

  /**
   * Of {@code local.*} the local; of {@code br} and {@code br_if} what the label belongs to; of an
   * if its else, or 0 when it has none.
   */
  final int[] operand;

  /** What a {@code br_table}'s labels belong to, by the instruction's index. */
  final Map<Integer, int[]> targets = new HashMap<>();

  /** Of what opens its end; of else and end what opens; otherwise undefined. */
  final int[] match;

  /** What the instruction is in; for else and end what their opener is in. */
  final int[] parent;

  /** For what opens: in how many blocks its inside is, the function not counted. */
  final int[] depth;

  /** Operands before the instruction. */
  final int[] height;

  /** Operands that are left when it has taken its own. */
  final int[] low;

  /** An estimate of the JVM code of all instructions before it, the prologue included. */
  final int[] size;

  /** For what opens: operands that its label takes, and the type if it is one. */
  final int[] labelArity;

  final CoreType.@Nullable Val[] labelType;

  /** The most operands that there are at a time. */
  int mostOperands;

  /** Whether there is what {@link BlockParameters} takes away. */
  boolean blockParameters;

  Code(byte[] bytes, CoreType.Func type, List<CoreType.Val> locals, int capacity) {
    this.bytes = bytes;
    this.type = type;
    this.locals = locals;
    opcode = new int[capacity];
    start = new int[capacity];
    end = new int[capacity];
    operand = new int[capacity];
    match = new int[capacity];
    parent = new int[capacity];
    depth = new int[capacity];
    height = new int[capacity];
    low = new int[capacity];
    size = new int[capacity + 1];
    labelArity = new int[capacity];
    labelType = new CoreType.Val[capacity];
  }

  /** An estimate of the function's JVM code. */
  int size() {
    return size[count];
  }

  boolean opens(int i) {
    return opcode[i] >= BLOCK && opcode[i] <= IF;
  }

  /** The next instruction on the same nesting level. */
  int next(int i) {
    return opens(i) ? match[i] + 1 : i + 1;
  }

  /** In how many blocks the inside of what opens is; 0 for the function. */
  int depthOf(int opener) {
    return opener == FUNCTION ? 0 : depth[opener];
  }

  /** How many operands a branch to it takes. */
  int arityOf(int opener) {
    return opener == FUNCTION ? type.results().size() : labelArity[opener];
  }

  /** The type of the operand that a branch to it takes, when it takes one. */
  CoreType.Val labelTypeOf(int opener) {
    CoreType.Val label = opener == FUNCTION ? type.results().get(0) : labelType[opener];
    if (label == null) {
      throw new IllegalStateException("the label takes no single operand");
    }
    return label;
  }

  /** What the instruction may branch to, returning included. */
  int[] branches(int i) {
    return switch (opcode[i]) {
      case BR, BR_IF -> new int[] {operand[i]};
      case BR_TABLE -> targets.getOrDefault(i, NOWHERE);
      case RETURN -> RETURNING;
      default -> NOWHERE;
    };
  }

  /** Whether nothing goes on behind the instruction. */
  boolean isFinal(int i) {
    return switch (opcode[i]) {
      case BR, BR_TABLE, RETURN, UNREACHABLE -> true;
      default -> false;
    };
  }

  /** Appends the instruction as it is. */
  void copy(int i, WasmOutput out) {
    out.bytes(bytes, start[i], end[i]);
  }
}

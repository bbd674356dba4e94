package dev.witloof.engine.internal.validate;

import dev.witloof.engine.CoreType;
import java.util.Arrays;

/**
 * What compiling a module's bodies will cost, and parsing them. A small body can make much code: a
 * call moves every operand and result, a branch drops what lies above its label, each declared
 * local is initialised, and the compiler copies the types on the operand stack at every block.
 * Chicory's parser, through which interpreted bodies go, too, walks up to the label of every
 * branch, and at a loop's end over all blocks that stand before it in the same block.
 *
 * <p>The code of a body is estimated in bytes of JVM code, from below: fuel charges are included,
 * but each instruction counts for as little as it may come to, unless it is never reached. Work is
 * in the same unit: a byte of code, or what takes as long.
 */
public final class CodeEstimate {
  /**
   * Changes whenever a module may be estimated higher, and hence refused. Part of the key of
   * whatever caches the code of modules that were not.
   */
  public static final int VERSION = 2;

  /** Work for a function of whatever size: its methods, its entry in the tables. */
  static final int FUNCTION = 100;

  /**
   * Work for a function type of a module, besides its values: methods that dispatch calls of it.
   */
  private static final int TYPE = 25;

  /** Code of the charge at the start of a basic block. */
  static final int CHARGE = 7;

  /** Types that are copied in the time that a byte of code takes. */
  static final int COPIED_TYPES = 8;

  /** Steps of Chicory's parser from block to block in the time that a byte of code takes. */
  static final int PARSER_STEPS = 64;

  private int[] bodies = new int[16];
  private int count;
  private long code;
  private long work;
  private long parserSteps;

  CodeEstimate() {}

  /** Bytes of JVM code that the body will at least make, {@link Integer#MAX_VALUE} for more. */
  public int code(int body) {
    return bodies[body];
  }

  /** Work for a function type in each module that has it in its type section. */
  public static long type(CoreType.Func type) {
    return TYPE + type.params().size() + type.results().size();
  }

  /** Work for the bodies of the whole module. */
  public long work() {
    return work + parserSteps / PARSER_STEPS;
  }

  void startBody(int locals) {
    code = CHARGE + locals;
    work += FUNCTION;
  }

  /** An instruction: its operands and results beyond what a simple one has, or labels. */
  void instruction(long operands) {
    code += 1 + operands;
  }

  /** A basic block begins behind the instruction. */
  void charge() {
    code += CHARGE;
  }

  /** A block, loop or if opens, with so many operands on the stack. */
  void block(int stack) {
    work += stack / COPIED_TYPES;
  }

  /** A branch to a label, with so many blocks between the two. */
  void label(int depth) {
    parserSteps += depth;
  }

  /** A loop opens behind so many blocks that the same block has opened before. */
  void loop(int before) {
    parserSteps += before + 1;
  }

  void endBody() {
    if (count == bodies.length) {
      bodies = Arrays.copyOf(bodies, 2 * count);
    }
    bodies[count++] = (int) Math.min(Integer.MAX_VALUE, code);
    work += code;
  }
}

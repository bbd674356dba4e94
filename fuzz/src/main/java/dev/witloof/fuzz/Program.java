package dev.witloof.fuzz;

import dev.witloof.engine.CoreType.Func;
import dev.witloof.engine.CoreType.Val;
import java.util.List;

/**
 * A generated module.
 *
 * @param functions the types of those that it exports as {@code f0}, {@code f1} …
 * @param blockParameters whether it may have blocks that take parameters, and loops with several
 *     results: stock Chicory's interpreter gets branches to and out of those wrong
 */
record Program(byte[] module, List<Func> functions, boolean blockParameters) {
  /** The exported memory. */
  static final String MEMORY = "memory";

  /** Takes nothing, returns all globals, and lets functions be called again so many times. */
  static final String STATE = "state";

  static final List<Val> NUMBERS = List.of(Val.I32, Val.I64, Val.F32, Val.F64);

  static int code(Val type) {
    return switch (type) {
      case I32 -> 0x7f;
      case I64 -> 0x7e;
      case F32 -> 0x7d;
      case F64 -> 0x7c;
      default -> throw new IllegalArgumentException("no number: " + type);
    };
  }
}

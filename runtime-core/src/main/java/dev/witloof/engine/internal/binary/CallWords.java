package dev.witloof.engine.internal.binary;

import dev.witloof.engine.CoreType;
import java.util.Collections;
import java.util.List;

/**
 * What a function takes, and gives, if it is a method of the JVM: one word for a value, two for one
 * of 64 bits (Java virtual machine specification, 4.3.3).
 *
 * <p>A function of more than {@link #MOST} words stays interpreted, and so does whatever has to do
 * with its type: Chicory's compiler has an array take the place of too many parameters, but takes
 * them from it, or from where they are not, in several wrong ways; and it makes a method that takes
 * all results, however many they are.
 */
public final class CallWords {
  /**
   * A method has at most 255 words; what dispatches indirect calls takes four besides the
   * function's own: an index, a table, the memory, and the instance.
   */
  public static final int MOST = 251;

  /** Parameters of so many words are an array in what Chicory's compiler makes. */
  private static final int ARRAY = 254;

  private CallWords() {}

  /** Whether functions of that type cannot be compiled. */
  public static boolean areTooMany(CoreType.Func type) {
    return of(type.params()) > MOST || of(type.results()) > MOST;
  }

  private static int of(List<CoreType.Val> values) {
    int words = values.size();
    for (CoreType.Val value : values) {
      if (value == CoreType.Val.I64 || value == CoreType.Val.F64) {
        words++;
      }
    }
    return words;
  }

  /**
   * The content of a type section that Chicory's compiler can read. It makes methods for all types,
   * also where nothing that it compiles has to do with them, and fails on some of those of too many
   * words. Here they all have so many parameters that they become arrays, and no results.
   */
  static WasmOutput compilable(WasmInput types) {
    int count = types.u32();
    WasmOutput out = new WasmOutput(types.remaining() + 8).u32(count);
    for (int i = 0; i < count; i++) {
      out.u8(types.u8());
      CoreType.Func type = new CoreType.Func(ValueTypes.readAll(types), ValueTypes.readAll(types));
      boolean tooMany = areTooMany(type);
      ValueTypes.writeAll(
          tooMany ? Collections.nCopies(ARRAY, CoreType.Val.I32) : type.params(), out);
      ValueTypes.writeAll(tooMany ? List.of() : type.results(), out);
    }
    return out;
  }
}

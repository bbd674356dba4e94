package dev.witloof.engine.internal.binary;

import dev.witloof.engine.CoreType;
import java.util.Collections;
import java.util.List;

/**
 * What a function takes if it is a method of the JVM: one word for a parameter, two for one of 64
 * bits (Java virtual machine specification, 4.3.3).
 *
 * <p>A function that takes more than {@link #MOST} stays interpreted, and so does whatever calls
 * it: Chicory's compiler has an array take the place of too many parameters, but takes them from
 * it, or from where they are not, in several wrong ways.
 */
public final class CallWords {
  /**
   * A method has at most 255 words; what dispatches indirect calls takes four besides the
   * function's own: an index, a table, the memory, and the instance.
   */
  public static final int MOST = 251;

  /** From here on Chicory's compiler makes an array of them. */
  private static final int ARRAY = 254;

  private CallWords() {}

  /** Whether functions of that type cannot be compiled. */
  public static boolean areTooMany(CoreType.Func type) {
    return of(type.params()) > MOST;
  }

  private static int of(List<CoreType.Val> params) {
    int words = params.size();
    for (CoreType.Val param : params) {
      if (param == CoreType.Val.I64 || param == CoreType.Val.F64) {
        words++;
      }
    }
    return words;
  }

  /**
   * The content of a type section that Chicory's compiler can read. It makes methods for all types,
   * also where nothing that it compiles calls them, and fails on a few words too many. Types of
   * that kind get some more here.
   */
  static WasmOutput compilable(WasmInput types) {
    int count = types.u32();
    WasmOutput out = new WasmOutput(types.remaining() + 8).u32(count);
    for (int i = 0; i < count; i++) {
      out.u8(types.u8());
      List<CoreType.Val> params = ValueTypes.readAll(types);
      int words = of(params);
      if (words > MOST && words < ARRAY) {
        params.addAll(Collections.nCopies(ARRAY - words, CoreType.Val.I32));
      }
      ValueTypes.writeAll(params, out);
      ValueTypes.writeAll(ValueTypes.readAll(types), out);
    }
    return out;
  }
}

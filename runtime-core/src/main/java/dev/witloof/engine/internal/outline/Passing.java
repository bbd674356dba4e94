package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a region's function and its caller hand values over. Back come the number of the exit, if
 * there are several, and the results. Compiled code returns several values by an array; for two of
 * 32 bits, which are frequent, one of 64 takes its place.
 */
final class Passing {
  private static final int I64_OR = 0x84;
  private static final int I64_SHL = 0x86;
  private static final int I64_SHR_U = 0x88;
  private static final int I64_EXTEND_I32_U = 0xad;

  private final Code code;
  private final Region region;
  private final List<CoreType.Val> returned = new ArrayList<>();
  private final int padding;

  Passing(Additions module, Code code, Region region) {
    this.code = code;
    this.region = region;
    if (region.isCoded()) {
      returned.add(CoreType.Val.I32);
    }
    Arrays.stream(region.results()).forEach(local -> returned.add(code.locals.get(local)));
    padding = module.padding(plainType());
  }

  /** The type of the function. */
  CoreType.Func type() {
    return Additions.padded(plainType(), padding);
  }

  /** How many parameters behind the region's own mean nothing. */
  int padding() {
    return padding;
  }

  private CoreType.Func plainType() {
    List<CoreType.Val> parameters = new ArrayList<>();
    Arrays.stream(region.locals())
        .limit(region.parameters())
        .forEach(local -> parameters.add(code.locals.get(local)));
    return new CoreType.Func(parameters, isPacked() ? List.of(CoreType.Val.I64) : returned);
  }

  /** Whether two values come back in one, for which the caller needs a local. */
  boolean isPacked() {
    return returned.size() == 2 && returned.stream().allMatch(type -> type == CoreType.Val.I32);
  }

  /**
   * At the function's end, with the exit's number on the stack: leaves what it returns.
   *
   * @param locals where the results are in the function
   */
  void giveBack(WasmOutput out, int[] locals) {
    for (int k = 0; k < locals.length; k++) {
      if (isPacked() && k == locals.length - 1) {
        out.u8(I64_EXTEND_I32_U).u8(I64_CONST).signed(Integer.SIZE).u8(I64_SHL);
      }
      out.u8(LOCAL_GET).u32(locals[k]);
    }
    if (isPacked()) {
      out.u8(I64_EXTEND_I32_U).u8(I64_OR);
    }
  }

  /**
   * Behind the call: stores the results, and leaves the exit's number on the stack.
   *
   * @param packed an i64 local of the caller
   */
  void takeBack(WasmOutput out, int packed) {
    int[] results = region.results();
    if (!isPacked()) {
      for (int k = results.length - 1; k >= 0; k--) {
        out.u8(LOCAL_SET).u32(results[k]);
      }
      return;
    }
    out.u8(LOCAL_TEE).u32(packed).u8(I32_WRAP_I64);
    out.u8(LOCAL_SET).u32(results[results.length - 1]);
    out.u8(LOCAL_GET).u32(packed).u8(I64_CONST).signed(Integer.SIZE).u8(I64_SHR_U).u8(I32_WRAP_I64);
    if (!region.isCoded()) {
      out.u8(LOCAL_SET).u32(results[0]);
    }
  }
}

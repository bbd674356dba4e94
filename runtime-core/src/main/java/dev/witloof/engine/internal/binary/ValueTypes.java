package dev.witloof.engine.internal.binary;

import dev.witloof.engine.CoreType;

/** The encoding of value types. */
public final class ValueTypes {
  private ValueTypes() {}

  /** Reads a value type; those of refused proposals throw, V128 does not. */
  static CoreType.Val read(WasmInput in) {
    int code = in.u8();
    return switch (code) {
      case 0x7f -> CoreType.Val.I32;
      case 0x7e -> CoreType.Val.I64;
      case 0x7d -> CoreType.Val.F32;
      case 0x7c -> CoreType.Val.F64;
      case 0x7b -> CoreType.Val.V128;
      case 0x70 -> CoreType.Val.FUNCREF;
      case 0x6f -> CoreType.Val.EXTERNREF;
      case 0x69, 0x74 -> throw in.invalid(refusal("exception handling"));
      case 0x63, 0x64 -> throw in.invalid(refusal("typed function references"));
      case 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73 ->
          throw in.invalid(refusal("garbage collection"));
      default -> throw in.invalid("unknown value type 0x" + Integer.toHexString(code));
    };
  }

  /** Reads {@code funcref} or {@code externref}. */
  static CoreType.Val readReference(WasmInput in) {
    CoreType.Val type = read(in);
    if (type != CoreType.Val.FUNCREF && type != CoreType.Val.EXTERNREF) {
      throw in.invalid("expected a reference type, found " + type);
    }
    return type;
  }

  /** The byte of a value type. */
  public static int code(CoreType.Val type) {
    return switch (type) {
      case I32 -> 0x7f;
      case I64 -> 0x7e;
      case F32 -> 0x7d;
      case F64 -> 0x7c;
      case V128 -> 0x7b;
      case FUNCREF -> 0x70;
      case EXTERNREF -> 0x6f;
    };
  }

  static String refusal(String proposal) {
    return "the module needs the WebAssembly proposal \""
        + proposal
        + "\", which this engine does not support; build it without";
  }
}

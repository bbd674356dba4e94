package dev.witloof.engine.internal.binary;

import dev.witloof.engine.CoreType;
import java.util.ArrayList;
import java.util.List;

/** The encoding of value types (core specification, 5.3). */
public final class ValueTypes {
  public static final int I32 = 0x7f;
  public static final int I64 = 0x7e;
  public static final int F32 = 0x7d;
  public static final int F64 = 0x7c;
  public static final int V128 = 0x7b;
  public static final int FUNCREF = 0x70;
  public static final int EXTERNREF = 0x6f;

  private ValueTypes() {}

  /** Reads a value type; those of refused proposals throw, V128 does not. */
  public static CoreType.Val read(WasmInput in) {
    return ofCode(readCode(in));
  }

  /** Reads a list of value types. */
  public static List<CoreType.Val> readAll(WasmInput in) {
    List<CoreType.Val> types = new ArrayList<>();
    for (int left = in.u32(); left > 0; left--) {
      types.add(read(in));
    }
    return types;
  }

  /** Writes a list of value types. */
  public static void writeAll(List<CoreType.Val> types, WasmOutput out) {
    out.u32(types.size());
    types.forEach(type -> out.u8(code(type)));
  }

  /** The value type of a byte that {@link #readCode} returned. */
  public static CoreType.Val ofCode(int code) {
    return switch (code) {
      case I32 -> CoreType.Val.I32;
      case I64 -> CoreType.Val.I64;
      case F32 -> CoreType.Val.F32;
      case F64 -> CoreType.Val.F64;
      case V128 -> CoreType.Val.V128;
      case FUNCREF -> CoreType.Val.FUNCREF;
      default -> CoreType.Val.EXTERNREF;
    };
  }

  /** Reads a value type as its byte; those of refused proposals throw, V128 does not. */
  public static int readCode(WasmInput in) {
    int at = in.position();
    int code = in.u8();
    return switch (code) {
      case I32, I64, F32, F64, V128, FUNCREF, EXTERNREF -> code;
      case 0x69, 0x74 -> throw in.unsupportedAt(at, "exception handling");
      case 0x65 -> throw in.unsupportedAt(at, "shared-everything threads");
      case 0x68, 0x75 -> throw in.unsupportedAt(at, "stack switching");
      case 0x63, 0x64 -> throw in.unsupportedAt(at, "typed function references");
      case 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73 ->
          throw in.unsupportedAt(at, "garbage collection");
      default -> throw in.malformedAt(at, "malformed value type 0x" + Integer.toHexString(code));
    };
  }

  /** Reads {@code funcref} or {@code externref}. */
  public static CoreType.Val readReference(WasmInput in) {
    return readReferenceCode(in) == FUNCREF ? CoreType.Val.FUNCREF : CoreType.Val.EXTERNREF;
  }

  /** Reads {@code funcref} or {@code externref} as its byte. */
  public static int readReferenceCode(WasmInput in) {
    int at = in.position();
    int code = readCode(in);
    if (!isReference(code)) {
      throw in.malformedAt(at, "malformed reference type: " + name(code) + " is none");
    }
    return code;
  }

  /** Reads the heap type of a null reference; the byte of the reference type. */
  static int readHeapType(WasmInput in) {
    int code = in.peek();
    if ((code & 0xc0) != 0x40) {
      throw in.unsupported("typed function references");
    }
    return readReferenceCode(in);
  }

  public static boolean isReference(int code) {
    return code == FUNCREF || code == EXTERNREF;
  }

  /** The byte of a value type. */
  public static int code(CoreType.Val type) {
    return switch (type) {
      case I32 -> I32;
      case I64 -> I64;
      case F32 -> F32;
      case F64 -> F64;
      case V128 -> V128;
      case FUNCREF -> FUNCREF;
      case EXTERNREF -> EXTERNREF;
    };
  }

  /** A value type's name in the text format. */
  public static String name(int code) {
    return switch (code) {
      case I32 -> "i32";
      case I64 -> "i64";
      case F32 -> "f32";
      case F64 -> "f64";
      case V128 -> "v128";
      case FUNCREF -> "funcref";
      case EXTERNREF -> "externref";
      default -> throw new IllegalArgumentException("not a value type: " + code);
    };
  }

  /** Why a module that needs the proposal is refused. */
  public static String refusal(String proposal) {
    return "the module needs the WebAssembly proposal \""
        + proposal
        + "\", which this engine does not support; build it without";
  }
}

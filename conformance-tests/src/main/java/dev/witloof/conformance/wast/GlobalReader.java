package dev.witloof.conformance.wast;

import dev.witloof.engine.CoreType;

/**
 * Writes a module that imports one global and exports a function returning it: the engine hands out
 * no view of a global.
 */
final class GlobalReader {
  static final String FUNCTION = "get";

  private GlobalReader() {}

  static byte[] of(CoreType.Global global) {
    byte type = encoded(global.type());
    byte mutable = (byte) (global.mutable() ? 1 : 0);
    return new byte[] {
      0,
      'a',
      's',
      'm',
      1,
      0,
      0,
      0,
      // type section: [] -> [type]
      1,
      5,
      1,
      0x60,
      0,
      1,
      type,
      // import section: "" "" (global)
      2,
      6,
      1,
      0,
      0,
      3,
      type,
      mutable,
      // function section
      3,
      2,
      1,
      0,
      // export section
      7,
      7,
      1,
      3,
      'g',
      'e',
      't',
      0,
      0,
      // code section: global.get 0, end
      10,
      6,
      1,
      4,
      0,
      0x23,
      0,
      0x0b
    };
  }

  private static byte encoded(CoreType.Val type) {
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
}

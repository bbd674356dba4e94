package dev.witloof.engine;

import java.util.List;
import java.util.OptionalLong;

/** The type of a core WebAssembly import or export. */
public sealed interface CoreType {

  /** A core value type. */
  enum Val {
    I32,
    I64,
    F32,
    F64,
    V128,
    FUNCREF,
    EXTERNREF
  }

  record Func(List<Val> params, List<Val> results) implements CoreType {
    public Func {
      params = List.copyOf(params);
      results = List.copyOf(results);
    }
  }

  /** Limits in elements. */
  record Table(Val element, long min, OptionalLong max) implements CoreType {}

  /** Limits in pages of 64 KiB. */
  record Memory(long min, OptionalLong max, boolean shared, boolean memory64) implements CoreType {}

  record Global(Val type, boolean mutable) implements CoreType {}
}

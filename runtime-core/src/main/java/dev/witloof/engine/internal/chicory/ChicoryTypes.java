package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import dev.witloof.engine.CoreType;
import java.util.List;

/** Function types as Chicory has them. */
final class ChicoryTypes {
  private ChicoryTypes() {}

  static FunctionType of(CoreType.Func type) {
    return FunctionType.of(values(type.params()), values(type.results()));
  }

  private static List<ValType> values(List<CoreType.Val> types) {
    return types.stream().map(ChicoryTypes::value).toList();
  }

  private static ValType value(CoreType.Val type) {
    return switch (type) {
      case I32 -> ValType.I32;
      case I64 -> ValType.I64;
      case F32 -> ValType.F32;
      case F64 -> ValType.F64;
      case V128 -> ValType.V128;
      case FUNCREF -> ValType.FuncRef;
      case EXTERNREF -> ValType.ExternRef;
    };
  }
}

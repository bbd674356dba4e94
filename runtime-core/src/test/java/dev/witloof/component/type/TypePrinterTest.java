package dev.witloof.component.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.CoreType.Val;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TypePrinterTest {
  @Test
  void printsAsWit() {
    ValueType cursor = new ValueType.OptionOf(new ValueType.ListOf(Primitive.U8));
    ValueType error =
        new ValueType.VariantOf(
            List.of(
                new ValueType.Case("gone", Optional.empty()),
                new ValueType.Case("wait", Optional.of(Primitive.U32))));
    assertEquals(
        "func(table: string, cursor: option<list<u8>>) -> result<_, variant { gone, wait(u32) }>",
        TypePrinter.print(
            new ExternType.Func(
                List.of(
                    new ValueType.Named("table", Primitive.STRING),
                    new ValueType.Named("cursor", cursor)),
                Optional.of(new ValueType.ResultOf(Optional.empty(), Optional.of(error))))));
    assertEquals(
        "tuple<bool, enum { a, b }, flags { c }>",
        TypePrinter.print(
            new ValueType.TupleOf(
                List.of(
                    Primitive.BOOL,
                    new ValueType.EnumOf(List.of("a", "b")),
                    new ValueType.FlagsOf(List.of("c"))))));
  }

  /** Each level doubles the text of the one below. */
  @Test
  void cutsHugeTypes() {
    ValueType type = Primitive.STRING;
    for (int i = 0; i < 60; i++) {
      type = new ValueType.TupleOf(List.of(type, type));
    }
    assertTrue(TypePrinter.print(type).length() < 3_000);
    assertTrue(
        TypePrinter.print(new ValueType.EnumOf(Collections.nCopies(100_000, "label"))).length()
            < 3_000);
  }

  @Test
  void printsCoreTypesAsText() {
    assertEquals(
        "(i32, i64) -> (f32)",
        TypePrinter.print(new CoreType.Func(List.of(Val.I32, Val.I64), List.of(Val.F32))));
    assertEquals("global mut i32", TypePrinter.print(new CoreType.Global(Val.I32, true)));
    assertEquals(
        "table 1 2 funcref",
        TypePrinter.print(new CoreType.Table(Val.FUNCREF, 1, OptionalLong.of(2))));
    assertEquals(
        "memory 1", TypePrinter.print(new CoreType.Memory(1, OptionalLong.empty(), false, false)));
  }
}

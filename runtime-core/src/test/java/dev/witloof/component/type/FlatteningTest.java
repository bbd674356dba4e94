package dev.witloof.component.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.engine.CoreType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatteningTest {
  private static String flat(ValueType type) {
    return Flattening.flatten(type).toString();
  }

  private static ValueType.VariantOf variant(ValueType... payloads) {
    return new ValueType.VariantOf(
        IntStream.range(0, payloads.length)
            .mapToObj(i -> new ValueType.Case("case-" + i, Optional.of(payloads[i])))
            .toList());
  }

  private static ExternType.Func func(int params, Optional<ValueType> result) {
    return new ExternType.Func(
        Collections.nCopies(params, new ValueType.Named("p", Primitive.U64)), result);
  }

  @Test
  void casesOfAVariantShareTheirSlots() {
    assertEquals("[I32, I32]", flat(variant(Primitive.F32, Primitive.U8)));
    assertEquals("[I32, I64]", flat(variant(Primitive.F64, Primitive.U8)));
    assertEquals("[I32, F32]", flat(variant(Primitive.F32)));
    assertEquals("[I32, I64, I32]", flat(variant(Primitive.STRING, Primitive.S64)));
    assertEquals("[I32, I32, I32]", flat(new ValueType.OptionOf(Primitive.STRING)));
    assertEquals("[I32]", flat(new ValueType.ResultOf(Optional.empty(), Optional.empty())));
  }

  @Test
  void aggregatesAreJoinedInOrder() {
    assertEquals(
        "[I64, F32, I32, I32]",
        flat(
            new ValueType.TupleOf(
                List.of(Primitive.U64, Primitive.F32, new ValueType.ListOf(Primitive.F64)))));
  }

  @Test
  void seventeenParametersTravelThroughMemory() {
    assertFalse(Flattening.paramsSpill(func(16, Optional.empty())));
    assertTrue(Flattening.paramsSpill(func(17, Optional.empty())));
    assertEquals("[I32]", Flattening.lifted(func(17, Optional.empty())).params().toString());
    assertEquals("[I32]", Flattening.lowered(func(17, Optional.empty())).params().toString());
  }

  @Test
  void aResultOfTwoSlotsTravelsThroughMemory() {
    ExternType.Func type = func(1, Optional.of(Primitive.STRING));
    assertEquals("([I64], [I32])", sides(Flattening.lifted(type)));
    assertEquals("([I64, I32], [])", sides(Flattening.lowered(type)));
    assertEquals("([I32], [])", sides(Flattening.postReturn(type)));
  }

  private static String sides(CoreType.Func type) {
    return "(" + type.params() + ", " + type.results() + ")";
  }
}

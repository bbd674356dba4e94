package dev.witloof.component.internal.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes and alignments (CanonicalABI.md, "Element Size" and "Alignment"). */
class LayoutTest {
  private static List<String> labels(int count) {
    return IntStream.range(0, count).mapToObj(i -> "l" + i).toList();
  }

  private static ValueType record(ValueType... types) {
    return new ValueType.TupleOf(List.of(types));
  }

  private static ValueType variant(int cases, ValueType payload) {
    return new ValueType.VariantOf(
        labels(cases).stream()
            .map(name -> new ValueType.Case(name, Optional.of(payload)))
            .toList());
  }

  static Stream<Arguments> layouts() {
    return Stream.of(
        Arguments.of(Primitive.BOOL, 1, 1),
        Arguments.of(Primitive.S16, 2, 2),
        Arguments.of(Primitive.CHAR, 4, 4),
        Arguments.of(Primitive.F64, 8, 8),
        Arguments.of(Primitive.STRING, 8, 4),
        Arguments.of(new ValueType.ListOf(Primitive.U64), 8, 4),
        Arguments.of(record(Primitive.U8, Primitive.U32, Primitive.U8), 12, 4),
        Arguments.of(record(Primitive.U8, Primitive.U64), 16, 8),
        Arguments.of(record(Primitive.U8, Primitive.U8, Primitive.U8), 3, 1),
        Arguments.of(new ValueType.EnumOf(labels(256)), 1, 1),
        Arguments.of(new ValueType.EnumOf(labels(257)), 2, 2),
        Arguments.of(new ValueType.EnumOf(labels(65_536)), 2, 2),
        Arguments.of(new ValueType.EnumOf(labels(65_537)), 4, 4),
        Arguments.of(new ValueType.FlagsOf(labels(8)), 1, 1),
        Arguments.of(new ValueType.FlagsOf(labels(9)), 2, 2),
        Arguments.of(new ValueType.FlagsOf(labels(17)), 4, 4),
        Arguments.of(new ValueType.FlagsOf(labels(32)), 4, 4),
        Arguments.of(new ValueType.OptionOf(Primitive.U8), 2, 1),
        Arguments.of(new ValueType.OptionOf(Primitive.U64), 16, 8),
        Arguments.of(variant(257, Primitive.U8), 4, 2),
        Arguments.of(
            new ValueType.ResultOf(Optional.of(Primitive.STRING), Optional.of(Primitive.U8)),
            12,
            4),
        Arguments.of(new ValueType.ResultOf(Optional.empty(), Optional.empty()), 1, 1));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void sizesAndAligns(ValueType type, int size, int alignment) {
    ValueNode node = new NodeFactory().node(type);

    assertEquals(size, node.size());
    assertEquals(alignment, node.alignment());
  }
}

package dev.witloof.component.internal.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.type.ValueType.Primitive;
import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of the host that do not fit, and what lifted values cost. */
class AggregatesTest {
  private static final ValueType PERSON =
      new ValueType.RecordOf(
          List.of(
              new ValueType.Named("name", Primitive.STRING),
              new ValueType.Named("age", Primitive.U8)));
  private static final ValueType SHAPE =
      new ValueType.VariantOf(
          List.of(
              new ValueType.Case("point", Optional.empty()),
              new ValueType.Case("circle", Optional.of(Primitive.U8))));

  private final FakeGuest guest = new FakeGuest(StringEncoding.UTF8, 1 << 20);

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            PERSON, new RecordValue(Map.of("name", "x")), "the record lacks the field 'age'"),
        Arguments.of(
            PERSON,
            new RecordValue(Map.of("name", "x", "age", 1_000)),
            "age: 1000 is out of the range of u8"),
        Arguments.of(
            SHAPE, VariantValue.of("line"), "the variant has no case 'line', but [point, circle]"),
        Arguments.of(SHAPE, VariantValue.of("circle"), "case circle lacks its payload"),
        Arguments.of(SHAPE, VariantValue.of("point", 1), "case point takes no payload"),
        Arguments.of(
            SHAPE,
            VariantValue.of("circle", "r"),
            "case circle: expected u8 (Integer), got java.lang.String"),
        Arguments.of(
            new ValueType.ListOf(PERSON),
            List.of("x"),
            "element 0: expected record (RecordValue), got java.lang.String"),
        Arguments.of(
            new ValueType.TupleOf(List.of(Primitive.U8, Primitive.U8)),
            List.of(1),
            "a tuple of 2 elements has 1 values"),
        Arguments.of(
            new ValueType.ResultOf(Optional.empty(), Optional.of(Primitive.U8)),
            ResultValue.ok(1),
            "ok takes no payload"),
        Arguments.of(
            new ValueType.OptionOf(Primitive.U8),
            Optional.of(-1),
            "some: -1 is out of the range of u8"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatDoesNotFit(ValueType type, Object value, String message) {
    ValueNode node = new NodeFactory().node(type);
    assertEquals(
        message,
        assertThrows(ValueMismatch.class, () -> node.store(guest.context(), value, 0))
            .getMessage());
    assertEquals(
        message,
        assertThrows(
                ValueMismatch.class,
                () -> node.lowerFlat(guest.context(), value, new long[node.flatCount()], 0))
            .getMessage());
  }

  @Test
  void countsTheHeapOfElementsNotOnlyTheirBytes() {
    ListNode list = new ListNode(new NodeFactory().node(PERSON));
    list.liftRange(guest.context(), 0, 1_000);
    // Empty strings and zero ages: 12 bytes each in the guest, a map and boxes each in the host.
    assertTrue(guest.lifted >= 1_000 * 200, () -> guest.lifted + " bytes counted");
  }

  @Test
  void countsTheSameBytesOnceForEachReference() {
    for (int i = 0; i < 100; i++) {
      guest.memory().writeInt(1_024 + 8 * i, 0);
      guest.memory().writeInt(1_028 + 8 * i, 1_000);
    }
    ListNode list = new ListNode(new NodeFactory().node(new ValueType.ListOf(Primitive.U8)));
    list.liftRange(guest.context(), 1_024, 100);
    assertTrue(guest.lifted >= 100 * 1_000, () -> guest.lifted + " bytes counted");
  }

  /** A list of 100 MiB takes long to allocate. */
  @Test
  void theDeadlineHoldsWhileListsOfBytesAreTakenOver() {
    ValueNode node = new NodeFactory().node(new ValueType.ListOf(Primitive.U8));
    node.liftFlat(guest.context(), new long[] {0, 100}, 0);
    assertEquals(List.of(100L), guest.watched);
  }

  /** A list of a million elements must not outlive the deadline by more than some thousand. */
  @Test
  void looksAtTheClockInLongLists() {
    ValueNode node = new NodeFactory().node(new ValueType.ListOf(Primitive.BOOL));
    int length = 10 * TransferMeter.ELEMENTS_PER_LOOK;

    node.liftFlat(guest.context(), new long[] {0, length}, 0);
    assertEquals(10, guest.looks);

    guest.looks = 0;
    node.lowerFlat(guest.context(), Collections.nCopies(length, true), new long[2], 0);
    assertEquals(1 + 10, guest.looks, "the allocation, and ten times the elements");
  }
}

package dev.witloof.component.internal.abi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import dev.witloof.component.type.ExternType;
import dev.witloof.component.type.Flattening;
import dev.witloof.component.type.ValueType;
import dev.witloof.component.value.RecordValue;
import dev.witloof.component.value.ResultValue;
import dev.witloof.component.value.VariantValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is lowered and lifted again is the same, for a few thousand types and values. */
class RoundTripTest {
  private static final int MEMORY = 1 << 20;

  @ParameterizedTest
  @EnumSource(StringEncoding.class)
  void throughMemory(StringEncoding encoding) {
    for (int seed = 0; seed < 1_000; seed++) {
      RandomValues values = new RandomValues(seed);
      ValueType type = values.type(3);
      Object value = values.value(type);
      FakeGuest guest = new FakeGuest(encoding, MEMORY);
      ValueNode node = new NodeFactory().node(type);
      long address = guest.allocate(node.alignment(), node.size());

      node.store(guest.context(), value, address);

      assertSame(value, node.load(guest.context(), address), "seed " + seed + ": " + type);
    }
  }

  @ParameterizedTest
  @EnumSource(StringEncoding.class)
  void flat(StringEncoding encoding) {
    for (int seed = 0; seed < 1_000; seed++) {
      RandomValues values = new RandomValues(seed);
      ValueType type = values.type(2);
      Object value = values.value(type);
      FakeGuest guest = new FakeGuest(encoding, MEMORY);
      ValueNode node = new NodeFactory().node(type);
      assertEquals(Flattening.flatten(type).size(), node.flatCount(), () -> "flat " + type);
      // Stale bits where nothing is lowered must not matter, nor slots beyond be touched.
      long[] flat = new long[node.flatCount() + 2];
      Arrays.fill(flat, -1);

      node.lowerFlat(guest.context(), value, flat, 1);

      assertEquals(-1, flat[0]);
      assertEquals(-1, flat[flat.length - 1]);
      assertSame(value, node.liftFlat(guest.context(), flat, 1), "seed " + seed + ": " + type);
    }
  }

  /**
   * A function's parameters and result, spilled and not, from the caller to the callee and back.
   */
  @ParameterizedTest
  @EnumSource(StringEncoding.class)
  void throughAFunction(StringEncoding encoding) {
    for (int seed = 0; seed < 300; seed++) {
      RandomValues values = new RandomValues(seed);
      List<ValueType.Named> params =
          IntStream.range(0, seed % 6)
              .mapToObj(i -> new ValueType.Named("p" + i, values.type(2)))
              .toList();
      ValueType result = values.type(2);
      FunctionShape shape =
          new NodeFactory().shape("f", new ExternType.Func(params, Optional.of(result)));
      FakeGuest guest = new FakeGuest(encoding, MEMORY);
      Object[] arguments = params.stream().map(param -> values.value(param.type())).toArray();

      long[] lowered = shape.lowerArguments(guest.context(), arguments);
      assertSame(
          List.of(arguments),
          List.of(shape.liftArguments(guest.context(), lowered)),
          "seed " + seed);

      Object value = values.value(result);
      long place = guest.allocate(8, 4096);
      long[] results = shape.lowerResult(guest.context(), value, new long[] {place});
      long[] seen = results.length == 0 ? new long[] {place} : results;
      assertSame(value, shape.liftResult(guest.context(), seen), "seed " + seed);
    }
  }

  /** Equality that looks into arrays. */
  private static void assertSame(Object expected, Object actual, String what) {
    if (expected instanceof byte[] bytes) {
      assertArrayEquals(bytes, (byte[]) actual, what);
    } else if (expected instanceof List<?> list) {
      List<?> other = (List<?>) actual;
      assertEquals(list.size(), other.size(), what);
      for (int i = 0; i < list.size(); i++) {
        assertSame(list.get(i), other.get(i), what);
      }
    } else if (expected instanceof RecordValue record) {
      assertEquals(record.fields().keySet(), ((RecordValue) actual).fields().keySet(), what);
      assertSame(
          new ArrayList<>(record.fields().values()),
          new ArrayList<>(((RecordValue) actual).fields().values()),
          what);
    } else if (expected instanceof Optional<?> optional) {
      assertSame(
          optional.<List<?>>map(List::of).orElse(List.of()),
          ((Optional<?>) actual).<List<?>>map(List::of).orElse(List.of()),
          what);
    } else if (expected instanceof VariantValue variant) {
      assertEquals(variant.label(), ((VariantValue) actual).label(), what);
      assertSame(variant.payload(), ((VariantValue) actual).payload(), what);
    } else if (expected instanceof ResultValue.Ok ok) {
      assertSame(ok.value(), ((ResultValue.Ok) actual).value(), what);
    } else if (expected instanceof ResultValue.Err err) {
      assertSame(err.error(), ((ResultValue.Err) actual).error(), what);
    } else {
      assertEquals(expected, actual, what);
    }
  }
}

package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unsigned numbers of 64 bits become the nearest float, and of two the even one. */
class UnsignedConversionsTest {
  /** Beside each power of two that matters, and beside and on the ties of both widths. */
  private static final long[] NUMBERS =
      LongStream.of(
              0,
              1L << 24,
              1L << 53,
              Long.MIN_VALUE,
              Long.MIN_VALUE + (1L << 10),
              Long.MIN_VALUE + (3L << 10),
              Long.MIN_VALUE + (1L << 39),
              Long.MIN_VALUE + (3L << 39),
              Long.MIN_VALUE + (1L << 40),
              (1L << 62) + (1L << 38),
              -(1L << 10),
              -(1L << 39),
              -(3L << 39))
          .flatMap(number -> LongStream.rangeClosed(number - 1, number + 1))
          .toArray();

  private static Guest guest(Engine.Mode mode, int conversion, int result) {
    WasmOutput body = WasmBuilder.bytes(0, Opcodes.LOCAL_GET, 0, conversion, Opcodes.END);
    byte[] module =
        new WasmBuilder()
            .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 1, ValueTypes.I64, 1, result))
            .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
            .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u8(0))
            .section(Sections.CODE, new WasmOutput(32).u32(1).sized(body))
            .build();
    Engine engine = Engines.create(mode);
    Store store = engine.newStore(0);
    return new Guest(store, Fixtures.instantiate(store, engine.prepare(List.of(module)).get(0)));
  }

  private static long converted(Guest guest, long number) {
    guest.store().enter(Fixtures.PLENTY);
    try {
      return guest.function("f").call(number)[0];
    } finally {
      assertEquals(2, guest.store().leave().fuel());
    }
  }

  @ParameterizedTest
  @EnumSource
  void toFloats(Engine.Mode mode) {
    Guest guest = guest(mode, Opcodes.F32_CONVERT_I64_U, ValueTypes.F32);
    for (long number : NUMBERS) {
      String decimal = Long.toUnsignedString(number);
      assertEquals(
          Float.parseFloat(decimal), Float.intBitsToFloat((int) converted(guest, number)), decimal);
    }
  }

  @ParameterizedTest
  @EnumSource
  void toDoubles(Engine.Mode mode) {
    Guest guest = guest(mode, Opcodes.F64_CONVERT_I64_U, ValueTypes.F64);
    for (long number : NUMBERS) {
      String decimal = Long.toUnsignedString(number);
      assertEquals(
          Double.parseDouble(decimal), Double.longBitsToDouble(converted(guest, number)), decimal);
    }
  }
}

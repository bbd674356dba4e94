package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A product of 32 bits has 32 bits, whatever is done with it. */
class ProductsTest {
  private static final int I32 = ValueTypes.I32;

  /** Says whether the product of its arguments is not zero, as an if sees it. */
  private static byte[] module() {
    WasmOutput body = WasmBuilder.bytes(0, Opcodes.LOCAL_GET, 0, Opcodes.LOCAL_GET, 1);
    body.u8(Opcodes.I32_MUL).u8(Opcodes.IF).u8(I32).u8(Opcodes.I32_CONST).u8(1);
    body.u8(Opcodes.ELSE).u8(Opcodes.I32_CONST).u8(0).u8(Opcodes.END).u8(Opcodes.END);
    return new WasmBuilder()
        .section(Sections.TYPE, WasmBuilder.bytes(1, 0x60, 2, I32, I32, 1, I32))
        .section(Sections.FUNCTION, WasmBuilder.bytes(1, 0))
        .section(Sections.EXPORT, new WasmOutput(8).u32(1).name("f").u8(0).u8(0))
        .section(Sections.CODE, new WasmOutput(32).u32(1).sized(body))
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void anIfLooksAtThoseOnly(Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(module())).get(0);
    Store store = engine.newStore(0);
    Guest guest = new Guest(store, Fixtures.instantiate(store, module));

    assertEquals(0, guest.call("f", 1 << 16, 1 << 16));
    assertEquals(0, guest.call("f", 255 << 22, 255 << 22));
    assertEquals(0, guest.call("f", 0, -1));
    assertEquals(1, guest.call("f", 1 << 16, 1 << 15));
    assertEquals(1, guest.call("f", -1, 1));
    assertEquals(5, guest.use(Fixtures.PLENTY, "f", 3, 4).fuel());
  }
}

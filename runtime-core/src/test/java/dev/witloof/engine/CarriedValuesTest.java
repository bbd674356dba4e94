package dev.witloof.engine;

import static dev.witloof.engine.internal.binary.Opcodes.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.witloof.engine.Fixtures.Guest;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls, blocks and branches cost more when they move many values: the same in both modes. */
class CarriedValuesTest {
  /** What one instruction costs more that so many values go with. */
  private static final Map<Integer, Integer> PRICES = Map.of(64, 0, 65, 1, 80, 1, 81, 2, 1_000, 59);

  private static final int NONE = 0;
  private static final int GIVES = 1;
  private static final int TAKES = 2;

  /** Code of a function without parameters or results, beside others that only take or give. */
  enum Form {
    BLOCK_AND_BRANCH(2, 2) {
      @Override
      void write(WasmOutput body, int values) {
        body.u8(BLOCK).u8(GIVES);
        push(body, values);
        body.u8(BR).u8(0).u8(END);
        drop(body, values);
      }
    },
    IF_AND_ITS_ARMS(1, 2) {
      @Override
      void write(WasmOutput body, int values) {
        body.u8(I32_CONST).u8(1).u8(IF).u8(GIVES);
        push(body, values);
        body.u8(ELSE);
        push(body, values);
        body.u8(END);
        drop(body, values);
      }
    },
    /** Three turns, and as many branches, the last of which is not taken. */
    LOOP_WITH_PARAMETERS(4, 3 * 5 + 3) {
      @Override
      void write(WasmOutput body, int values) {
        body.u8(I32_CONST).u8(3).u8(LOCAL_SET).u8(0);
        push(body, values);
        body.u8(LOOP).u8(TAKES);
        body.u8(LOCAL_GET).u8(0).u8(I32_CONST).u8(1).u8(I32_SUB).u8(LOCAL_TEE).u8(0);
        body.u8(BR_IF).u8(0);
        drop(body, values);
        body.u8(END);
      }
    },
    BRANCH_BY_TABLE(2, 4) {
      @Override
      void write(WasmOutput body, int values) {
        body.u8(BLOCK).u8(GIVES).u8(BLOCK).u8(NONE);
        push(body, values);
        body.u8(I32_CONST).u8(0).u8(BR_TABLE).u8(1).u8(1).u8(1).u8(END).u8(UNREACHABLE).u8(END);
        drop(body, values);
      }
    },
    CALL_AND_RETURN(2, 2) {
      @Override
      void write(WasmOutput body, int values) {
        body.u8(CALL).u8(GIVES);
        drop(body, values);
      }
    },
    CALL_WITH_ARGUMENTS(1, 1) {
      @Override
      void write(WasmOutput body, int values) {
        push(body, values);
        body.u8(CALL).u8(TAKES);
      }

      @Override
      int instructions(int values) {
        return others() + values;
      }
    },
    INDIRECT_CALL(1, 2) {
      @Override
      void write(WasmOutput body, int values) {
        push(body, values);
        body.u8(I32_CONST).u8(0).u8(CALL_INDIRECT).u8(TAKES).u8(0);
      }

      @Override
      int instructions(int values) {
        return others() + values;
      }
    };

    private final int carrying;
    private final int others;

    /**
     * @param carrying how many of the instructions that are executed carry the values
     * @param others how many are executed that neither make nor drop them, those included
     */
    Form(int carrying, int others) {
      this.carrying = carrying;
      this.others = others;
    }

    abstract void write(WasmOutput body, int values);

    int others() {
      return others;
    }

    int instructions(int values) {
      return others + 2 * values;
    }

    static void push(WasmOutput body, int values) {
      for (int i = 0; i < values; i++) {
        body.u8(I64_CONST).u8(i & 63);
      }
    }

    static void drop(WasmOutput body, int values) {
      for (int i = 0; i < values; i++) {
        body.u8(DROP);
      }
    }

    byte[] module(int values) {
      WasmOutput types = WasmBuilder.bytes(3, 0x60, 0, 0, 0x60, 0).u32(values);
      types.append(all(values)).u8(0x60).u32(values).append(all(values)).u8(0);
      WasmOutput body = WasmBuilder.bytes(1, 1, ValueTypes.I32);
      write(body, values);
      WasmOutput giving = WasmBuilder.bytes(0);
      push(giving, values);
      return new WasmBuilder()
          .section(Sections.TYPE, types)
          .section(Sections.FUNCTION, WasmBuilder.bytes(3, NONE, GIVES, TAKES))
          .section(Sections.TABLE, WasmBuilder.bytes(1, 0x70, 0, 1))
          .section(Sections.EXPORT, WasmBuilder.bytes(1, 1, 'f', 0, 0))
          .section(Sections.ELEMENT, WasmBuilder.bytes(1, 0, I32_CONST, 0, END, 1, TAKES))
          .section(
              Sections.CODE,
              new WasmOutput(64)
                  .u32(3)
                  .sized(body.u8(END))
                  .sized(giving.u8(RETURN).u8(END))
                  .sized(WasmBuilder.bytes(0, END)))
          .build();
    }

    private static WasmOutput all(int values) {
      WasmOutput all = new WasmOutput(values);
      for (int i = 0; i < values; i++) {
        all.u8(ValueTypes.I64);
      }
      return all;
    }
  }

  static Stream<Arguments> forms() {
    List<Arguments> all = new ArrayList<>();
    for (Form form : Form.values()) {
      for (int values : PRICES.keySet()) {
        for (Engine.Mode mode : Engine.Mode.values()) {
          all.add(Arguments.of(form, values, mode));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void isPaid(Form form, int values, Engine.Mode mode) {
    Engine engine = Engines.create(mode);
    CoreModule module = engine.prepare(List.of(form.module(values))).get(0);
    Store store = engine.newStore(Fixtures.MIB);
    Guest guest = new Guest(store, Fixtures.instantiate(store, module));
    long fuel = guest.use(Fixtures.PLENTY, "f").fuel();
    assertEquals(form.carrying * PRICES.get(values), fuel - form.instructions(values));
  }
}

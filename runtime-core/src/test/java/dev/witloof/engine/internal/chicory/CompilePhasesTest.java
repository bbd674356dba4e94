package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CoreModules;
import dev.witloof.engine.internal.binary.ModuleBodies;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.compile.CompileJob;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.outline.OutlinedModule;
import dev.witloof.engine.internal.outline.Outliner;
import dev.witloof.engine.internal.validate.OwnModule;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every phase of a compilation asks again and again whether it shall go on, and ends at once when
 * it shall not: when the time of the budget is up, or nobody wants the modules any longer.
 */
class CompilePhasesTest {
  private static final int FUNCTIONS = 400;
  private static final OutlineThreshold THRESHOLD = new OutlineThreshold(200, 20);
  private static final CheckedComponent COMPONENT =
      CheckedComponent.of(List.of((OwnModule) CoreModules.validate(module())));
  private static final Translatable CUT = cut(COMPONENT.metered(0, () -> {}), () -> {});

  private enum Phase {
    METERING {
      @Override
      void run(CompileJob job) {
        COMPONENT.metered(0, job::check);
      }
    },
    CUTTING {
      @Override
      void run(CompileJob job) {
        cut(COMPONENT.metered(0, () -> {}), job::check);
      }
    },
    TRANSLATING {
      @Override
      void run(CompileJob job) {
        CodeLayout layout = CodeLayout.of(CUT.bodies());
        CodeLayout.Part all = new CodeLayout.Part(0, layout.classes(), CUT.bodies().size());
        new PartCompiler(CUT, layout, job).functions(all, Set.of());
      }
    },
    DISPATCHING {
      @Override
      void run(CompileJob job) {
        new PartCompiler(CUT, CodeLayout.of(CUT.bodies()), job).dispatch(Set.of());
      }
    };

    abstract void run(CompileJob job);
  }

  /** Functions that are all cut, some of which call by a table. */
  private static byte[] module() {
    WasmOutput functions = new WasmOutput(FUNCTIONS).u32(FUNCTIONS);
    WasmOutput bodies = new WasmOutput(1024 * FUNCTIONS).u32(FUNCTIONS);
    for (int i = 0; i < FUNCTIONS; i++) {
      functions.u8(0);
      WasmOutput body = new WasmOutput(1024).u8(0);
      for (int k = 0; k < 40; k++) {
        body.u8(Opcodes.LOCAL_GET).u8(0).u8(Opcodes.I32_CONST).signed(i + k);
        body.u8(Opcodes.I32_MUL).u8(Opcodes.LOCAL_SET).u8(0);
      }
      body.u8(Opcodes.LOCAL_GET).u8(0).u8(Opcodes.LOCAL_GET).u8(0);
      bodies.sized(body.u8(Opcodes.CALL_INDIRECT).u8(0).u8(0).u8(Opcodes.END));
    }
    WasmOutput module = new WasmOutput(1024);
    for (int b : new int[] {0, 'a', 's', 'm', 1, 0, 0, 0}) {
      module.u8(b);
    }
    module.u8(Sections.TYPE).sized(bytes(1, 0x60, 1, ValueTypes.I32, 0));
    module.u8(Sections.FUNCTION).sized(functions);
    module.u8(Sections.TABLE).sized(bytes(1, ValueTypes.FUNCREF, 0, 0));
    return module.u8(Sections.CODE).sized(bodies).toByteArray();
  }

  private static WasmOutput bytes(int... values) {
    WasmOutput out = new WasmOutput(values.length);
    for (int value : values) {
      out.u8(value);
    }
    return out;
  }

  private static Translatable cut(byte[] metered, Runnable check) {
    OutlinedModule outlined = Outliner.outline(metered, new BitSet(), THRESHOLD, check);
    return new Translatable(outlined, ModuleBodies.of(outlined.bytes(), 0));
  }

  /** A job that is unwanted once it has asked so often. */
  private static CompileJob job(AtomicInteger asked, int most) {
    return new CompileJob(CompileBudget.DEFAULT, () -> asked.incrementAndGet() > most);
  }

  @ParameterizedTest
  @EnumSource
  void eachAsksAndEndsWhenItIsToldTo(Phase phase) {
    AtomicInteger asked = new AtomicInteger();
    phase.run(job(asked, Integer.MAX_VALUE));
    int whole = asked.get();
    int least = phase == Phase.DISPATCHING ? 2 : FUNCTIONS / 4;
    assertTrue(whole >= least, () -> phase + " asks " + whole + " times");

    for (int most : new int[] {0, whole / 2, whole - 1}) {
      AtomicInteger again = new AtomicInteger();
      CompileJob job = job(again, most);
      assertThrows(CancellationException.class, () -> phase.run(job));
      assertEquals(most + 1, again.get(), phase + " goes on");
    }
  }

  @Test
  void functionsThatAreCutOutAreAskedForToo() {
    AtomicInteger asked = new AtomicInteger();
    Translatable cut = cut(COMPONENT.metered(0, () -> {}), asked::incrementAndGet);
    assertTrue(cut.bodies().count() > FUNCTIONS);
    assertEquals(cut.bodies().count(), asked.get());
  }
}

package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.CompileListener.Outcome;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Components that take too long, or too much memory, to compile. */
class CompileBudgetTest {
  private final List<Outcome> outcomes = new ArrayList<>();

  private Engine engine(CompileBudget budget) {
    return Engines.create(
        EngineOptions.of(Engine.Mode.COMPILER).withBudget(budget).withListener(outcomes::add));
  }

  /** A module of 3 MB, most of it data: it is copied some times. */
  private static byte[] large() {
    int size = 3 << 20;
    return new WasmBuilder()
        .section(
            Sections.DATA,
            new WasmOutput(size + 16).u32(1).u8(1).u32(size).bytes(new byte[size], 0, size))
        .build();
  }

  @Test
  void refusesWhatTakesTooLong() {
    Engine engine = engine(new CompileBudget(Duration.ofNanos(1), 1 << 30, Excess.REFUSE));

    InvalidModule refusal =
        assertThrows(InvalidModule.class, () -> engine.prepare(List.of(Fixtures.wasm("kernel"))));

    assertEquals(InvalidModule.Kind.LIMIT, refusal.kind());
    assertTrue(refusal.getMessage().contains("takes too long"), refusal.getMessage());
    assertEquals(0, outcomes.get(0).classBytes());
    assertInstanceOf(InvalidModule.class, outcomes.get(0).failure().orElseThrow());
  }

  @Test
  void refusesWhatTakesTooMuchMemory() {
    Engine engine =
        engine(
            new CompileBudget(Duration.ofMinutes(10), CompileBudget.MINIMUM_MEMORY, Excess.REFUSE));

    InvalidModule refusal =
        assertThrows(InvalidModule.class, () -> engine.prepare(List.of(large())));

    assertEquals(InvalidModule.Kind.LIMIT, refusal.kind());
    assertTrue(refusal.getMessage().contains("too much memory"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("CompileBudget.memory"), refusal.getMessage());
  }

  @Test
  void interpretsItIfTheOperatorWantsThat() {
    Engine engine = engine(new CompileBudget(Duration.ofNanos(1), 1 << 30, Excess.INTERPRET));

    CoreModule module = engine.prepare(List.of(Fixtures.wasm("kernel"))).get(0);

    assertEquals(CoreModule.Code.INTERPRETED, module.code());
    assertInstanceOf(InvalidModule.class, outcomes.get(0).failure().orElseThrow());
    assertEquals(1, outcomes.size());
  }

  @Test
  void tellsTheListenerWhatWasCompiled() {
    Engine engine = engine(CompileBudget.DEFAULT);

    CoreModule module = engine.prepare(List.of(Fixtures.wasm("kernel"))).get(0);

    assertEquals(CoreModule.Code.COMPILED, module.code());
    assertEquals(1, outcomes.get(0).coreModules());
    assertTrue(outcomes.get(0).classBytes() > 0);
    assertTrue(outcomes.get(0).failure().isEmpty());
  }

  @Test
  void aListenerThatFailsChangesNothing() {
    Engine engine =
        Engines.create(
            EngineOptions.of(Engine.Mode.COMPILER)
                .withListener(
                    outcome -> {
                      throw new IllegalStateException("by the listener");
                    }));

    assertEquals(1, engine.prepare(List.of(Fixtures.wasm("kernel"))).size());
  }

  @Test
  void senselessBudgetsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CompileBudget(Duration.ZERO, 1 << 30, Excess.REFUSE));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CompileBudget(Duration.ofSeconds(1), 1, Excess.REFUSE));
    assertThrows(
        IllegalArgumentException.class,
        () -> EngineOptions.of(Engine.Mode.COMPILER).withParallelism(0));
  }
}

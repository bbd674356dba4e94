package dev.witloof.engine;

import static dev.witloof.engine.Fixtures.MIB;
import static dev.witloof.engine.Fixtures.PLENTY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.internal.chicory.ChicoryEngine;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Modules that exceed what a class file can hold: 64 KB of code in a method, 65,535 words of stack,
 * constants and frames. Each does the same in every mode for the same fuel, from the cache too,
 * with what cannot be compiled interpreted and named; or is refused by a limit with a name.
 */
class JvmLimitsTest {
  @TempDir Path directory;

  /** What becomes of a module: how its function ended and what it burned, or why it is refused. */
  private static String outcome(Engine engine, byte[] bytes) {
    CoreModule module;
    try {
      module = engine.prepare(List.of(bytes)).get(0);
    } catch (InvalidModule e) {
      assertEquals(InvalidModule.Kind.LIMIT, e.kind(), e.getMessage());
      assertTrue(e.getMessage().contains("the limit"), e.getMessage());
      return e.getMessage();
    }
    Store store = engine.newStore(64 * MIB);
    store.enter(PLENTY);
    CoreInstance instance = module.instantiate(store, List.of());
    CoreFunction function = (CoreFunction) instance.export("f").orElseThrow();
    long[] arguments = new long[function.type().params().size()];
    Arrays.fill(arguments, 3);
    long[] results = function.call(arguments);
    return Arrays.toString(results) + " for " + store.leave().fuel();
  }

  private Map<String, Engine> engines() {
    Map<String, Engine> engines = new LinkedHashMap<>();
    engines.put("compiled", Engines.create(Engine.Mode.COMPILER));
    for (OutlineThreshold threshold :
        List.of(OutlineThreshold.NEVER, new OutlineThreshold(300, 30))) {
      engines.put("compiled with " + threshold, new ChicoryEngine(Engine.Mode.COMPILER, threshold));
    }
    CompileCache cache = CompileCache.at(directory, 1 << 30);
    engines.put("compiled and stored", Engines.create(Engine.Mode.COMPILER, cache));
    engines.put("from the cache", Engines.create(Engine.Mode.COMPILER, cache));
    return engines;
  }

  @ParameterizedTest
  @EnumSource
  void isTheSameInEveryMode(LargeForm form) {
    byte[] module = form.module();
    String interpreted = outcome(Engines.create(Engine.Mode.INTERPRETER), module);
    engines().forEach((name, engine) -> assertEquals(interpreted, outcome(engine, module), name));
  }
}

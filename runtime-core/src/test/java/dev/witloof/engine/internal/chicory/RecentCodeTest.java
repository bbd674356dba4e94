package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CompileCache;
import dev.witloof.engine.CompileListener;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.Engines;
import dev.witloof.engine.internal.cache.CacheKey;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an engine has compiled, it does not compile again soon. */
@Timeout(120)
class RecentCodeTest {
  private static final ModuleCode CODE =
      ModuleCode.interpreted(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});

  private static CacheKey key(int number) {
    return CacheKey.of(CacheKey.Kind.CODE, Map.of("number", number), List.of());
  }

  private static ComponentCode code(long bytes) {
    return new ComponentCode(
        List.of(
            new ModuleCode(
                CODE.parsed(), CODE.kind(), CODE.machines(), List.of(), 0, false, bytes)));
  }

  @Test
  void findsWhatWasAddedLast() {
    RecentCode recent = new RecentCode(100);
    assertEquals(Optional.empty(), recent.find(key(1)));
    ComponentCode first = code(10);
    ComponentCode second = code(10);
    recent.add(key(1), first);
    assertSame(first, recent.find(key(1)).orElseThrow());
    recent.add(key(1), second);
    assertSame(second, recent.find(key(1)).orElseThrow());
    assertEquals(Optional.empty(), recent.find(key(2)));
  }

  /** One module in use is enough: all modules of a component are found. */
  @Test
  void whatIsInUseStays() {
    RecentCode recent = new RecentCode(0);
    Supplier<ModuleCode> module = added(recent, key(1)).each().get(0);
    WeakReference<ComponentCode> unused = new WeakReference<>(added(recent, key(2)));
    while (unused.get() != null) {
      System.gc();
    }
    assertEquals(Optional.empty(), recent.find(key(2)));
    assertSame(module.get(), recent.find(key(1)).orElseThrow().modules().get(0));
  }

  @Test
  void ofTheRestTheLastUsedStay() {
    RecentCode recent = new RecentCode(25);
    added(recent, key(1));
    WeakReference<ComponentCode> second = new WeakReference<>(added(recent, key(2)));
    assertTrue(recent.find(key(1)).isPresent());
    added(recent, key(3));
    while (second.get() != null) {
      System.gc();
    }
    assertEquals(
        List.of(true, false, true),
        List.of(1, 2, 3).stream().map(i -> recent.find(key(i)).isPresent()).toList());
  }

  @Test
  void whatIsTooLargeIsNotKeptAndPutsNothingElseOut() {
    RecentCode recent = new RecentCode(9);
    recent.add(key(1), code(9));
    WeakReference<ComponentCode> large = new WeakReference<>(added(recent, key(2)));
    while (large.get() != null) {
      System.gc();
    }
    assertEquals(Optional.empty(), recent.find(key(2)));
    assertTrue(recent.find(key(1)).isPresent());
  }

  private static ComponentCode added(RecentCode recent, CacheKey key) {
    ComponentCode code = code(10);
    recent.add(key, code);
    return code;
  }

  /** And with them what HotSpot has compiled; a cache opened anew has only what is on disk. */
  @Test
  void enginesWithOneCacheShareClasses(@TempDir Path folder) throws IOException {
    CompileCache cache = CompileCache.at(folder, 1L << 20);
    ModuleCode first = prepared(cache);
    assertSame(first, prepared(cache));
    ModuleCode fromDisk = prepared(CompileCache.at(folder, 1L << 20));
    assertNotSame(first, fromDisk);
    assertTrue(fromDisk.fromCache());
  }

  private ModuleCode prepared(CompileCache cache) throws IOException {
    EngineOptions options = EngineOptions.of(Engine.Mode.COMPILER).withCache(cache);
    CoreModule module = Engines.create(options).prepare(List.of(kernel())).get(0);
    return ((ChicoryModule) module).codes().get();
  }

  private byte[] kernel() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/engine/kernel.wasm")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  @Test
  void anEngineCompilesAComponentOnce() throws IOException {
    byte[] module = kernel();
    List<CompileListener.Outcome> outcomes = new ArrayList<>();
    Engine engine =
        Engines.create(EngineOptions.of(Engine.Mode.COMPILER).withListener(outcomes::add));
    CoreModule first = engine.prepare(List.of(module)).get(0);
    CoreModule second = engine.prepare(List.of(module)).get(0);
    assertFalse(first.fromCache());
    assertTrue(second.fromCache());
    assertEquals(CoreModule.Code.COMPILED, second.code());
    assertEquals(first.type(), second.type());
    assertEquals(1, outcomes.size());
    assertFalse(Engines.create(Engine.Mode.COMPILER).prepare(List.of(module)).get(0).fromCache());
  }
}

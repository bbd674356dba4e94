package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CallLimits;
import dev.witloof.engine.CallUsage;
import dev.witloof.engine.CompileCache;
import dev.witloof.engine.CompileListener;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreInstance;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.CoreModules;
import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.Engines;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.Store;
import dev.witloof.engine.TargetJvm;
import dev.witloof.engine.Trap;
import dev.witloof.engine.internal.binary.ContentDigest;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.cache.CacheKey;
import dev.witloof.engine.internal.cache.DiskCache;
import dev.witloof.engine.internal.outline.OutlineThreshold;
import dev.witloof.engine.internal.validate.CheckedModule;
import dev.witloof.engine.internal.validate.KnownModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Modules that come from the cache are those that were compiled. */
class CodeCacheTest {
  private static final CallLimits PLENTY =
      new CallLimits(1L << 40, Duration.ofSeconds(60), 1L << 30);
  private static final int I32 = 0x7f;

  @TempDir Path directory;

  private DiskCache cache() {
    return DiskCache.open(directory, 1L << 30);
  }

  private static WasmOutput bytes(int... values) {
    WasmOutput out = new WasmOutput(values.length);
    for (int value : values) {
      out.u8(value);
    }
    return out;
  }

  /**
   * A module of two functions that load a byte from the address they are given. The second has a
   * table of jumps that is too large for a JVM method and cannot be cut. At address 3 there are the
   * bytes {@code content} and 9.
   */
  private static byte[] module(int content) {
    WasmOutput code = new WasmOutput(64 << 10).u32(2);
    code.sized(bytes(0, Opcodes.LOCAL_GET, 0, 0x2d, 0, 0, Opcodes.END));
    code.sized(largeBody());
    WasmOutput module = bytes(0, 'a', 's', 'm', 1, 0, 0, 0);
    section(module, Sections.TYPE, bytes(1, 0x60, 1, I32, 1, I32));
    section(module, Sections.FUNCTION, bytes(2, 0, 0));
    section(module, Sections.MEMORY, bytes(1, 0, 1));
    section(module, Sections.EXPORT, bytes(2, 1, 'l', 0, 0, 1, 'f', 0, 1));
    section(module, Sections.CODE, code);
    section(module, Sections.DATA, bytes(2, 0, 0x41, 3, Opcodes.END, 2, content, 9, 1, 1, 7));
    return module.toByteArray();
  }

  private static WasmOutput largeBody() {
    int labels = 16_500;
    WasmOutput body = new WasmOutput(2 * labels).u8(0);
    body.u8(Opcodes.BLOCK).u8(0x40).u8(Opcodes.LOCAL_GET).u8(0).u8(Opcodes.BR_TABLE).u32(labels);
    for (int i = 0; i <= labels; i++) {
      body.u8(0);
    }
    return body.u8(Opcodes.END).u8(Opcodes.LOCAL_GET).u8(0).u8(0x10).u8(0).u8(Opcodes.END);
  }

  private static void section(WasmOutput module, int id, WasmOutput content) {
    module.u8(id).sized(content);
  }

  /** What calling a function gives and costs. */
  private record Run(int result, long fuel) {}

  private static Run run(Engine engine, CoreModule module, String function, int argument) {
    Store store = engine.newStore(1 << 20);
    store.enter(PLENTY);
    CoreInstance instance = module.instantiate(store, List.of());
    CallUsage start = store.leave();
    store.enter(PLENTY);
    long[] results = ((CoreFunction) instance.export(function).orElseThrow()).call(argument);
    return new Run((int) results[0], start.fuel() + store.leave().fuel());
  }

  private static CoreModule prepare(Engine engine, byte[] module) {
    return engine.prepare(List.of(module)).get(0);
  }

  @Test
  void codeFromTheCacheDoesTheSameForTheSameFuel() {
    Engine plain = Engines.create(Engine.Mode.COMPILER);
    CoreModule compiled = prepare(plain, module(5));
    assertEquals(List.of(1), indices(compiled));
    prepare(Engines.create(Engine.Mode.COMPILER, cache()), module(5));
    Engine engine = Engines.create(Engine.Mode.COMPILER, cache());
    CoreModule cached = prepare(engine, module(5));
    assertTrue(cached.fromCache());
    assertEquals(compiled.interpretedFunctions(), cached.interpretedFunctions());
    for (TargetJvm jvm : TargetJvm.values()) {
      assertEquals(compiled.slowMethods(jvm), cached.slowMethods(jvm));
    }
    assertEquals(compiled.type(), cached.type());
    for (String function : List.of("l", "f")) {
      for (int argument : new int[] {0, 3, 4, 5}) {
        Run expected = run(plain, compiled, function, argument);
        assertEquals(expected, run(engine, cached, function, argument));
      }
      assertEquals(5, run(engine, cached, function, 3).result());
      Trap trap = assertThrows(Trap.class, () -> run(engine, cached, function, -1));
      assertEquals(Trap.Kind.MEMORY_OUT_OF_BOUNDS, trap.kind());
    }
  }

  private static List<Integer> indices(CoreModule module) {
    return module.interpretedFunctions().stream().map(function -> function.index()).toList();
  }

  @Test
  void otherModulesAndOtherThresholdsAreOtherEntries() {
    Engine engine = Engines.create(Engine.Mode.COMPILER, cache());
    assertFalse(prepare(engine, module(5)).fromCache());
    assertTrue(prepare(engine, module(5)).fromCache());
    assertFalse(prepare(engine, module(6)).fromCache());
    assertFalse(engine.prepare(List.of(module(5), module(6))).get(0).fromCache());
    assertFalse(engine.prepare(List.of(module(6), module(5))).get(0).fromCache());
    Engine other =
        new ChicoryEngine(
            EngineOptions.of(Engine.Mode.COMPILER).withCache(cache()), OutlineThreshold.TINY);
    assertFalse(prepare(other, module(5)).fromCache());
    assertTrue(prepare(other, module(5)).fromCache());
    assertEquals(9, run(other, prepare(other, module(5)), "f", 4).result());
  }

  /** The test's JVM has HotSpot's default flags. */
  @Test
  void codeForOtherJvmsIsAnotherEntry() {
    EngineOptions options = EngineOptions.of(Engine.Mode.COMPILER).withCache(cache());
    Engine ahead = Engines.create(options.withTarget(TargetJvm.LARGE_METHODS));
    Run done = run(ahead, prepare(ahead, module(5)), "f", 3);
    assertFalse(
        prepare(Engines.create(options.withTarget(TargetJvm.DEFAULTS)), module(5)).fromCache());
    CoreModule own = prepare(Engines.create(options), module(5));
    assertTrue(own.fromCache());
    assertEquals(done, run(Engines.create(options), own, "f", 3));
    Engine like = Engines.create(options.withTarget(TargetJvm.LARGE_METHODS));
    assertTrue(prepare(like, module(5)).fromCache());
  }

  @Test
  void theInterpreterKeepsNothing() {
    Engine engine = Engines.create(Engine.Mode.INTERPRETER, cache());
    prepare(engine, module(5));
    assertFalse(prepare(engine, module(5)).fromCache());
    assertEquals(0, cache().size());
  }

  @Test
  void anEntryThatHoldsSomethingElseIsMadeAgain() {
    DiskCache cache = cache();
    Engine engine = Engines.create(Engine.Mode.COMPILER, cache);
    CacheKey key =
        CacheKey.of(
            CacheKey.Kind.CODE,
            CodeVersions.with(OutlineThreshold.DEFAULT),
            List.of(ContentDigest.of(module(5))));
    prepare(engine, module(5));
    List<ByteBuffer> whole = cache.find(key).orElseThrow().parts();

    List<List<ByteBuffer>> wrong = new ArrayList<>();
    wrong.add(List.of());
    wrong.add(whole.subList(0, whole.size() - 1));
    wrong.add(List.of(ByteBuffer.allocate(4)));
    wrong.add(List.of(ByteBuffer.allocate(3)));
    List<ByteBuffer> noClasses = new ArrayList<>(whole);
    for (int i = 3; i < noClasses.size(); i++) {
      noClasses.set(i, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }
    wrong.add(noClasses);
    List<ByteBuffer> noModule = new ArrayList<>(whole);
    noModule.set(1, ByteBuffer.wrap(new byte[] {1, 2, 3}));
    wrong.add(noModule);
    List<ByteBuffer> noData = new ArrayList<>(whole);
    noData.set(2, ByteBuffer.wrap(new byte[] {127, 0, 0, 0}));
    wrong.add(noData);

    for (int i = 0; i < wrong.size(); i++) {
      assertTrue(cache.store(key, wrong.get(i)));
      Engine other = Engines.create(Engine.Mode.COMPILER, cache());
      assertFalse(prepare(other, module(5)).fromCache(), "entry " + i);
      Engine last = Engines.create(Engine.Mode.COMPILER, cache());
      assertTrue(prepare(last, module(5)).fromCache(), "entry " + i);
    }
  }

  @Test
  void whatTheCacheDoesNotTakeIsCompiledOnce() {
    DiskCache tooSmall = DiskCache.open(directory, 4096);
    Engine engine = Engines.create(Engine.Mode.COMPILER, tooSmall);
    assertFalse(prepare(engine, module(5)).fromCache());
    assertEquals(0, tooSmall.size());
    assertTrue(prepare(engine, module(5)).fromCache());
    assertTrue(prepare(Engines.create(Engine.Mode.COMPILER, tooSmall), module(5)).fromCache());
  }

  /** The cache holds one of two components that are loaded by turns. */
  @ParameterizedTest
  @EnumSource
  void whatTheCacheEvictsIsCompiledOnce(EngineOptions.Timing timing) throws InterruptedException {
    DiskCache first = cache();
    prepare(Engines.create(Engine.Mode.COMPILER, first), module(5));
    DiskCache small = DiskCache.open(directory, first.size());
    BlockingQueue<CompileListener.Outcome> outcomes = new LinkedBlockingQueue<>();
    EngineOptions options =
        EngineOptions.of(Engine.Mode.COMPILER)
            .withTiming(timing)
            .withCache(small)
            .withListener(outcomes::add);
    CoreModule fromDisk = prepare(Engines.create(options), module(5));
    CoreModule compiled = prepare(Engines.create(options), module(6));
    assertTrue(outcomes.take().failure().isEmpty());
    assertEquals(first.size(), small.size());

    for (int i = 0; i < 2; i++) {
      assertSame(code(fromDisk), code(prepare(Engines.create(options), module(5))));
      assertSame(code(compiled), code(prepare(Engines.create(options), module(6))));
    }
    assertTrue(outcomes.isEmpty());
  }

  private static ModuleCode code(CoreModule module) {
    return ((ChicoryModule) module).codes().get();
  }

  /** The engine has the code, and others shall find it. */
  @Test
  void anEntryThatIsGoneIsMadeAgain() throws IOException {
    Engine engine = Engines.create(Engine.Mode.COMPILER, cache());
    prepare(engine, module(5));
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.filter(file -> file.toString().endsWith(".code")).toList()) {
        Files.delete(entry);
      }
    }
    assertFalse(prepare(engine, module(5)).fromCache());
    assertTrue(prepare(Engines.create(Engine.Mode.COMPILER, cache()), module(5)).fromCache());
  }

  @Test
  void threadsMayShareACache() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Engine engine = Engines.create(Engine.Mode.COMPILER, cache());
        int content = i % 3;
        calls.add(() -> run(engine, prepare(engine, module(content)), "f", 3).result());
      }
      List<Future<Integer>> results = threads.invokeAll(calls);
      for (int i = 0; i < 16; i++) {
        assertEquals(i % 3, results.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void bodiesOfKnownModulesAreNotValidatedAgain() {
    DiskCache cache = cache();
    byte[] module = module(5);
    assertEquals(CheckedModule.class, CoreModules.validate(module, cache).getClass());
    assertEquals(KnownModule.class, CoreModules.validate(module, cache).getClass());
    assertEquals(CheckedModule.class, CoreModules.validate(module(6), cache).getClass());

    // Known, but never compiled: its bodies are looked at after all.
    Engine engine = Engines.create(Engine.Mode.COMPILER, cache);
    CoreModule prepared = engine.prepareValid(List.of(CoreModules.validate(module, cache))).get(0);
    assertFalse(prepared.fromCache());
    assertEquals(5, run(engine, prepared, "f", 3).result());
  }

  @Test
  void anInvalidModuleIsRefusedHoweverOften() {
    DiskCache cache = cache();
    byte[] module = module(5);
    // The last instruction of the large function, a call, of a function that there is not.
    int call = indexOf(module, new byte[] {Opcodes.LOCAL_GET, 0, 0x10, 0, Opcodes.END});
    module[call + 3] = 9;
    for (int i = 0; i < 2; i++) {
      InvalidModule refused =
          assertThrows(InvalidModule.class, () -> CoreModules.validate(module, cache));
      assertEquals(InvalidModule.Kind.INVALID, refused.kind());
    }
    assertEquals(0, cache.size());
  }

  private static int indexOf(byte[] bytes, byte[] sought) {
    for (int i = 0; i + sought.length <= bytes.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  @Test
  void foreignCachesAreRefused() {
    CompileCache foreign =
        new CompileCache() {
          @Override
          public Path directory() {
            return directory;
          }

          @Override
          public long unstored() {
            return 0;
          }

          @Override
          public long size() {
            return 0;
          }
        };
    assertThrows(
        IllegalArgumentException.class, () -> Engines.create(Engine.Mode.COMPILER, foreign));
    assertThrows(IllegalArgumentException.class, () -> CoreModules.validate(module(5), foreign));
  }
}

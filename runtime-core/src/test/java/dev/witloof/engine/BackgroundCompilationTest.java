package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.CompileBudget.Excess;
import dev.witloof.engine.CompileListener.Outcome;
import dev.witloof.engine.EngineOptions.Timing;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Modules that run while they are compiled. The listener is called by the thread that compiles, so
 * one that waits holds up the next compilation.
 */
@Timeout(120)
class BackgroundCompilationTest {
  private static final byte[] MODULE = Fixtures.wasm("kernel");
  private static final byte[] OTHER_MODULE = Fixtures.wasm("loops");

  /** Calls the host. */
  private static final byte[] CALLING_MODULE = Fixtures.wasm("dive");

  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final CountDownLatch go = new CountDownLatch(1);

  private EngineOptions options() {
    return EngineOptions.of(Engine.Mode.COMPILER)
        .withTiming(Timing.BACKGROUND)
        .withListener(outcomes::add);
  }

  /** An engine whose background thread is busy until {@link #go}. */
  private Engine busyEngine(EngineOptions options) throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    Engine engine =
        Engines.create(
            options.withListener(
                outcome -> {
                  if (busy.getCount() == 0) {
                    outcomes.add(outcome);
                    return;
                  }
                  busy.countDown();
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }));
    engine.prepare(List.of(OTHER_MODULE));
    busy.await();
    return engine;
  }

  private static Fixtures.Guest guest(Engine engine, CoreModule module) {
    Store store = engine.newStore(64 * Fixtures.MIB);
    return new Fixtures.Guest(store, Fixtures.instantiate(store, module));
  }

  /** A guest that calls the host, which sees by whose classes it is called. */
  private record Caller(Fixtures.Guest guest, BlockingQueue<Boolean> generated) {
    private static final StackWalker STACK =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    static Caller of(Engine engine, CoreModule module) {
      BlockingQueue<Boolean> generated = new LinkedBlockingQueue<>();
      CoreFunction host =
          engine.hostFunction(
              new CoreType.Func(List.of(), List.of()),
              arguments -> {
                generated.add(STACK.walk(frames -> frames.anyMatch(frame -> isGenerated(frame))));
                return new long[0];
              });
      Store store = engine.newStore(0);
      return new Caller(
          new Fixtures.Guest(store, Fixtures.instantiate(store, module, host)), generated);
    }

    /** Guest code has class loaders of its own. */
    private static boolean isGenerated(StackWalker.StackFrame frame) {
      ClassLoader loader = frame.getDeclaringClass().getClassLoader();
      return loader != null && loader.getClass().getPackageName().startsWith("dev.witloof.");
    }

    /** Calls the host from within some calls of the guest; says what that burns. */
    long call() {
      return guest.use(Fixtures.PLENTY, "dive", 10).fuel();
    }

    /** Whether the last call came from classes that were generated. */
    boolean isCompiled() throws InterruptedException {
      return generated.take();
    }
  }

  /** The interpreter serves the first calls; what is instantiated later runs compiled code. */
  @Test
  void switchesOverAtTheNextInstantiation() throws InterruptedException {
    Engine engine = busyEngine(options());
    CoreModule module = engine.prepare(List.of(CALLING_MODULE)).get(0);
    assertEquals(CoreModule.Code.COMPILING, module.code());
    Caller early = Caller.of(engine, module);
    long fuel = early.call();
    assertFalse(early.isCompiled());

    go.countDown();
    assertTrue(outcomes.take().failure().isEmpty());
    assertEquals(CoreModule.Code.COMPILED, module.code());
    Caller late = Caller.of(engine, module);

    assertEquals(fuel, early.call());
    assertFalse(early.isCompiled());
    assertEquals(fuel, late.call());
    assertTrue(late.isCompiled());
  }

  @Test
  void staysInterpretedWhenItExceedsTheBudget() throws InterruptedException {
    Engine engine =
        Engines.create(
            options().withBudget(new CompileBudget(Duration.ofNanos(1), 1 << 30, Excess.REFUSE)));
    CoreModule module = engine.prepare(List.of(MODULE)).get(0);

    Throwable failure = outcomes.take().failure().orElseThrow();

    assertInstanceOf(InvalidModule.class, failure);
    assertEquals(CoreModule.Code.INTERPRETED, module.code());
    assertTrue(guest(engine, module).use(Fixtures.PLENTY, "run", 10).fuel() > 0);
  }

  /** Nothing is compiled for a module that nobody holds. */
  @Test
  void endsWhenTheModulesAreCollected() throws InterruptedException {
    Engine engine = busyEngine(options());
    WeakReference<CoreModule> module = dropped(engine);
    while (module.get() != null) {
      System.gc();
    }
    assertNull(module.get());

    go.countDown();

    assertInstanceOf(CancellationException.class, outcomes.take().failure().orElseThrow());
  }

  /** Nor for one that is stopped before its turn; that is told at once. */
  @Test
  void isStoppedBeforeItBegins() throws InterruptedException {
    Engine engine = busyEngine(options());
    CoreModule module = engine.prepare(List.of(MODULE)).get(0);

    module.stopCompiling();

    assertInstanceOf(CancellationException.class, outcomes.remove().failure().orElseThrow());
    assertEquals(CoreModule.Code.INTERPRETED, module.code());
    assertTrue(guest(engine, module).use(Fixtures.PLENTY, "run", 10).fuel() > 0);
    module.stopCompiling();
    go.countDown();
    CoreModule next = engine.prepare(List.of(CALLING_MODULE)).get(0);
    assertTrue(outcomes.take().failure().isEmpty());
    assertEquals(CoreModule.Code.COMPILED, next.code());
    assertEquals(CoreModule.Code.INTERPRETED, module.code());
  }

  /** Others have the same module compiled, whoever stops. */
  @Test
  void stoppingConcernsNobodyElse() throws InterruptedException {
    Engine engine = busyEngine(options());
    CoreModule stopped = engine.prepare(List.of(MODULE)).get(0);
    CoreModule same = engine.prepare(List.of(MODULE)).get(0);

    stopped.stopCompiling();
    assertInstanceOf(CancellationException.class, outcomes.remove().failure().orElseThrow());
    go.countDown();

    assertTrue(outcomes.take().failure().isEmpty());
    assertEquals(CoreModule.Code.COMPILED, same.code());
  }

  @Test
  void stoppingWhatIsCompiledChangesNothing() throws InterruptedException {
    Engine engine = Engines.create(options());
    CoreModule module = engine.prepare(List.of(MODULE)).get(0);
    assertTrue(outcomes.take().failure().isEmpty());

    module.stopCompiling();

    assertEquals(CoreModule.Code.COMPILED, module.code());
    assertTrue(outcomes.isEmpty());
  }

  private static WeakReference<CoreModule> dropped(Engine engine) {
    return new WeakReference<>(engine.prepare(List.of(MODULE)).get(0));
  }

  /** It is not compiled when the cache has it, and put there when it has not. */
  @Test
  void usesTheCache(@TempDir Path directory) throws InterruptedException {
    EngineOptions cached = options().withCache(CompileCache.at(directory.resolve("c"), 1 << 30));
    CoreModule first = Engines.create(cached).prepare(List.of(MODULE)).get(0);
    assertTrue(outcomes.take().failure().isEmpty());
    assertEquals(CoreModule.Code.COMPILED, first.code());

    CoreModule second = Engines.create(cached).prepare(List.of(MODULE)).get(0);

    assertEquals(CoreModule.Code.COMPILED, second.code());
    assertTrue(second.fromCache());
    assertTrue(outcomes.isEmpty());
  }

  @Test
  void theBackgroundThreadIsADaemonAndEnds() throws InterruptedException {
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    Engine engine =
        Engines.create(options().withListener(outcome -> threads.add(Thread.currentThread())));
    engine.prepare(List.of(MODULE));
    Thread background = threads.take();

    assertTrue(background.isDaemon());
    background.join();
  }
}

package dev.witloof.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
  private static final byte[] OTHER_MODULE = Fixtures.wasm("dive");

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

  /** The interpreter serves the first calls; what is instantiated later runs compiled code. */
  @Test
  void switchesOverAtTheNextInstantiation() throws InterruptedException {
    Engine engine = busyEngine(options());
    CoreModule module = engine.prepare(List.of(MODULE)).get(0);
    assertEquals(CoreModule.Code.COMPILING, module.code());
    Fixtures.Guest early = guest(engine, module);
    CallUsage interpreted = early.use(Fixtures.PLENTY, "run", 1_000);

    go.countDown();
    assertTrue(outcomes.take().failure().isEmpty());
    assertEquals(CoreModule.Code.COMPILED, module.code());
    Fixtures.Guest late = guest(engine, module);

    assertEquals(interpreted.fuel(), early.use(Fixtures.PLENTY, "run", 1_000).fuel());
    assertEquals(interpreted.fuel(), late.use(Fixtures.PLENTY, "run", 1_000).fuel());
    assertEquals(early.call("run", 1_000), late.call("run", 1_000));
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

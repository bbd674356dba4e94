package dev.witloof.engine.internal.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.witloof.engine.CompileBudget;
import dev.witloof.engine.CompileListener.Outcome;
import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import dev.witloof.engine.EngineOptions;
import dev.witloof.engine.internal.compile.CompileJob;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A compilation in the background that is stopped while it runs. */
@Timeout(60)
class StoppedCompilationTest {
  private static final byte[] EMPTY = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);

  /** Goes on for as long as it may. */
  private ComponentCode compile(CompileJob job) {
    begun.countDown();
    while (true) {
      job.check();
      Thread.onSpinWait();
    }
  }

  /** Although its modules are held. */
  @Test
  void ends() throws InterruptedException {
    List<SwitchedCode> codes =
        List.of(
            new SwitchedCode(ModuleCode.interpreted(EMPTY)),
            new SwitchedCode(ModuleCode.interpreted(EMPTY)));
    BackgroundCompilation compilation =
        new BackgroundCompilation(
            this::compile,
            CompileBudget.DEFAULT,
            new CompileReporter(EngineOptions.of(Engine.Mode.COMPILER).withListener(outcomes::add)),
            codes);
    codes.forEach(code -> code.stoppedBy(compilation::stop));
    Thread thread = new Thread(compilation);
    thread.setDaemon(true);
    thread.start();
    begun.await();
    assertEquals(CoreModule.Code.COMPILING, codes.get(0).get().kind());

    codes.get(1).stop();
    thread.join();

    Outcome outcome = outcomes.remove();
    assertEquals(2, outcome.coreModules());
    assertInstanceOf(CancellationException.class, outcome.failure().orElseThrow());
    assertEquals(CoreModule.Code.INTERPRETED, codes.get(0).get().kind());
    assertEquals(CoreModule.Code.INTERPRETED, codes.get(1).get().kind());
  }
}

package dev.witloof.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Cancels a command when the process is told to end (Ctrl-C), and lets it finish what it is doing:
 * closing connectors, aborting or committing.
 */
final class Interruption {
  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean interrupted;

  private Interruption() {}

  /**
   * Runs a command.
   *
   * @param cancel makes {@code command} return soon; called from another thread
   * @return what the command returns
   */
  static int during(IntSupplier command, Runnable cancel) {
    return new Interruption().run(command, cancel);
  }

  private int run(IntSupplier command, Runnable cancel) {
    Thread hook = new Thread(() -> interrupt(cancel), "witloof-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return command.getAsInt();
    } finally {
      finished.countDown();
      forget(hook);
    }
  }

  private void forget(Thread hook) {
    if (interrupted) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is about to run: it finds the command finished, and cancelling does nothing.
      interrupted = true;
    }
  }

  private void interrupt(Runnable cancel) {
    interrupted = true;
    cancel.run();
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

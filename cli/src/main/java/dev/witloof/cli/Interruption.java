package dev.witloof.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Cancels a command when the process is told to end (Ctrl-C), and lets it finish what it is doing:
 * closing connectors, aborting or committing.
 */
final class Interruption {
  private static final int PATIENCE_SECONDS = 2;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean interrupted;

  private Interruption() {}

  /**
   * Runs a command.
   *
   * @param cancel makes {@code command} return once the work at hand is done; called from another
   *     thread, as is {@code force}
   * @param force ends the work at hand; called when that takes too long
   * @return what the command returns
   */
  static <T> T during(Supplier<T> command, Runnable cancel, Runnable force) {
    return new Interruption().run(command, cancel, force);
  }

  private <T> T run(Supplier<T> command, Runnable cancel, Runnable force) {
    Thread hook = new Thread(() -> interrupt(cancel, force), "witloof-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return command.get();
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

  private void interrupt(Runnable cancel, Runnable force) {
    interrupted = true;
    cancel.run();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        force.run();
        finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

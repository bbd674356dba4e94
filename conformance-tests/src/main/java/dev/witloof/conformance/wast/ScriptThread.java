package dev.witloof.conformance.wast;

import dev.witloof.engine.Engine;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Executes a script on a thread of its own: with a deep stack, for deep recursion is tested, and to
 * be left behind when a command does not end although the limits of guest code should end it.
 */
final class ScriptThread {
  private static final long STACK_BYTES = 64L << 20;

  private final Script script;
  private final Engine engine;
  private final Limits limits;
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

  private ScriptThread(Script script, Engine engine, Limits limits) {
    this.script = script;
    this.engine = engine;
    this.limits = limits;
  }

  /** Tells {@code report} one outcome for each command, in order, on the calling thread. */
  static void run(
      Script script, Engine engine, Limits limits, BiConsumer<Command, Outcome> report) {
    new ScriptThread(script, engine, limits).run(report);
  }

  private void run(BiConsumer<Command, Outcome> report) {
    Thread thread = new Thread(null, this::execute, "script", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    Iterator<Command> commands = script.commands().iterator();
    while (commands.hasNext()) {
      Command command = commands.next();
      Outcome outcome = next();
      if (outcome == null) {
        String hanging = "line " + command.line() + " did not end within " + limits.command();
        report.accept(command, new Outcome.Failed(hanging));
        commands.forEachRemaining(
            rest -> report.accept(rest, new Outcome.Failed("not run: " + hanging)));
        return;
      }
      report.accept(command, outcome);
    }
  }

  private @Nullable Outcome next() {
    try {
      return outcomes.poll(limits.command().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a script ran", e);
    }
  }

  private void execute() {
    try {
      ScriptRunner runner = new ScriptRunner(script, engine, limits);
      script.commands().forEach(command -> outcomes.add(runner.run(command)));
    } catch (RuntimeException | Error e) {
      // More outcomes than there are commands do no harm.
      script.commands().forEach(c -> outcomes.add(new Outcome.Failed("the runner failed: " + e)));
    }
  }
}

package dev.witloof.conformance.wast;

import dev.witloof.conformance.wast.Command.Action;
import dev.witloof.conformance.wast.Command.ModuleFile;
import dev.witloof.conformance.wast.Command.Stage;
import dev.witloof.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Executes the commands of one script in order; each command has one outcome. */
final class ScriptRunner {
  private static final String TEXT_FORMAT = "text format: there is no binary to read";

  private final Path folder;
  private final ModuleLoader loader;
  private final Slots<TestModule> definitions = new Slots<>("definition");
  private final Slots<TestSubject> instances = new Slots<>("instance");

  ScriptRunner(Script script, Engine engine) {
    this.folder = script.folder();
    this.loader = new ModuleLoader(engine);
  }

  Outcome run(Command command) {
    try {
      return execute(command);
    } catch (Slots.Unavailable e) {
      return e.outcome();
    } catch (UnsuitableScript e) {
      return new Outcome.Failed(e.getMessage());
    } catch (UncheckedIOException e) {
      return new Outcome.Failed("cannot read " + e.getCause().getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new Outcome.Failed("unexpected " + describe(e));
    }
  }

  private Outcome execute(Command command) {
    if (command instanceof Command.Module module) {
      return module(module);
    } else if (command instanceof Command.Definition definition) {
      return define(definition);
    } else if (command instanceof Command.Instantiation instantiation) {
      return fill(
          instances,
          instantiation.instance(),
          command,
          () -> definitions.get(instantiation.definition()).instantiate());
    } else if (command instanceof Command.Register register) {
      instances.get(register.instance()).register(register.as());
      return Outcome.PASSED;
    } else if (command instanceof Command.Perform perform) {
      perform(perform.action());
      return Outcome.PASSED;
    } else if (command instanceof Command.AssertReturn expected) {
      Optional<String> mismatch = perform(expected.action()).mismatch(expected.expected());
      return mismatch.<Outcome>map(Outcome.Failed::new).orElse(Outcome.PASSED);
    } else if (command instanceof Command.AssertTrap expected) {
      return fails(expected.action(), new ExpectedFailure.OfTrap(expected.text()));
    } else if (command instanceof Command.AssertExhaustion expected) {
      return fails(expected.action(), new ExpectedFailure.OfExhaustion(expected.text()));
    } else if (command instanceof Command.AssertRefused expected) {
      return refused(expected);
    }
    Command.Unsupported unsupported = (Command.Unsupported) command;
    return new Outcome.Skipped(
        "the command '" + unsupported.type() + "' needs exceptions, threads or async");
  }

  private Outcome module(Command.Module command) {
    if (!command.file().binary()) {
      return skipText(instances, command.name(), command);
    }
    return fill(instances, command.name(), command, () -> load(command.file()).instantiate());
  }

  private Outcome define(Command.Definition command) {
    if (!command.file().binary()) {
      return skipText(definitions, command.name(), command);
    }
    return fill(definitions, command.name(), command, () -> load(command.file()));
  }

  private static Outcome skipText(Slots<?> slots, Optional<String> name, Command command) {
    Outcome skipped = new Outcome.Skipped(TEXT_FORMAT);
    slots.missing(name, command.line(), skipped);
    return skipped;
  }

  /** Makes something and keeps it, or the reason why there is none. */
  private static <T> Outcome fill(
      Slots<T> slots, Optional<String> name, Command command, Supplier<T> make) {
    Outcome outcome;
    try {
      slots.put(name, make.get());
      return Outcome.PASSED;
    } catch (Slots.Unavailable e) {
      outcome = e.outcome();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      Optional<String> proposal = Refusals.proposal(e);
      outcome =
          proposal
              .<Outcome>map(Outcome.Skipped::new)
              .orElseGet(() -> new Outcome.Failed("expected to load, but: " + describe(e)));
    }
    slots.missing(name, command.line(), outcome);
    return outcome;
  }

  private Outcome fails(Action action, ExpectedFailure expected) {
    TestSubject subject = instances.get(action.instance());
    try {
      perform(subject, action);
    } catch (UnsuitableScript e) {
      throw e;
    } catch (RuntimeException e) {
      return expected.judge(e);
    }
    return new Outcome.Failed("expected " + expected.description() + ", but it returned");
  }

  private Outcome refused(Command.AssertRefused command) {
    if (!command.file().binary()) {
      return new Outcome.Skipped(TEXT_FORMAT);
    }
    ExpectedFailure expected = ExpectedFailure.ofStage(command.stage(), command.text());
    try {
      TestModule module = load(command.file());
      if (command.stage() == Stage.UNLINKABLE || command.stage() == Stage.UNINSTANTIABLE) {
        module.instantiate();
      }
    } catch (RuntimeException e) {
      return expected.judge(e);
    }
    return new Outcome.Failed("expected " + expected.description() + ", but it was accepted");
  }

  private TestSubject.Results perform(Action action) {
    return perform(instances.get(action.instance()), action);
  }

  private static TestSubject.Results perform(TestSubject subject, Action action) {
    return action.get()
        ? subject.global(action.field())
        : subject.call(action.field(), action.arguments());
  }

  private TestModule load(ModuleFile file) {
    try {
      return loader.load(Files.readAllBytes(folder.resolve(file.name())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String describe(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}

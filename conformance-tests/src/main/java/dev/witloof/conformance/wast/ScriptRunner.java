package dev.witloof.conformance.wast;

import dev.witloof.component.UnlinkableComponent;
import dev.witloof.conformance.wast.Command.Action;
import dev.witloof.conformance.wast.Command.ModuleFile;
import dev.witloof.conformance.wast.Command.Stage;
import dev.witloof.engine.Engine;
import dev.witloof.engine.InvalidModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Executes the commands of one script in order; each command has one outcome. */
final class ScriptRunner {
  private static final String TEXT_FORMAT = "text format: there is no binary to read";

  private final Path folder;
  private final ModuleLoader loader;
  private final Slots<TestModule> definitions = new Slots<>("definition");
  private final Slots<TestSubject> instances = new Slots<>("instance");

  ScriptRunner(Script script, Engine engine, Limits limits) {
    this.folder = script.folder();
    this.loader = new ModuleLoader(engine, limits, binaries(script));
  }

  /** What the script loads successfully if all is well; files that cannot be read are left out. */
  private static List<byte[]> binaries(Script script) {
    return script.commands().stream()
        .map(Command::module)
        .flatMap(Optional::stream)
        .filter(ModuleFile::binary)
        .map(file -> script.folder().resolve(file.name()))
        .filter(Files::isReadable)
        .map(ScriptRunner::read)
        .toList();
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
      return instantiate(
          command,
          instantiation.instance(),
          () -> start(definitions.get(instantiation.definition())));
    } else if (command instanceof Command.Register register) {
      return register(register.as(), register.instance());
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
        "refused: the command '" + unsupported.type() + "' needs " + unsupported.proposal());
  }

  private Outcome module(Command.Module command) {
    if (!command.file().binary()) {
      return skipText(instances, command.name(), command);
    }
    byte[] bytes = read(command.file());
    Outcome outcome = instantiate(command, command.name(), () -> start(loader.load(bytes)));
    if (outcome instanceof Outcome.Skipped) {
      loader.notRun(bytes, outcome);
    }
    return outcome;
  }

  private Outcome instantiate(Command command, Optional<String> name, Supplier<TestSubject> make) {
    Outcome outcome = fill(instances, name, command, make);
    // Some scripts import an instance by the name that they gave it.
    name.ifPresent(given -> register(given, name));
    return outcome;
  }

  /** Instantiates; a module that needs another environment than the runner's is not judged. */
  private static TestSubject start(TestModule module) {
    try {
      return module.instantiate();
    } catch (UnlinkableComponent | InvalidModule e) {
      List<String> unoffered = module.unoffered();
      if (Refusals.lacksOnly(unoffered, e)) {
        throw new Slots.Unavailable(
            new Outcome.Skipped(
                "neither the script nor the runner offers imports of " + quoted(unoffered)));
      }
      throw e;
    }
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
  }

  private Outcome register(String as, Optional<String> instance) {
    try {
      instances.get(instance).register(as);
      return Outcome.PASSED;
    } catch (Slots.Unavailable e) {
      loader.missing(as, e.outcome());
      return e.outcome();
    }
  }

  private Outcome define(Command.Definition command) {
    if (!command.file().binary()) {
      return skipText(definitions, command.name(), command);
    }
    return fill(definitions, command.name(), command, () -> loader.load(read(command.file())));
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
    } catch (UnsuitableScript | Slots.Unavailable e) {
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
    byte[] bytes = read(command.file());
    try {
      TestModule module = loader.load(bytes);
      if (command.stage() == Stage.UNLINKABLE || command.stage() == Stage.UNINSTANTIABLE) {
        module.instantiate();
      }
    } catch (Slots.Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      Outcome outcome = expected.judge(e);
      if (outcome instanceof Outcome.Skipped && command.stage() == Stage.UNINSTANTIABLE) {
        loader.notRun(bytes, outcome);
      }
      return outcome;
    }
    return SwitchedOff.reason(command.text())
        .<Outcome>map(Outcome.Skipped::new)
        .orElseGet(
            () ->
                new Outcome.Failed("expected " + expected.description() + ", but it was accepted"));
  }

  private TestSubject.Results perform(Action action) {
    return perform(instances.get(action.instance()), action);
  }

  private static TestSubject.Results perform(TestSubject subject, Action action) {
    return action.get()
        ? subject.global(action.field())
        : subject.call(action.field(), action.arguments());
  }

  private byte[] read(ModuleFile file) {
    return read(folder.resolve(file.name()));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String describe(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}

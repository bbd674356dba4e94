package dev.witloof.conformance.wast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** One command of a script; {@link #line()} is that of the {@code .wast} file. */
sealed interface Command {
  int line();

  /** The module that the command expects to be valid, if it has one. */
  default Optional<ModuleFile> module() {
    return Optional.empty();
  }

  /** A file beside the script. Text is what no binary form could be made of. */
  record ModuleFile(String name, boolean binary) {}

  /** Reads and instantiates a module or component, which later commands use. */
  record Module(int line, Optional<String> name, ModuleFile file) implements Command {
    @Override
    public Optional<ModuleFile> module() {
      return Optional.of(file);
    }
  }

  /** Reads a module or component without instantiating it. */
  record Definition(int line, Optional<String> name, ModuleFile file) implements Command {
    @Override
    public Optional<ModuleFile> module() {
      return Optional.of(file);
    }
  }

  /** Instantiates a definition, the latest when it names none. */
  record Instantiation(int line, Optional<String> instance, Optional<String> definition)
      implements Command {}

  /** Lets later modules import the exports of an instance under {@code as}. */
  record Register(int line, Optional<String> instance, String as) implements Command {}

  /** An action whose result does not matter. */
  record Perform(int line, Action action) implements Command {}

  record AssertReturn(int line, Action action, List<JsonNode> expected) implements Command {}

  record AssertTrap(int line, Action action, String text) implements Command {}

  record AssertExhaustion(int line, Action action, String text) implements Command {}

  /** A module that must be refused at a certain stage. */
  record AssertRefused(int line, Stage stage, ModuleFile file, String text) implements Command {
    @Override
    public Optional<ModuleFile> module() {
      boolean valid = stage == Stage.UNLINKABLE || stage == Stage.UNINSTANTIABLE;
      return valid ? Optional.of(file) : Optional.empty();
    }
  }

  /** A command for a proposal that this runtime does not have. */
  record Unsupported(int line, String type, String proposal) implements Command {}

  /** When a module must be refused. */
  enum Stage {
    MALFORMED,
    INVALID,
    UNLINKABLE,
    UNINSTANTIABLE
  }

  /**
   * Something done to an instance.
   *
   * @param get whether an exported global is read; else an exported function is called
   * @param instance the latest when empty
   */
  record Action(boolean get, Optional<String> instance, String field, List<JsonNode> arguments) {}
}

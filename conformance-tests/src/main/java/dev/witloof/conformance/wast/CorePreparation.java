package dev.witloof.conformance.wast;

import dev.witloof.engine.CoreModule;
import dev.witloof.engine.Engine;
import dev.witloof.engine.Engines;
import dev.witloof.engine.InvalidModule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prepares the core modules of one script. Modules that import from each other are prepared
 * together, as those of one component are: only then do they agree on the types of the functions in
 * tables that they share.
 */
final class CorePreparation {
  private final Engine engine;
  private final Map<ByteBuffer, CoreModule> together = new HashMap<>();

  /**
   * Prepares what belongs together.
   *
   * @param modules the binaries of a script; those that are no usable core modules are passed over,
   *     for the command that loads one to judge
   */
  CorePreparation(Engine engine, List<byte[]> modules) {
    this.engine = engine;
    Engine trial = Engines.create(Engine.Mode.INTERPRETER);
    List<byte[]> usable = new ArrayList<>();
    boolean linked = false;
    for (byte[] module : modules) {
      Optional<List<CoreModule>> prepared = prepared(trial, List.of(module));
      if (prepared.isPresent()) {
        usable.add(module);
        linked |= isLinked(prepared.get().get(0));
      }
    }
    Optional<List<CoreModule>> prepared = linked ? prepared(engine, usable) : Optional.empty();
    for (int i = 0; prepared.isPresent() && i < usable.size(); i++) {
      together.put(ByteBuffer.wrap(usable.get(i)), prepared.get().get(i));
    }
  }

  private static Optional<List<CoreModule>> prepared(Engine engine, List<byte[]> modules) {
    try {
      return Optional.of(engine.prepare(modules));
    } catch (InvalidModule e) {
      return Optional.empty();
    }
  }

  private static boolean isLinked(CoreModule module) {
    return module.type().imports().stream()
        .anyMatch(wanted -> !wanted.module().equals(CoreLoader.SPECTEST));
  }

  /**
   * The module, ready to be instantiated.
   *
   * @throws InvalidModule when it is refused
   */
  CoreModule prepare(byte[] module) {
    CoreModule known = together.get(ByteBuffer.wrap(module));
    return known != null ? known : engine.prepare(List.of(module)).get(0);
  }
}

package dev.witloof.engine;

import java.util.Optional;

/** An instantiated core module. Confined to the thread that uses its store. */
public interface CoreInstance {
  /** The export of that name, empty when there is none. */
  Optional<CoreExtern> export(String name);
}

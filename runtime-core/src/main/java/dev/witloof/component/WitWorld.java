package dev.witloof.component;

import dev.witloof.component.internal.binary.ComponentReader;
import dev.witloof.component.internal.link.Linearizer;
import dev.witloof.component.type.ExternType;
import java.util.Collections;
import java.util.Map;

/**
 * A WIT world: types of imports and exports, resources shared between them. Immutable; shared by
 * threads.
 */
public final class WitWorld {
  private final ExternType.Component type;

  private WitWorld(ExternType.Component type) {
    this.type = type;
  }

  /**
   * Reads a world from a WIT package in binary form, as {@code wasm-tools component wit --wasm}
   * makes it; no WIT text is parsed at run time.
   *
   * @param world the world's name in the package, such as {@code source-connector}
   * @throws InvalidComponent when the bytes are not such a package
   * @throws java.util.NoSuchElementException when the package has no such world
   */
  public static WitWorld read(byte[] witPackage, String world) {
    return new WitWorld(Linearizer.world(ComponentReader.read(witPackage), world));
  }

  /** Imports by name, in order. */
  public Map<String, ExternType> imports() {
    return Collections.unmodifiableMap(type.imports());
  }

  /** Exports by name, in order. */
  public Map<String, ExternType> exports() {
    return Collections.unmodifiableMap(type.exports());
  }
}

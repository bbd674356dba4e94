package dev.witloof.runtime;

import dev.witloof.component.WitWorld;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The WIT package that this runtime was built with: what it offers and what it expects. */
final class HostWorld {
  private static final String RESOURCE = "/witloof/connector.wasm";

  private HostWorld() {}

  private static final class Holder {
    static final WitWorld CONNECTOR = read("connector");
    static final WitWorld HOST = read("host");
  }

  /** A world that exports the contract's interfaces. */
  static WitWorld contract() {
    return Holder.CONNECTOR;
  }

  /** A world that imports all that host imports may provide. */
  static WitWorld imports() {
    return Holder.HOST;
  }

  private static WitWorld read(String world) {
    try (InputStream in = HostWorld.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "the class path has no resource " + RESOURCE + "; add the module witloof-wit");
      }
      return WitWorld.read(in.readAllBytes(), world);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + RESOURCE, e);
    }
  }
}

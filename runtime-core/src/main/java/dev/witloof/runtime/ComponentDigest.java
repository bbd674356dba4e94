package dev.witloof.runtime;

import dev.witloof.runtime.trust.Digests;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a component, which of a large one takes a good part of a second while the JVM has
 * not compiled it: computed when somebody asks, or before that on another thread. Shared by
 * threads.
 */
final class ComponentDigest {
  private final byte[] wasm;
  private @Nullable String hex;

  ComponentDigest(byte[] wasm) {
    this.wasm = wasm;
  }

  /** Computes it beside the caller, who will want it later. */
  void begin() {
    ForkJoinPool.commonPool().execute(this::sha256);
  }

  synchronized String sha256() {
    if (hex == null) {
      hex = Digests.sha256(wasm);
    }
    return hex;
  }
}

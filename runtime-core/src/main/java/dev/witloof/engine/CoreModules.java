package dev.witloof.engine;

import dev.witloof.engine.internal.binary.ModuleDecoder;

/** Facts about core modules that need no engine. */
public final class CoreModules {
  private CoreModules() {}

  /**
   * The imports and exports of a core module, exactly as declared. Function bodies are not looked
   * at; types of proposals that {@link CoreType} can express (SIMD vectors, shared and 64-bit
   * memories) are reported even though {@link Engine#prepare} refuses such modules.
   *
   * @throws InvalidModule when the sections that tell the type are malformed, need any other
   *     proposal, or exceed a structural limit; the message has the byte offset
   */
  public static CoreModuleType typeOf(byte[] module) {
    return ModuleDecoder.decode(module).moduleType();
  }
}

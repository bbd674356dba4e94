package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.ByteArrayInputStream;

/** Makes Chicory's modules of bytes. */
final class Modules {
  private Modules() {}

  /**
   * Parses a module that is valid. Without Chicory's validation, as HotSpot does not compile its
   * one large method. A parser remembers things, so each module gets its own.
   */
  static WasmModule parse(byte[] module) {
    Parser parser = Parser.builder().withValidation(false).build();
    return parser.parse(() -> new ByteArrayInputStream(module));
  }
}

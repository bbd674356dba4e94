package dev.witloof.engine.internal.binary;

import dev.witloof.engine.InvalidModule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a module's name section gives to functions (core specification, appendix A.7). The
 * section is not validated and may be anything: what cannot be read names nothing.
 */
public final class FunctionNames {
  private static final int HEADER_BYTES = 8;
  private static final String NAME_SECTION = "name";
  private static final int FUNCTION_SUBSECTION = 1;

  private final Set<Integer> wanted;
  private final Map<Integer, String> names = new HashMap<>();

  private FunctionNames(Set<Integer> wanted) {
    this.wanted = wanted;
  }

  /** The names of those functions that have one. */
  public static Map<Integer, String> of(byte[] module, Set<Integer> functions) {
    FunctionNames reader = new FunctionNames(functions);
    WasmInput in = new WasmInput(module, HEADER_BYTES, module.length);
    try {
      nameSection(in).ifPresent(reader::subsections);
    } catch (InvalidModule e) {
      // Names that were read so far are good; a custom section makes no module invalid.
      return reader.names;
    }
    return reader.names;
  }

  private static Optional<WasmInput> nameSection(WasmInput in) {
    while (in.hasMore()) {
      int id = in.u8();
      WasmInput content = in.slice(in.length("section " + id, Integer.MAX_VALUE));
      if (id == Sections.CUSTOM && content.name().equals(NAME_SECTION)) {
        return Optional.of(content);
      }
    }
    return Optional.empty();
  }

  private void subsections(WasmInput in) {
    while (in.hasMore()) {
      int id = in.u8();
      WasmInput content = in.slice(in.length("subsection " + id, Integer.MAX_VALUE));
      if (id == FUNCTION_SUBSECTION) {
        functions(content);
      }
    }
  }

  private void functions(WasmInput in) {
    for (int left = in.count("names", Integer.MAX_VALUE); left > 0; left--) {
      int function = in.u32();
      String name = in.name();
      if (wanted.contains(function)) {
        names.put(function, name);
      }
    }
  }
}

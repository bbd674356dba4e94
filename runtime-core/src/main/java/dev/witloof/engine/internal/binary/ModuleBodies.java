package dev.witloof.engine.internal.binary;

import dev.witloof.engine.internal.binary.DecodedModule.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the function bodies lie in a module that is known to be well-formed. Bodies are counted
 * from 0 without imports. Immutable; shared by threads.
 */
public final class ModuleBodies {
  private static final int HEADER_BYTES = 8;

  /** What a compiler has to know of a module besides the bodies that it compiles. */
  private static final Set<Integer> DECLARATIONS =
      Set.of(
          Sections.TYPE,
          Sections.IMPORT,
          Sections.FUNCTION,
          Sections.TABLE,
          Sections.MEMORY,
          Sections.GLOBAL);

  private final byte[] module;
  private final List<Section> sections;
  private final int[] bounds;
  private final int importedFunctions;

  private ModuleBodies(byte[] module, List<Section> sections, int[] bounds, int importedFunctions) {
    this.module = module;
    this.sections = sections;
    this.bounds = bounds;
    this.importedFunctions = importedFunctions;
  }

  /**
   * Finds the bodies.
   *
   * @param module is kept and must not be changed afterwards
   * @param importedFunctions how many functions it imports
   */
  public static ModuleBodies of(byte[] module, int importedFunctions) {
    List<Section> sections = new ArrayList<>();
    int[] bounds = new int[0];
    WasmInput in = new WasmInput(module, HEADER_BYTES, module.length);
    while (in.hasMore()) {
      int id = in.u8();
      WasmInput content = in.slice(in.u32());
      sections.add(new Section(id, content.position(), content.end()));
      if (id == Sections.CODE) {
        bounds = bounds(content);
      }
    }
    return new ModuleBodies(module, List.copyOf(sections), bounds, importedFunctions);
  }

  /** Start and end of each body. */
  private static int[] bounds(WasmInput code) {
    int[] bounds = new int[2 * code.u32()];
    for (int i = 0; i < bounds.length; i += 2) {
      int size = code.u32();
      bounds[i] = code.position();
      code.skip(size);
      bounds[i + 1] = code.position();
    }
    return bounds;
  }

  public int count() {
    return bounds.length / 2;
  }

  public int importedFunctions() {
    return importedFunctions;
  }

  /** Imported and defined functions. */
  public int functions() {
    return importedFunctions + count();
  }

  /** Bytes of a body, local declarations included. */
  public int size(int body) {
    return bounds[2 * body + 1] - bounds[2 * body];
  }

  /** Bytes of all bodies. */
  public long size() {
    long size = 0;
    for (int i = 0; i < count(); i++) {
      size += size(i);
    }
    return size;
  }

  /**
   * What a compiler has to know of the module, and a code section that has the bodies of those
   * functions only, in place of one for each.
   *
   * @param functions indices of defined functions, ascending
   */
  public byte[] declarationsWith(List<Integer> functions) {
    WasmOutput code = new WasmOutput(16).u32(functions.size());
    for (int function : functions) {
      int body = function - importedFunctions;
      code.u32(size(body)).bytes(module, bounds[2 * body], bounds[2 * body + 1]);
    }
    WasmOutput out = new WasmOutput(code.size() + 4096).bytes(module, 0, HEADER_BYTES);
    for (Section section : sections) {
      if (section.id() == Sections.CODE) {
        out.u8(section.id()).sized(code);
      } else if (DECLARATIONS.contains(section.id())) {
        out.u8(section.id())
            .u32(section.end() - section.start())
            .bytes(module, section.start(), section.end());
      }
    }
    return out.toByteArray();
  }
}

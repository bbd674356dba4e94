package dev.witloof.engine.internal.binary;

import dev.witloof.engine.internal.binary.DecodedModule.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Where the function bodies lie in a module that is known to be well-formed, and copies of it in
 * which some bodies are replaced by the smallest one there is, which traps. Bodies are counted from
 * 0 without imports. Immutable; shared by threads.
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

  private static final WasmOutput TRAP =
      new WasmOutput(16).u8(0).u8(Opcodes.UNREACHABLE).u8(Opcodes.END);

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

  /** The module with those bodies only: it can be instantiated. */
  public byte[] with(IntPredicate kept) {
    return write(sections, kept);
  }

  /** The module with those bodies only, and without what does not concern its code. */
  public byte[] forCompiling(IntPredicate kept) {
    List<Section> needed =
        sections.stream()
            .filter(s -> DECLARATIONS.contains(s.id()) || s.id() == Sections.CODE)
            .toList();
    return write(needed, kept);
  }

  private byte[] write(List<Section> written, IntPredicate kept) {
    WasmOutput code = code(kept);
    long size = HEADER_BYTES + code.size();
    for (Section section : written) {
      size += section.id() == Sections.CODE ? 16 : section.end() - section.start() + 16;
    }
    WasmOutput out = new WasmOutput(Math.toIntExact(size)).bytes(module, 0, HEADER_BYTES);
    for (Section section : written) {
      out.u8(section.id());
      if (section.id() == Sections.CODE) {
        out.sized(code);
      } else {
        out.u32(section.end() - section.start()).bytes(module, section.start(), section.end());
      }
    }
    return out.toByteArray();
  }

  private WasmOutput code(IntPredicate kept) {
    WasmOutput code = new WasmOutput(8 * count() + 16).u32(count());
    for (int i = 0; i < count(); i++) {
      if (kept.test(i)) {
        code.u32(size(i)).bytes(module, bounds[2 * i], bounds[2 * i + 1]);
      } else {
        code.sized(TRAP);
      }
    }
    return code;
  }
}

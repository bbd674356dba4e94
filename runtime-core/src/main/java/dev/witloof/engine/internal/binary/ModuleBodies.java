package dev.witloof.engine.internal.binary;

import dev.witloof.engine.internal.binary.DecodedModule.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
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
      Set.of(Sections.IMPORT, Sections.FUNCTION, Sections.TABLE, Sections.MEMORY, Sections.GLOBAL);

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

  /** What a compiler has to know of the module, without any bodies. */
  public byte[] declarations() {
    WasmOutput out = new WasmOutput(4096).bytes(module, 0, HEADER_BYTES);
    sections.forEach(section -> copyDeclaration(section, out));
    return out.u8(Sections.CODE).sized(new WasmOutput(1).u32(0)).toByteArray();
  }

  private void copyDeclaration(Section section, WasmOutput out) {
    if (section.id() == Sections.TYPE) {
      out.u8(section.id()).sized(CallWords.compilable(open(section)));
    } else if (DECLARATIONS.contains(section.id())) {
      out.u8(section.id())
          .u32(section.end() - section.start())
          .bytes(module, section.start(), section.end());
    }
  }

  /**
   * The module of a part: what a compiler has to know of the whole module, and a code section that
   * has the bodies of some functions only, in place of one for each.
   *
   * @param indices of the part's module; calls have them, but not references to functions, whose
   *     values are those that the whole module has
   * @param first the first of the functions, as the whole module counts them
   * @param end behind the last one
   */
  public byte[] part(PartIndices indices, int first, int end) {
    WasmOutput out = new WasmOutput(4096).bytes(module, 0, HEADER_BYTES);
    for (Section section : sections) {
      switch (section.id()) {
        case Sections.IMPORT -> out.u8(section.id()).sized(imports(section, indices));
        case Sections.FUNCTION -> out.u8(section.id()).sized(types(section, indices));
        case Sections.CODE -> out.u8(section.id()).sized(bodies(indices, first, end));
        default -> copyDeclaration(section, out);
      }
    }
    return out.toByteArray();
  }

  private WasmOutput imports(Section section, PartIndices indices) {
    WasmInput in = open(section);
    int added = indices.filled() - indices.imported();
    WasmOutput out = new WasmOutput(in.remaining() + 8).u32(in.u32() + added);
    out.bytes(module, in.position(), section.end());
    for (int i = 0; i < added; i++) {
      out.name("").name("filler").u8(DecodedModule.Kind.FUNCTION.ordinal()).u32(0);
    }
    return out;
  }

  private WasmOutput types(Section section, PartIndices indices) {
    WasmInput in = open(section);
    int[] types = new int[in.u32()];
    Arrays.setAll(types, i -> in.u32());
    WasmOutput out = new WasmOutput(section.end() - section.start()).u32(types.length);
    for (int i = 0; i < types.length; i++) {
      out.u32(types[indices.inModule(indices.filled() + i) - importedFunctions]);
    }
    return out;
  }

  private WasmOutput bodies(PartIndices indices, int first, int end) {
    WasmOutput out = new WasmOutput(4096).u32(end - first);
    WasmOutput body = new WasmOutput(4096);
    for (int i = first - importedFunctions; i < end - importedFunctions; i++) {
      body.clear();
      body(i, indices, body);
      out.sized(body);
    }
    return out;
  }

  /** The types of which functions are called indirectly. */
  public BitSet indirectTypes() {
    BitSet types = new BitSet();
    for (int i = 0; i < count(); i++) {
      InstructionReader reader = instructions(i);
      while (reader.next()) {
        if (reader.opcode() == Opcodes.CALL_INDIRECT) {
          types.set(reader.first());
        }
      }
    }
    return types;
  }

  private InstructionReader instructions(int body) {
    WasmInput in = new WasmInput(module, bounds[2 * body], bounds[2 * body + 1]);
    for (int groups = in.u32(); groups > 0; groups--) {
      in.u32();
      ValueTypes.readCode(in);
    }
    return InstructionReader.ofRewritten(in);
  }

  private void body(int index, PartIndices indices, WasmOutput out) {
    int copied = bounds[2 * index];
    int end = bounds[2 * index + 1];
    InstructionReader reader = instructions(index);
    while (reader.next()) {
      if (reader.opcode() == Opcodes.CALL) {
        out.bytes(module, copied, reader.start());
        out.u8(Opcodes.CALL).u32(indices.inPart(reader.first()));
        copied = reader.end();
      }
    }
    out.bytes(module, copied, end);
  }

  private WasmInput open(Section section) {
    return new WasmInput(module, section.start(), section.end());
  }
}

package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.DecodedModule.Section;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import dev.witloof.engine.internal.binary.WasmOutput;

/** Writes a module with what was added to its index spaces. */
final class ModuleWriter {
  private static final int HEADER_BYTES = 8;
  private static final int FUNCTION_TYPE = 0x60;
  private static final int MUTABLE = 1;

  private final MeteredModule module;
  private final Additions additions;
  private final WasmOutput out;

  private ModuleWriter(MeteredModule module, Additions additions) {
    this.module = module;
    this.additions = additions;
    this.out = new WasmOutput(module.bytes().length + module.bytes().length / 8);
  }

  /**
   * The module's bytes.
   *
   * @param bodies of all functions, each with its size
   */
  static byte[] write(MeteredModule module, Additions additions, WasmOutput bodies) {
    return new ModuleWriter(module, additions).run(bodies);
  }

  private byte[] run(WasmOutput bodies) {
    out.bytes(module.bytes(), 0, HEADER_BYTES);
    boolean globals = false;
    for (Section section : module.sections()) {
      if (!globals && Sections.rank(section.id()) >= Sections.rank(Sections.GLOBAL)) {
        globals = true;
        extend(Sections.GLOBAL, old(section, Sections.GLOBAL), newGlobals());
        if (section.id() == Sections.GLOBAL) {
          continue;
        }
      }
      switch (section.id()) {
        case Sections.TYPE -> extend(Sections.TYPE, open(section), newTypes());
        case Sections.FUNCTION -> extend(Sections.FUNCTION, open(section), newFunctions());
        case Sections.CODE -> {
          int count = module.bodies().size() + additions.functions().size();
          section(Sections.CODE, new WasmOutput(bodies.size() + 8).u32(count).append(bodies));
        }
        default ->
            out.u8(section.id())
                .u32(section.end() - section.start())
                .bytes(module.bytes(), section.start(), section.end());
      }
    }
    return out.toByteArray();
  }

  private WasmInput open(Section section) {
    return section.open(module.bytes());
  }

  /** The section if it is that one, otherwise what an empty vector is. */
  private WasmInput old(Section section, int id) {
    return section.id() == id ? open(section) : new WasmInput(new byte[] {0}, 0, 1);
  }

  /** Writes a section that is a vector, with more items behind those that it had. */
  private void extend(int id, WasmInput old, Items more) {
    int count = old.u32() + more.count();
    if (count > 0) {
      WasmOutput content = new WasmOutput(old.remaining() + more.content().size() + 8);
      content.u32(count).bytes(old.bytes(), old.position(), old.end()).append(more.content());
      section(id, content);
    }
  }

  private void section(int id, WasmOutput content) {
    out.u8(id).sized(content);
  }

  /** Items of a vector. */
  private record Items(int count, WasmOutput content) {}

  private Items newTypes() {
    WasmOutput content = new WasmOutput(64);
    for (CoreType.Func type : additions.newTypes()) {
      content.u8(FUNCTION_TYPE);
      ValueTypes.writeAll(type.params(), content);
      ValueTypes.writeAll(type.results(), content);
    }
    return new Items(additions.newTypes().size(), content);
  }

  private Items newFunctions() {
    WasmOutput content = new WasmOutput(64);
    additions.functions().forEach(function -> content.u32(function.typeIndex()));
    return new Items(additions.functions().size(), content);
  }

  private Items newGlobals() {
    WasmOutput content = new WasmOutput(64);
    for (CoreType.Val type : additions.newGlobals()) {
      content.u8(ValueTypes.code(type)).u8(MUTABLE);
      switch (type) {
        case I32 -> content.u8(I32_CONST).u8(0);
        case I64 -> content.u8(I64_CONST).u8(0);
        case F32 -> content.u8(F32_CONST).bytes(new byte[Float.BYTES], 0, Float.BYTES);
        case F64 -> content.u8(F64_CONST).bytes(new byte[Double.BYTES], 0, Double.BYTES);
        case FUNCREF, EXTERNREF -> content.u8(REF_NULL).u8(ValueTypes.code(type));
        case V128 -> throw new IllegalStateException("modules with vectors are refused");
      }
      content.u8(END);
    }
    return new Items(additions.newGlobals().size(), content);
  }
}

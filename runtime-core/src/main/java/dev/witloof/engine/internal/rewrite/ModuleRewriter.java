package dev.witloof.engine.internal.rewrite;

import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Body;
import dev.witloof.engine.internal.binary.DecodedModule.Import;
import dev.witloof.engine.internal.binary.DecodedModule.Kind;
import dev.witloof.engine.internal.binary.DecodedModule.Section;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;

/**
 * Writes a checked module as the engine gets it: with the common type section, metered bodies, an
 * empty memory when it has none (charges need one), imports named by their position, since names
 * may repeat, and without custom sections.
 */
public final class ModuleRewriter {
  /**
   * Changes whenever the same modules are rewritten to others, common types and charges included.
   * Part of the key of whatever caches rewritten modules or their code.
   */
  public static final int VERSION = 7;

  private static final int HEADER_BYTES = 8;

  private final DecodedModule module;
  private final CommonTypes types;
  private final Runnable check;
  private final int[] typeIndices;
  private final WasmOutput out;

  private ModuleRewriter(DecodedModule module, CommonTypes types, Runnable check) {
    this.module = module;
    this.types = types;
    this.check = check;
    this.typeIndices = types.indicesOf(module);
    this.out = new WasmOutput(module.bytes().length + module.bytes().length / 2);
  }

  /** The module name of every import of a rewritten module; its name is its position. */
  public static final String IMPORT_MODULE = "";

  /**
   * The rewritten module.
   *
   * @param check is called for each function; what it throws ends the rewriting
   */
  public static byte[] rewrite(DecodedModule module, CommonTypes types, Runnable check) {
    return new ModuleRewriter(module, types, check).run();
  }

  private byte[] run() {
    out.bytes(module.bytes(), 0, HEADER_BYTES);
    section(Sections.TYPE, types.content());
    boolean memoryMissing = module.memories().isEmpty();
    for (Section section : module.sections()) {
      if (memoryMissing && Sections.rank(section.id()) >= Sections.rank(Sections.MEMORY)) {
        emptyMemory();
        memoryMissing = false;
        if (section.id() == Sections.MEMORY) {
          continue;
        }
      }
      write(section);
    }
    if (memoryMissing) {
      emptyMemory();
    }
    return out.toByteArray();
  }

  private void write(Section section) {
    switch (section.id()) {
      case Sections.TYPE -> {
        // Replaced by the common one.
      }
      case Sections.IMPORT -> section(Sections.IMPORT, imports(section));
      case Sections.FUNCTION -> section(Sections.FUNCTION, functions());
      case Sections.CODE -> section(Sections.CODE, bodies(section.end() - section.start()));
      default ->
          out.u8(section.id())
              .u32(section.end() - section.start())
              .bytes(module.bytes(), section.start(), section.end());
    }
  }

  private void section(int id, WasmOutput content) {
    out.u8(id).sized(content);
  }

  private void emptyMemory() {
    section(Sections.MEMORY, new WasmOutput(4).u32(1).u8(1).u32(0).u32(0));
  }

  private WasmOutput imports(Section section) {
    List<Import> imports = module.imports();
    WasmOutput content = new WasmOutput(section.end() - section.start());
    content.u32(imports.size());
    for (int i = 0; i < imports.size(); i++) {
      Import item = imports.get(i);
      content.name(IMPORT_MODULE).name(Integer.toString(i)).u8(item.kind().ordinal());
      if (item.kind() == Kind.FUNCTION) {
        content.u32(typeIndices[item.typeIndex()]);
      } else {
        TypeWriter.write(content, item.type());
      }
    }
    return content;
  }

  private WasmOutput functions() {
    int imported = module.imported(Kind.FUNCTION);
    int defined = module.functions().size() - imported;
    WasmOutput content = new WasmOutput(defined * 2).u32(defined);
    module.functions().stream()
        .skip(imported)
        .forEach(function -> content.u32(typeIndices[function.typeIndex()]));
    return content;
  }

  private WasmOutput bodies(int originalSize) {
    WasmOutput content = new WasmOutput(originalSize + originalSize / 2);
    content.u32(module.bodies().size());
    WasmOutput body = new WasmOutput(4096);
    BodyRewriter rewriter = new BodyRewriter(module, typeIndices);
    int function = module.imported(Kind.FUNCTION);
    for (Body each : module.bodies()) {
      check.run();
      body.clear();
      rewriter.rewrite(each, module.functionType(function), body);
      content.sized(body);
      function++;
    }
    return content;
  }
}

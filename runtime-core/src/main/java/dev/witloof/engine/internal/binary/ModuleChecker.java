package dev.witloof.engine.internal.binary;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.internal.binary.DecodedModule.Body;
import dev.witloof.engine.internal.binary.DecodedModule.Export;
import dev.witloof.engine.internal.binary.DecodedModule.Import;
import dev.witloof.engine.internal.binary.DecodedModule.Kind;
import dev.witloof.engine.internal.binary.DecodedModule.Section;
import java.util.BitSet;
import java.util.List;

/**
 * Checks what the decoder left open: refused proposals, minimums, segments, nesting, and whatever
 * the rewriter could hide from the engine's own validator. The rewriter adds a memory and replaces
 * every type index; so each use of memory 0 and each type index is checked here against the
 * original module. All else it copies byte for byte, and the engine validates the result.
 *
 * <p>References to functions are numbers relative to an instance in the engine, so none may pass
 * from one instance to another as a value: see {@link #checkReferences}.
 */
public final class ModuleChecker {
  private final DecodedModule module;
  private final BitSet blockTypes = new BitSet();
  private final BitSet sharedTables = new BitSet();

  private ModuleChecker(DecodedModule module) {
    this.module = module;
  }

  /**
   * Checks a module.
   *
   * @return the indices of the types that blocks use
   * @throws InvalidModule saying what is wrong or unsupported, and where
   */
  public static BitSet check(DecodedModule module) {
    ModuleChecker checker = new ModuleChecker(module);
    checker.checkTypes();
    checker.checkSpaces();
    checker.checkReferences();
    checker.checkSegments();
    int imported = module.imported(Kind.FUNCTION);
    for (int i = 0; i < module.bodies().size(); i++) {
      try {
        checker.checkBody(module.bodies().get(i));
      } catch (InvalidModule e) {
        throw new InvalidModule("function " + (imported + i) + ": " + e.getMessage(), e);
      }
    }
    return checker.blockTypes;
  }

  private void checkTypes() {
    boolean vectors =
        module.types().stream().anyMatch(t -> mentions(t, CoreType.Val.V128))
            || module.globals().stream().anyMatch(g -> g.type() == CoreType.Val.V128);
    if (vectors) {
      throw new InvalidModule(ValueTypes.refusal("SIMD"));
    }
  }

  private static boolean mentions(CoreType.Func type, CoreType.Val val) {
    return type.params().contains(val) || type.results().contains(val);
  }

  private void checkSpaces() {
    if (module.memories().size() > 1) {
      throw new InvalidModule(ValueTypes.refusal("multiple memories"));
    }
    for (CoreType.Memory memory : module.memories()) {
      if (memory.shared()) {
        throw new InvalidModule(ValueTypes.refusal("threads"));
      }
      if (memory.memory64()) {
        throw new InvalidModule(ValueTypes.refusal("memory64"));
      }
      if (memory.min() > ModuleLimits.MEMORY_MINIMUM_PAGES) {
        throw new InvalidModule(
            "memory starts with "
                + memory.min()
                + " pages of 64 KiB; the limit is "
                + ModuleLimits.MEMORY_MINIMUM_PAGES);
      }
    }
    for (CoreType.Table table : module.tables()) {
      if (table.min() > ModuleLimits.TABLE_MINIMUM) {
        throw new InvalidModule(
            "table starts with "
                + table.min()
                + " elements; the limit is "
                + ModuleLimits.TABLE_MINIMUM);
      }
    }
  }

  /** No funcref may enter or leave the instance but as an element of a table. */
  private void checkReferences() {
    for (Import item : module.imports()) {
      refuseFuncref(item.type(), "import \"" + item.module() + "\" \"" + item.name() + "\"");
    }
    module
        .exports()
        .forEach((name, export) -> refuseFuncref(module.type(export), "export \"" + name + "\""));
    sharedTables.set(0, module.imported(Kind.TABLE));
    for (Export export : module.exports().values()) {
      if (export.kind() == Kind.TABLE) {
        sharedTables.set(export.index());
      }
    }
  }

  private static void refuseFuncref(CoreType type, String what) {
    boolean funcref =
        type instanceof CoreType.Func func && mentions(func, CoreType.Val.FUNCREF)
            || type instanceof CoreType.Global global && global.type() == CoreType.Val.FUNCREF;
    if (funcref) {
      throw new InvalidModule(
          what + " passes a funcref between modules, which this engine does not support");
    }
  }

  private void checkSegments() {
    for (Section section : module.sections()) {
      WasmInput in = section.open(module.bytes());
      if (section.id() == Sections.ELEMENT) {
        SegmentWalker.walkElements(in);
      } else if (section.id() == Sections.DATA) {
        SegmentWalker.walkData(in, module.memories().size());
      }
    }
  }

  private void checkBody(Body body) {
    InstructionReader reader = new InstructionReader(body.open(module.bytes()));
    int depth = 1;
    while (reader.next()) {
      if (depth == 0) {
        throw reader.invalid("instruction after the final end");
      }
      switch (reader.opcode()) {
        case BLOCK, LOOP, IF -> {
          depth++;
          checkBlock(reader, depth);
        }
        case END -> depth--;
        default -> checkUse(reader);
      }
    }
    if (depth != 0) {
      throw reader.invalid("function body without final end");
    }
  }

  private void checkBlock(InstructionReader reader, int depth) {
    if (depth > ModuleLimits.NESTING) {
      throw reader.invalid("blocks nested deeper than " + ModuleLimits.NESTING);
    }
    if (reader.blockTypeIndex() != InstructionReader.NO_TYPE_INDEX) {
      requireType(reader, reader.blockTypeIndex());
      blockTypes.set(reader.blockTypeIndex());
    }
  }

  private void checkUse(InstructionReader reader) {
    switch (reader.opcode()) {
      case CALL_INDIRECT -> {
        CoreType.Func type = requireType(reader, reader.first());
        if (isShared(reader.second()) && mentions(type, CoreType.Val.FUNCREF)) {
          throw reader.invalid(
              "call_indirect passes a funcref through a shared table, which this engine does not"
                  + " support");
        }
      }
      case TABLE_GET -> {
        if (isShared(reader.first())
            && module.tables().get(reader.first()).element() == CoreType.Val.FUNCREF) {
          throw reader.invalid(
              "table.get on an imported or exported table of functions is not supported");
        }
      }
      case MEMORY_SIZE, MEMORY_GROW, MEMORY_INIT, MEMORY_COPY, MEMORY_FILL -> requireMemory(reader);
      default -> {
        if (reader.opcode() >= FIRST_LOAD && reader.opcode() <= LAST_STORE) {
          requireMemory(reader);
        }
      }
    }
  }

  private boolean isShared(int table) {
    return table >= 0 && sharedTables.get(table);
  }

  private CoreType.Func requireType(InstructionReader reader, int index) {
    List<CoreType.Func> types = module.types();
    if (index < 0 || index >= types.size()) {
      throw reader.invalid("unknown type " + Integer.toUnsignedString(index));
    }
    return types.get(index);
  }

  private void requireMemory(InstructionReader reader) {
    if (module.memories().isEmpty()) {
      throw reader.invalid("unknown memory 0");
    }
  }
}

package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.DataCountSection;
import com.dylibso.chicory.wasm.types.DataSection;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionSection;
import com.dylibso.chicory.wasm.types.GlobalSection;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import com.dylibso.chicory.wasm.types.Section;
import com.dylibso.chicory.wasm.types.StartSection;
import com.dylibso.chicory.wasm.types.TableSection;
import com.dylibso.chicory.wasm.types.TypeSection;
import dev.witloof.engine.internal.rewrite.Skeleton;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Parses rewritten modules by Chicory's parser: without its validation, since modules are valid
 * when they come here and HotSpot does not compile its one large method; and without its digest,
 * which nobody asks for.
 */
final class ModuleParser {
  /** What stands for the body of a function that is compiled; it never runs. */
  static final FunctionBody EMPTY =
      new FunctionBody(List.of(), List.of(instruction(OpCode.UNREACHABLE), end()));

  private final WasmModule.Builder module = WasmModule.builder().withValidation(false);
  private ImportSection imports = ImportSection.builder().build();
  private FunctionSection functions = FunctionSection.builder().build();
  private CodeSection code = CodeSection.builder().build();
  private DataSection data = DataSection.builder().build();

  private ModuleParser(byte[] bytes) {
    // A parser remembers things, so each module gets its own.
    Parser.builder()
        .withValidation(false)
        .build()
        .parse(new ByteArrayInputStream(bytes), this::add);
  }

  /** Parses a whole module. */
  static ParsedModule parse(byte[] bytes) {
    ModuleParser parser = new ModuleParser(bytes);
    List<byte[]> data = Arrays.stream(parser.data.dataSegments()).map(DataSegment::data).toList();
    return new ParsedModule(parser.module.setDataSection(emptied(parser.data)).build(), data);
  }

  /**
   * Parses a {@link Skeleton}.
   *
   * @param segments the content of the data segments
   * @param interpreted the indices of the functions whose bodies it has, ascending
   */
  static ParsedModule parse(byte[] skeleton, ByteBuffer segments, List<Integer> interpreted) {
    ModuleParser parser = new ModuleParser(skeleton);
    WasmModule module = parser.module.setCodeSection(parser.filledCode(interpreted)).build();
    return new ParsedModule(module, contents(parser.data.dataSegmentCount(), segments));
  }

  /**
   * Parses declarations, with imported functions as defined ones: they have the same indices then,
   * and Chicory's compiler, which goes through all imports whenever it asks for the type of one,
   * need not.
   */
  static WasmModule parseDeclarations(byte[] declarations) {
    ModuleParser parser = new ModuleParser(declarations);
    parser.defineImportedFunctions();
    return parser.module.setCodeSection(parser.filledCode(List.of())).build();
  }

  private void defineImportedFunctions() {
    ImportSection.Builder others = ImportSection.builder();
    FunctionSection.Builder all = FunctionSection.builder();
    imports.stream()
        .forEach(
            each -> {
              if (each instanceof FunctionImport function) {
                all.addFunctionType(function.typeIndex());
              } else {
                others.addImport(each);
              }
            });
    for (int i = 0; i < functions.functionCount(); i++) {
      all.addFunctionType(functions.getFunctionType(i));
    }
    add(others.build());
    add(all.build());
  }

  private void add(Section section) {
    if (section instanceof TypeSection types) {
      module.setTypeSection(types);
    } else if (section instanceof ImportSection found) {
      imports = found;
      module.setImportSection(found);
    } else if (section instanceof FunctionSection found) {
      functions = found;
      module.setFunctionSection(found);
    } else if (section instanceof TableSection tables) {
      module.setTableSection(tables);
    } else if (section instanceof MemorySection memories) {
      module.setMemorySection(memories);
    } else if (section instanceof GlobalSection globals) {
      module.setGlobalSection(globals);
    } else if (section instanceof ExportSection) {
      // Each instance would put all of them into a map, which nobody asks: ChicoryInstance.
      return;
    } else if (section instanceof StartSection start) {
      module.setStartSection(start);
    } else if (section instanceof ElementSection elements) {
      module.setElementSection(elements);
    } else if (section instanceof DataCountSection count) {
      module.setDataCountSection(count);
    } else if (section instanceof CodeSection found) {
      code = found;
      module.setCodeSection(found);
    } else if (section instanceof DataSection found) {
      data = found;
      module.setDataSection(found);
    } else {
      throw new IllegalArgumentException(
          "a rewritten module has no section " + section.sectionId());
    }
  }

  private CodeSection filledCode(List<Integer> interpreted) {
    int imported = imports.count(ExternalType.FUNCTION);
    Map<Integer, FunctionBody> kept = new HashMap<>();
    for (int i = 0; i < interpreted.size(); i++) {
      kept.put(interpreted.get(i) - imported, code.getFunctionBody(i));
    }
    CodeSection.Builder all = CodeSection.builder();
    for (int i = 0; i < functions.functionCount(); i++) {
      all.addFunctionBody(kept.getOrDefault(i, EMPTY));
    }
    return all.build();
  }

  private static DataSection emptied(DataSection full) {
    DataSection.Builder all = DataSection.builder();
    for (DataSegment segment : full.dataSegments()) {
      all.addDataSegment(
          segment instanceof ActiveDataSegment active
              ? new ActiveDataSegment(active.index(), active.offsetInstructions(), new byte[0])
              : new PassiveDataSegment(new byte[0]));
    }
    return all.build();
  }

  private static List<byte[]> contents(int count, ByteBuffer segments) {
    ByteBuffer rest = segments.duplicate();
    List<byte[]> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] content = new byte[Objects.checkIndex(rest.getInt(), rest.remaining() + 1)];
      rest.get(content);
      all.add(content);
    }
    return all;
  }

  private static AnnotatedInstruction instruction(OpCode opcode) {
    return AnnotatedInstruction.builder().from(new Instruction(0, opcode, new long[0])).build();
  }

  /** The end of a function is its own scope. */
  private static AnnotatedInstruction end() {
    Instruction end = new Instruction(0, OpCode.END, new long[0]);
    return AnnotatedInstruction.builder().from(end).withScope(end).build();
  }
}

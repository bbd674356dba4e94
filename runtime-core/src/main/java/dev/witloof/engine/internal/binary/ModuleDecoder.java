package dev.witloof.engine.internal.binary;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.PlainText;
import dev.witloof.engine.internal.binary.DecodedModule.Body;
import dev.witloof.engine.internal.binary.DecodedModule.Export;
import dev.witloof.engine.internal.binary.DecodedModule.Function;
import dev.witloof.engine.internal.binary.DecodedModule.Import;
import dev.witloof.engine.internal.binary.DecodedModule.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Decodes the sections of a core module that tell its type and finds its function bodies (core
 * specification, 5.5). Counts and sizes are checked against {@link ModuleLimits} before anything is
 * allocated for them. Function bodies are not read; the validator does that.
 */
public final class ModuleDecoder {
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
  private static final int VERSION = 4;
  private static final long MAX_PAGES = 65_536;
  private static final long MAX_PAGES_64 = 1L << 48;
  private static final long MAX_ELEMENTS = 0xffff_ffffL;
  private static final long MAX_LOCALS = 0xffff_ffffL;

  private final byte[] bytes;
  private final List<Section> sections = new ArrayList<>();
  private final List<CoreType.Func> types = new ArrayList<>();
  private final List<Import> imports = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<CoreType.Table> tables = new ArrayList<>();
  private final List<CoreType.Memory> memories = new ArrayList<>();
  private final List<CoreType.Global> globals = new ArrayList<>();
  private final Map<String, Export> exports = new LinkedHashMap<>();
  private final List<Body> bodies = new ArrayList<>();
  private int definedFunctions;

  private ModuleDecoder(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Decodes a module.
   *
   * @throws InvalidModule with the byte offset when it is malformed or beyond a limit
   */
  public static DecodedModule decode(byte[] bytes) {
    return new ModuleDecoder(bytes).run();
  }

  private DecodedModule run() {
    readSections();
    for (Section section : sections) {
      WasmInput in = section.open(bytes);
      switch (section.id()) {
        case Sections.TYPE -> readTypes(in);
        case Sections.IMPORT -> readImports(in);
        case Sections.FUNCTION -> readFunctions(in);
        case Sections.TABLE -> readTables(in);
        case Sections.MEMORY -> readMemories(in);
        case Sections.GLOBAL -> readGlobals(in);
        case Sections.EXPORT -> readExports(in);
        case Sections.CODE -> readBodies(in);
        default -> in.skip(in.remaining());
      }
      in.expectEnd("section " + section.id());
    }
    if (bodies.size() != definedFunctions) {
      throw new InvalidModule(
          Kind.MALFORMED,
          "function and code section have inconsistent lengths: "
              + definedFunctions
              + " functions are declared, but "
              + bodies.size()
              + " have bodies");
    }
    return new DecodedModule(
        bytes,
        List.copyOf(sections),
        List.copyOf(types),
        List.copyOf(imports),
        List.copyOf(functions),
        List.copyOf(tables),
        List.copyOf(memories),
        List.copyOf(globals),
        exports,
        List.copyOf(bodies));
  }

  private void readHeader() {
    if (bytes.length > ModuleLimits.MODULE_BYTES) {
      throw new InvalidModule(
          Kind.LIMIT,
          "module of " + bytes.length + " bytes; the limit is " + ModuleLimits.MODULE_BYTES);
    }
    int same = Arrays.mismatch(bytes, HEADER);
    if (same >= 0 && same < HEADER.length) {
      String fault =
          same == bytes.length
              ? "unexpected end of the header"
              : same < VERSION ? "magic header not detected" : "unknown binary version";
      throw new InvalidModule(
          Kind.MALFORMED, same, "not a WebAssembly core module of version 1: " + fault);
    }
  }

  private void readSections() {
    readHeader();
    WasmInput in = new WasmInput(bytes, HEADER.length, bytes.length);
    int lastRank = -1;
    while (in.hasMore()) {
      int at = in.position();
      int id = in.u8();
      int length = in.length("section " + id, Integer.MAX_VALUE);
      WasmInput content = in.slice(length);
      if (id == Sections.CUSTOM) {
        content.name();
        continue;
      }
      if (id == Sections.TAG) {
        throw in.unsupportedAt(at, "exception handling");
      }
      int rank = Sections.rank(id);
      if (rank < 0) {
        throw in.malformedAt(at, "malformed section id " + id);
      }
      if (rank <= lastRank) {
        throw in.malformedAt(
            at,
            "unexpected content after last section: section "
                + id
                + " is out of order or repeated");
      }
      lastRank = rank;
      sections.add(new Section(id, in.position() - length, in.position()));
    }
  }

  private void readTypes(WasmInput in) {
    int count = in.count("types", ModuleLimits.TYPES);
    for (int i = 0; i < count; i++) {
      int at = in.position();
      int form = in.u8();
      if (form >= 0x4d && form <= 0x5f) {
        throw in.unsupportedAt(at, "garbage collection");
      } else if (form == 0x65) {
        throw in.unsupportedAt(at, "shared-everything threads");
      } else if (form != 0x60) {
        throw in.malformedAt(at, "malformed type form 0x" + Integer.toHexString(form));
      }
      List<CoreType.Val> params = valueTypes(in, "parameters", ModuleLimits.PARAMETERS);
      types.add(new CoreType.Func(params, valueTypes(in, "results", ModuleLimits.RESULTS)));
    }
  }

  private static List<CoreType.Val> valueTypes(WasmInput in, String what, int limit) {
    int count = in.count(what, limit);
    List<CoreType.Val> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.add(ValueTypes.read(in));
    }
    return result;
  }

  private void readImports(WasmInput in) {
    int count = in.count("imports", ModuleLimits.IMPORTS);
    for (int i = 0; i < count; i++) {
      String module = in.name();
      String name = in.name();
      int kind = in.u8();
      int typeIndex = -1;
      CoreType type;
      switch (kind) {
        case 0 -> {
          typeIndex = typeIndex(in);
          functions.add(new Function(typeIndex));
          type = types.get(typeIndex);
        }
        case 1 -> type = added(tables, tableType(in));
        case 2 -> type = added(memories, memoryType(in));
        case 3 -> type = added(globals, globalType(in));
        case 4 -> throw in.unsupported("exception handling");
        case 0x7e, 0x7f -> throw in.unsupported("compact import section");
        default -> throw in.malformed("malformed import kind " + kind);
      }
      imports.add(new Import(module, name, DecodedModule.Kind.values()[kind], type, typeIndex));
    }
  }

  private static <T extends CoreType> T added(List<T> space, T type) {
    space.add(type);
    return type;
  }

  private int typeIndex(WasmInput in) {
    long index = in.u32AsLong();
    if (index >= types.size()) {
      throw in.invalid("unknown type " + index);
    }
    return (int) index;
  }

  private void readFunctions(WasmInput in) {
    definedFunctions = in.count("functions", ModuleLimits.FUNCTIONS);
    for (int i = 0; i < definedFunctions; i++) {
      functions.add(new Function(typeIndex(in)));
    }
  }

  private void readTables(WasmInput in) {
    int count = in.count("tables", ModuleLimits.TABLES);
    for (int i = 0; i < count; i++) {
      if (in.peek() == 0x40) {
        throw in.unsupported("typed function references");
      }
      tables.add(tableType(in));
    }
  }

  private static CoreType.Table tableType(WasmInput in) {
    CoreType.Val element = ValueTypes.readReference(in);
    int flags = in.u8();
    if (flags > 7) {
      throw in.malformed("malformed limits flags 0x" + Integer.toHexString(flags));
    } else if (flags > 1) {
      throw in.unsupported((flags & 4) != 0 ? "memory64" : "threads");
    }
    long min = in.u64();
    OptionalLong max = (flags & 1) != 0 ? OptionalLong.of(in.u64()) : OptionalLong.empty();
    if (beyond(min, MAX_ELEMENTS) || max.isPresent() && beyond(max.getAsLong(), MAX_ELEMENTS)) {
      throw in.invalid("table size must be at most " + MAX_ELEMENTS + " elements");
    }
    requireOrder(in, min, max);
    return new CoreType.Table(element, min, max);
  }

  private static void requireOrder(WasmInput in, long min, OptionalLong max) {
    if (max.isPresent() && max.getAsLong() < min) {
      throw in.invalid(
          "size minimum must not be greater than maximum: " + min + " > " + max.getAsLong());
    }
  }

  private void readMemories(WasmInput in) {
    int count = in.count("memories", ModuleLimits.MEMORIES);
    for (int i = 0; i < count; i++) {
      memories.add(memoryType(in));
    }
  }

  private static CoreType.Memory memoryType(WasmInput in) {
    int flags = in.u8();
    if (flags >>> 3 == 1 && in.hasMore()) {
      throw in.unsupported("custom page sizes");
    } else if (flags > 7) {
      throw in.malformed("malformed limits flags 0x" + Integer.toHexString(flags));
    }
    boolean shared = (flags & 2) != 0;
    boolean memory64 = (flags & 4) != 0;
    long min = in.u64();
    OptionalLong max = (flags & 1) != 0 ? OptionalLong.of(in.u64()) : OptionalLong.empty();
    if (shared && max.isEmpty()) {
      throw in.invalid("shared memory must have maximum");
    }
    long limit = memory64 ? MAX_PAGES_64 : MAX_PAGES;
    if (beyond(min, limit) || max.isPresent() && beyond(max.getAsLong(), limit)) {
      throw in.invalid("memory size must be at most " + limit + " pages");
    }
    requireOrder(in, min, max);
    return new CoreType.Memory(min, max, shared, memory64);
  }

  private static boolean beyond(long pages, long limit) {
    return Long.compareUnsigned(pages, limit) > 0;
  }

  private void readGlobals(WasmInput in) {
    int count = in.count("globals", ModuleLimits.GLOBALS);
    for (int i = 0; i < count; i++) {
      globals.add(globalType(in));
      skipExpression(in);
    }
  }

  /** Moves behind a constant expression; the validator looks at it. */
  public static void skipExpression(WasmInput in) {
    InstructionReader reader = new InstructionReader(in);
    int depth = 1;
    while (depth > 0) {
      if (!reader.next()) {
        throw in.malformed("unexpected end of section or function: END opcode expected");
      }
      switch (reader.opcode()) {
        case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> depth++;
        case Opcodes.END -> depth--;
        default -> {}
      }
    }
  }

  /** Reads the type of a global. */
  public static CoreType.Global globalType(WasmInput in) {
    CoreType.Val type = ValueTypes.read(in);
    int mutability = in.u8();
    if (mutability == 2 || mutability == 3) {
      throw in.unsupported("shared-everything threads");
    } else if (mutability > 1) {
      throw in.malformed("malformed mutability 0x" + Integer.toHexString(mutability));
    }
    return new CoreType.Global(type, mutability == 1);
  }

  private void readExports(WasmInput in) {
    int count = in.count("exports", ModuleLimits.EXPORTS);
    for (int i = 0; i < count; i++) {
      String name = in.name();
      int kind = in.u8();
      if (kind == 4) {
        throw in.unsupported("exception handling");
      } else if (kind > 4) {
        throw in.malformed("malformed export kind " + kind);
      }
      long index = in.u32AsLong();
      List<?> space = List.of(functions, tables, memories, globals).get(kind);
      if (index >= space.size()) {
        throw in.invalid(
            "unknown "
                + DecodedModule.Kind.values()[kind].title()
                + " "
                + index
                + ", exported as "
                + PlainText.quote(name));
      }
      if (exports.put(name, new Export(DecodedModule.Kind.values()[kind], (int) index)) != null) {
        throw in.invalid("duplicate export name " + PlainText.quote(name));
      }
    }
  }

  private void readBodies(WasmInput in) {
    int count = in.count("function bodies", ModuleLimits.FUNCTIONS);
    for (int i = 0; i < count; i++) {
      int length = in.length("body of function " + i, ModuleLimits.BODY_BYTES);
      WasmInput body = in.slice(length);
      int start = body.position();
      int locals = readLocals(body);
      bodies.add(new Body(start, body.position(), body.end(), locals));
    }
  }

  private static int readLocals(WasmInput in) {
    int groups = in.count("groups of locals", ModuleLimits.LOCALS);
    int at = in.position();
    long locals = 0;
    for (int i = 0; i < groups; i++) {
      locals += in.u32AsLong();
      ValueTypes.readCode(in);
    }
    if (locals > MAX_LOCALS) {
      throw in.malformedAt(at, "too many locals: " + locals);
    } else if (locals > ModuleLimits.LOCALS) {
      throw in.limitAt(at, locals + " locals; the limit is " + ModuleLimits.LOCALS);
    }
    return (int) locals;
  }
}

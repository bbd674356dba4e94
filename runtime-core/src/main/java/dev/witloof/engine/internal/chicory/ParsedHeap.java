package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.Opcodes;
import dev.witloof.engine.internal.binary.Sections;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The heap that a module takes once {@link ModuleParser} has parsed it, by sections: an element of
 * one byte becomes objects of a hundred. What decoding it took is counted as well, for it is kept
 * beside that. Estimated from above, before it is parsed, by going over the bytes of a valid
 * module, whose counts are no higher than its bytes.
 *
 * <p>What an item takes was measured, with references of four bytes as in heaps of less than 32
 * GiB, and rounded up.
 */
record ParsedHeap(List<Section> sections) {
  private static final int HEADER_BYTES = 8;

  /** The modes of data segments: passive ones, and those that name a memory. */
  private static final int PASSIVE = 1;

  private static final int WITH_MEMORY = 2;

  /** The bits of an element segment's flags (core specification, 5.5.12). */
  private static final int NOT_ACTIVE = 1;

  private static final int EXPLICIT = 2;
  private static final int EXPRESSIONS = 4;

  private static final long TYPE = 230;
  private static final long TYPE_VALUE = 40;
  private static final long IMPORT = 330;
  private static final long FUNCTION = 96;
  private static final long TABLE = 256;
  private static final long MEMORY = 112;
  private static final long GLOBAL = 124;
  private static final long EXPORT = 272;

  /** Of names that are not Latin, and twice there. */
  private static final long NAME_BYTE = 4;

  private static final long ELEMENT_SEGMENT = 128;
  private static final long ELEMENT = 48;
  private static final long DATA_SEGMENT = 96;
  private static final long BODY = 96;
  private static final long LOCAL = 4;

  /** In a constant expression, its operand included. */
  private static final long CONSTANT_INSTRUCTION = 56;

  /** An element that is a function's index becomes an expression of two instructions. */
  private static final long INDEX = ELEMENT + CONSTANT_INSTRUCTION;

  /** In a body, without operands. */
  private static final long INSTRUCTION = 52;

  /** An operand in an array, or a scope: the instruction as it was before. */
  private static final long OPERAND = 24;

  /** Three operands, which no instruction exceeds but by labels. */
  private static final long OPERANDS = 40;

  private static final long LABELS = 160;
  private static final long LABEL = 32;

  /**
   * One section.
   *
   * @param items that take most of the heap
   * @param bytes of heap
   */
  record Section(String name, long items, long bytes) {}

  /** Of a module without its bodies. */
  static ParsedHeap withoutBodies(byte[] module) {
    return of(module, false);
  }

  /** Of a rewritten module as it is. */
  static ParsedHeap of(byte[] module) {
    return of(module, true);
  }

  /** Bytes of all sections. */
  long bytes() {
    return sections.stream().mapToLong(Section::bytes).sum();
  }

  /**
   * Checks that all core modules of a component fit.
   *
   * @param most bytes that they may take together
   * @throws InvalidModule naming the module and the section that take most
   */
  static void require(List<ParsedHeap> modules, long most) {
    long bytes = modules.stream().mapToLong(ParsedHeap::bytes).sum();
    if (bytes <= most) {
      return;
    }
    int module = 0;
    for (int i = 1; i < modules.size(); i++) {
      if (modules.get(i).largest().bytes() > modules.get(module).largest().bytes()) {
        module = i;
      }
    }
    Section largest = modules.get(module).largest();
    throw new InvalidModule(
            Kind.LIMIT,
            ("parsing its %s section takes %d bytes of heap for %d items, and parsing all core"
                    + " modules of the component %d; the compile budget is %d bytes; give"
                    + " CompileBudget.memory more, or leave the component out")
                .formatted(largest.name(), largest.bytes(), largest.items(), bytes, most))
        .in(Refusals.place(module));
  }

  private Section largest() {
    return sections.stream()
        .max(Comparator.comparingLong(Section::bytes))
        .orElse(new Section("type", 0, 0));
  }

  private static ParsedHeap of(byte[] module, boolean bodies) {
    List<Section> sections = new ArrayList<>();
    WasmInput in = new WasmInput(module, HEADER_BYTES, module.length);
    while (in.hasMore()) {
      int id = in.u8();
      WasmInput section = in.slice(in.u32());
      switch (id) {
        case Sections.TYPE -> sections.add(types(section));
        case Sections.IMPORT -> sections.add(counted("import", section, IMPORT));
        case Sections.FUNCTION -> sections.add(counted("function", section, FUNCTION));
        case Sections.TABLE -> sections.add(counted("table", section, TABLE));
        case Sections.MEMORY -> sections.add(counted("memory", section, MEMORY));
        case Sections.GLOBAL -> sections.add(globals(section));
        case Sections.EXPORT -> sections.add(exports(section));
        case Sections.ELEMENT -> sections.add(elements(section));
        case Sections.DATA -> sections.add(data(section));
        case Sections.CODE -> {
          if (bodies) {
            sections.add(code(section));
          }
        }
        default -> {
          // One number; or a custom section, which does not get to the parser.
        }
      }
    }
    return new ParsedHeap(List.copyOf(sections));
  }

  private static Section counted(String name, WasmInput in, long each) {
    int count = in.u32();
    return new Section(name, count, count * each);
  }

  private static Section types(WasmInput in) {
    int count = in.u32();
    // Each has three bytes that are none: its form, and two counts.
    int values = in.remaining() - 3 * count;
    return new Section("type", count + values, TYPE * count + TYPE_VALUE * values);
  }

  private static Section globals(WasmInput in) {
    int count = in.u32();
    long bytes = GLOBAL * count;
    for (int i = 0; i < count; i++) {
      ValueTypes.readCode(in);
      in.u8();
      bytes += expression(in);
    }
    return new Section("global", count, bytes);
  }

  private static Section exports(WasmInput in) {
    int count = in.u32();
    long bytes = EXPORT * count;
    for (int i = 0; i < count; i++) {
      int name = in.u32();
      bytes += NAME_BYTE * name;
      in.skip(name);
      in.u8();
      in.u32();
    }
    return new Section("export", count, bytes);
  }

  private static Section elements(WasmInput in) {
    int segments = in.u32();
    long bytes = ELEMENT_SEGMENT * segments;
    long items = segments;
    for (int i = 0; i < segments; i++) {
      int flags = in.u32();
      boolean active = (flags & NOT_ACTIVE) == 0;
      if (active && (flags & EXPLICIT) != 0) {
        in.u32();
      }
      if (active) {
        bytes += expression(in);
      }
      if ((flags & (NOT_ACTIVE | EXPLICIT)) != 0) {
        in.u8();
      }
      int count = in.u32();
      items += count;
      for (int left = count; left > 0; left--) {
        if ((flags & EXPRESSIONS) != 0) {
          bytes += ELEMENT + expression(in);
        } else {
          in.u32();
          bytes += INDEX;
        }
      }
    }
    return new Section("element", items, bytes);
  }

  private static Section data(WasmInput in) {
    int count = in.u32();
    long bytes = DATA_SEGMENT * count;
    for (int i = 0; i < count; i++) {
      int mode = in.u32();
      if (mode == WITH_MEMORY) {
        in.u32();
      }
      if (mode != PASSIVE) {
        bytes += expression(in);
      }
      int content = in.u32();
      bytes += content;
      in.skip(content);
    }
    return new Section("data", count, bytes);
  }

  private static long expression(WasmInput in) {
    InstructionReader reader = new InstructionReader(in);
    long bytes = 0;
    while (reader.next() && reader.opcode() != Opcodes.END) {
      bytes += CONSTANT_INSTRUCTION;
    }
    return bytes;
  }

  private static Section code(WasmInput in) {
    int count = in.u32();
    long bytes = BODY * count;
    long items = count;
    for (int i = 0; i < count; i++) {
      WasmInput body = in.slice(in.u32());
      for (int groups = body.u32(); groups > 0; groups--) {
        bytes += LOCAL * body.u32();
        ValueTypes.readCode(body);
      }
      InstructionReader reader = InstructionReader.ofRewritten(body);
      while (reader.next()) {
        items++;
        bytes += INSTRUCTION + operands(reader.end() - reader.start()) + more(reader);
      }
    }
    return new Section("code", items, bytes);
  }

  private static long operands(int length) {
    if (length == 1) {
      return 0;
    }
    return length == 2 ? OPERAND : OPERANDS;
  }

  /** What Chicory's parser adds to what the instruction says. */
  private static long more(InstructionReader reader) {
    return switch (reader.opcode()) {
      case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF, Opcodes.END -> OPERAND;
      case Opcodes.DROP, Opcodes.SELECT -> OPERAND;
      case Opcodes.BR_TABLE -> LABELS + LABEL * reader.targetCount();
      default -> 0;
    };
  }
}

package dev.witloof.engine.internal.binary;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.InvalidModule;
import java.util.Arrays;
import java.util.Objects;

/**
 * Walks the instructions of one function body or constant expression. {@link #next} moves to the
 * next instruction, whose parts the other methods then tell. Instructions of proposals that the
 * engine refuses throw {@link InvalidModule} naming the proposal.
 */
public final class InstructionReader {
  /** The block type is a value type or empty, not an index. */
  public static final int NO_TYPE_INDEX = -1;

  private final WasmInput in;
  private final boolean rewritten;
  private int opcode;
  private int start;
  private int first;
  private int second;
  private int memory;
  private int valueType;
  private long offset;
  private int blockTypeIndex;
  private int[] targets = new int[8];
  private int targetCount;

  public InstructionReader(WasmInput in) {
    this(in, false);
  }

  private InstructionReader(WasmInput in, boolean rewritten) {
    this.in = in;
    this.rewritten = rewritten;
  }

  /** For code that the rewriter wrote, which may use atomic stores. */
  public static InstructionReader ofRewritten(WasmInput in) {
    return new InstructionReader(in, true);
  }

  /** Reads one instruction; false at the end of the range. */
  public boolean next() {
    if (!in.hasMore()) {
      return false;
    }
    start = in.position();
    opcode = in.u8();
    byte form = ImmediateForms.of(opcode);
    if (form != ImmediateForms.NONE) {
      readImmediates(form);
    }
    return true;
  }

  /** The opcode as in {@link Opcodes}. */
  public int opcode() {
    return opcode;
  }

  /** Offset of the opcode in the module. */
  public int start() {
    return start;
  }

  /** Offset just behind the instruction. */
  public int end() {
    return in.position();
  }

  /**
   * The first immediate: an index (of label, function, type, local, global, table or segment). For
   * {@code call_indirect} the type, for {@code table.init} the segment, for {@code table.copy} the
   * target table, for loads and stores the exponent of the alignment.
   */
  public int first() {
    return first;
  }

  /**
   * The second immediate of those that have two, as {@code call_indirect}'s table; the source of
   * {@code memory.copy}.
   */
  public int second() {
    return second;
  }

  /** The memory that the instruction accesses; the target of {@code memory.copy}. */
  public int memory() {
    return memory;
  }

  /**
   * The value type of {@code ref.null} or of a {@code select} with a type, as its byte. For a block
   * without type index its result, or {@link Opcodes#EMPTY_BLOCK_TYPE}.
   */
  public int valueType() {
    return valueType;
  }

  /** The static offset of a load or store, unsigned. */
  public long offset() {
    return offset;
  }

  /** The type index of a block, loop or if; {@link #NO_TYPE_INDEX} when it has none. */
  public int blockTypeIndex() {
    return blockTypeIndex;
  }

  /** How many labels the {@code br_table} has, its default included. */
  public int targetCount() {
    return targetCount;
  }

  public int target(int index) {
    return targets[index];
  }

  /** The current instruction breaks a validation rule. */
  public InvalidModule invalid(String message) {
    return in.invalidAt(start, message);
  }

  /** The current instruction does not follow the binary format. */
  public InvalidModule malformed(String message) {
    return in.malformedAt(start, message);
  }

  /** The current instruction needs a proposal that the engine does not support. */
  public InvalidModule unsupported(String proposal) {
    return in.unsupportedAt(start, proposal);
  }

  /** The current instruction is one too many, or asks for too much. */
  public InvalidModule limit(String message) {
    return in.limitAt(start, message);
  }

  private void readImmediates(byte form) {
    switch (form) {
      case ImmediateForms.INDEX -> first = in.u32();
      case ImmediateForms.S32 -> in.signed(32);
      case ImmediateForms.MEMORY_ARGUMENT -> readMemoryArgument();
      case ImmediateForms.BLOCK_TYPE -> readBlockType();
      case ImmediateForms.S64 -> in.signed(64);
      case ImmediateForms.FOUR_BYTES -> in.skip(4);
      case ImmediateForms.EIGHT_BYTES -> in.skip(8);
      case ImmediateForms.LABELS -> readTargets();
      case ImmediateForms.SUB_OPCODE -> readPrefixed();
      default -> readRareImmediates(form);
    }
  }

  private void readRareImmediates(byte form) {
    switch (form) {
      case ImmediateForms.NONE -> {}
      case ImmediateForms.INDEX -> first = in.u32();
      case ImmediateForms.TWO_INDICES -> {
        first = in.u32();
        second = in.u32();
      }
      case ImmediateForms.VALUE_TYPES -> readSelectType();
      case ImmediateForms.REFERENCE_TYPE -> valueType = ValueTypes.readHeapType(in);
      case ImmediateForms.MEMORY_INDEX -> memory = in.u32();
      case ImmediateForms.TWO_MEMORY_INDICES -> {
        memory = in.u32();
        second = in.u32();
      }
      case ImmediateForms.INDEX_MEMORY_INDEX -> {
        first = in.u32();
        memory = in.u32();
      }
      case ImmediateForms.REFUSED -> readRefused();
      default -> throw malformed("illegal opcode " + Integer.toHexString(opcode));
    }
  }

  private void readPrefixed() {
    int sub = in.u32();
    byte form = ImmediateForms.ofPrefixed(sub);
    if (form == ImmediateForms.UNKNOWN) {
      throw malformed("illegal opcode fc " + Integer.toUnsignedString(sub));
    }
    opcode = opcode << 8 | sub;
    readRareImmediates(form);
  }

  private void readBlockType() {
    int code = in.peek();
    blockTypeIndex = NO_TYPE_INDEX;
    if (code == EMPTY_BLOCK_TYPE) {
      valueType = in.u8();
    } else if ((code & 0xc0) == 0x40) {
      valueType = readScalarType();
    } else {
      long index = in.signed(33);
      if (index < 0) {
        throw malformed("block type " + index + " is neither a value type nor a type index");
      } else if (index >= ModuleLimits.TYPES) {
        throw invalid("unknown type " + index);
      }
      blockTypeIndex = (int) index;
    }
  }

  private int readScalarType() {
    int code = ValueTypes.readCode(in);
    if (code == ValueTypes.V128) {
      throw unsupported("SIMD");
    }
    return code;
  }

  private void readTargets() {
    targetCount = in.count("labels of br_table", ModuleLimits.BRANCH_TARGETS) + 1;
    if (targets.length < targetCount) {
      targets = Arrays.copyOf(targets, Math.max(targetCount, 2 * targets.length));
    }
    for (int i = 0; i < targetCount; i++) {
      targets[i] = in.u32();
    }
  }

  private void readSelectType() {
    int count = in.count("types of select", ModuleLimits.RESULTS);
    for (int i = 0; i < count; i++) {
      valueType = readScalarType();
    }
    if (count != 1) {
      throw invalid("invalid result arity: select must have exactly one type, not " + count);
    }
  }

  /** The alignment, a memory index if bit 6 announces one, and the offset. */
  private void readMemoryArgument() {
    first = in.u32();
    if (first >>> 7 != 0) {
      throw malformed("malformed memop flags 0x" + Integer.toHexString(first));
    }
    memory = 0;
    if ((first & 0x40) != 0) {
      first &= 0x3f;
      memory = in.u32();
    }
    offset = in.u64();
  }

  private void readRefused() {
    if (!rewritten || opcode != ATOMIC) {
      throw refused();
    }
    opcode = opcode << 8 | in.u32();
    readMemoryArgument();
  }

  private InvalidModule refused() {
    if (opcode == 0xfd && in.u32() >= 0x100) {
      return unsupported("relaxed SIMD");
    } else if (opcode >>> 8 == PREFIX) {
      return unsupported((opcode & 0xff) == 0x12 ? "memory control" : "wide arithmetic");
    }
    return unsupported(Objects.requireNonNull(Opcodes.refusedProposal(opcode)));
  }
}

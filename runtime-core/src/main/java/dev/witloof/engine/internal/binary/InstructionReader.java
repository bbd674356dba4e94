package dev.witloof.engine.internal.binary;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.InvalidModule;
import java.util.Arrays;

/**
 * Walks the instructions of one function body or constant expression. {@link #next} moves to the
 * next instruction, whose parts the other methods then tell. Instructions of proposals that the
 * engine refuses throw {@link InvalidModule} naming the proposal.
 */
public final class InstructionReader {
  /** The block type is a value type or empty, not an index. */
  public static final int NO_TYPE_INDEX = -1;

  private final WasmInput in;
  private int opcode;
  private int start;
  private int first;
  private int second;
  private int blockTypeIndex;
  private int[] targets = new int[8];
  private int targetCount;

  public InstructionReader(WasmInput in) {
    this.in = in;
  }

  /** Reads one instruction; false at the end of the range. */
  public boolean next() {
    if (!in.hasMore()) {
      return false;
    }
    start = in.position();
    targetCount = 0;
    blockTypeIndex = NO_TYPE_INDEX;
    int code = in.u8();
    String proposal = Opcodes.refusedProposal(code);
    if (proposal != null) {
      throw refused(code == 0xfd ? simdProposal() : proposal);
    }
    opcode = code;
    readImmediates(code);
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
   * The first immediate: an index (of label, function, type, local, global, table, segment or
   * memory). For {@code call_indirect} the type, for {@code table.init} the segment, for {@code
   * table.copy} the target table.
   */
  public int first() {
    return first;
  }

  /** The second immediate of those that have two, as {@code call_indirect}'s table. */
  public int second() {
    return second;
  }

  /** The type index of a block, loop or if; {@link #NO_TYPE_INDEX} when it has none. */
  public int blockTypeIndex() {
    return blockTypeIndex;
  }

  /** How many labels a {@code br_table} has, its default included. */
  public int targetCount() {
    return targetCount;
  }

  public int target(int index) {
    return targets[index];
  }

  public InvalidModule invalid(String message) {
    return in.invalidAt(start, message);
  }

  private void readImmediates(int code) {
    switch (code) {
      case UNREACHABLE, NOP, ELSE, END, RETURN, DROP, 0x1b, REF_IS_NULL -> {}
      case BLOCK, LOOP, IF -> readBlockType();
      case BR, BR_IF, CALL, LOCAL_GET, 0x21, LOCAL_TEE, GLOBAL_GET, GLOBAL_SET, REF_FUNC ->
          first = in.u32();
      case TABLE_GET, TABLE_SET -> first = in.u32();
      case BR_TABLE -> readTargets();
      case CALL_INDIRECT -> {
        first = in.u32();
        second = in.u32();
      }
      case SELECT_TYPED -> {
        if (in.count("types of select", 1) != 1) {
          throw invalid("select must have exactly one type");
        }
        readValueType();
      }
      case MEMORY_SIZE, MEMORY_GROW -> readMemoryIndex();
      case I32_CONST -> in.signed(32);
      case I64_CONST -> in.signed(64);
      case F32_CONST -> in.skip(4);
      case F64_CONST -> in.skip(8);
      case REF_NULL -> readReferenceType();
      case 0xfc -> readPrefixed();
      default -> {
        if (code >= FIRST_LOAD && code <= LAST_STORE) {
          readMemoryArgument();
        } else if (code < FIRST_NUMERIC || code > LAST_NUMERIC) {
          throw invalid("unknown opcode 0x" + Integer.toHexString(code));
        }
      }
    }
  }

  private void readPrefixed() {
    int sub = in.u32();
    if (Integer.compareUnsigned(sub, 0x11) > 0) {
      if (sub >= 0x13 && sub <= 0x16) {
        throw refused("wide arithmetic");
      }
      throw invalid("unknown opcode 0xfc " + Integer.toUnsignedString(sub));
    }
    opcode = 0xfc00 | sub;
    switch (opcode) {
      case MEMORY_INIT -> {
        first = in.u32();
        readMemoryIndex();
      }
      case MEMORY_COPY -> {
        readMemoryIndex();
        readMemoryIndex();
      }
      case MEMORY_FILL -> readMemoryIndex();
      case DATA_DROP, ELEM_DROP, TABLE_GROW, TABLE_SIZE, TABLE_FILL -> first = in.u32();
      case TABLE_INIT, TABLE_COPY -> {
        first = in.u32();
        second = in.u32();
      }
      default -> {
        // Saturating truncations have no immediate.
      }
    }
  }

  private void readBlockType() {
    int code = in.peek();
    if (code == EMPTY_BLOCK_TYPE) {
      in.u8();
    } else if ((code & 0xc0) == 0x40) {
      readValueType();
    } else {
      long index = in.signed(33);
      if (index < 0 || index >= ModuleLimits.TYPES) {
        throw invalid("block type " + index + " is neither a value type nor a type index");
      }
      blockTypeIndex = (int) index;
    }
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

  private void readMemoryArgument() {
    int alignment = in.u32();
    if ((alignment & 0x40) != 0) {
      throw refused("multiple memories");
    }
    if (Integer.compareUnsigned(alignment, 4) >= 0) {
      throw invalid("alignment must not be larger than natural");
    }
    in.u32();
  }

  private void readMemoryIndex() {
    if (in.u32() != 0) {
      throw refused("multiple memories");
    }
  }

  private void readValueType() {
    if (ValueTypes.read(in) == CoreType.Val.V128) {
      throw refused("SIMD");
    }
  }

  private void readReferenceType() {
    ValueTypes.readReference(in);
  }

  private String simdProposal() {
    return in.u32() >= 0x100 ? "relaxed SIMD" : "SIMD";
  }

  private InvalidModule refused(String proposal) {
    return invalid(ValueTypes.refusal(proposal));
  }
}

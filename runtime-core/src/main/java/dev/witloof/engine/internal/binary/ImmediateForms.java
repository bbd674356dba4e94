package dev.witloof.engine.internal.binary;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import java.util.Arrays;

/** Which immediates follow each opcode (core specification, 5.4). */
final class ImmediateForms {
  static final byte NONE = 0;
  static final byte BLOCK_TYPE = 1;
  static final byte INDEX = 2;
  static final byte TWO_INDICES = 3;
  static final byte LABELS = 4;
  static final byte VALUE_TYPES = 5;
  static final byte MEMORY_INDEX = 6;
  static final byte MEMORY_ARGUMENT = 7;
  static final byte S32 = 8;
  static final byte S64 = 9;
  static final byte FOUR_BYTES = 10;
  static final byte EIGHT_BYTES = 11;
  static final byte REFERENCE_TYPE = 12;
  static final byte SUB_OPCODE = 13;
  static final byte INDEX_MEMORY_INDEX = 14;
  static final byte TWO_MEMORY_INDICES = 15;
  static final byte REFUSED = 16;
  static final byte UNKNOWN = 17;

  private static final byte[] FORMS = forms();
  private static final byte[] PREFIXED = prefixedForms();

  private ImmediateForms() {}

  /** The form of an opcode of one byte. */
  static byte of(int opcode) {
    return FORMS[opcode];
  }

  /** The form of the opcode behind 0xFC, any u32. */
  static byte ofPrefixed(int subOpcode) {
    return subOpcode >= 0 && subOpcode < PREFIXED.length ? PREFIXED[subOpcode] : UNKNOWN;
  }

  private static byte[] forms() {
    byte[] forms = new byte[256];
    Arrays.fill(forms, UNKNOWN);
    set(forms, NONE, UNREACHABLE, NOP, ELSE, END, RETURN, DROP, SELECT, REF_IS_NULL);
    set(forms, BLOCK_TYPE, BLOCK, LOOP, IF);
    set(forms, INDEX, BR, BR_IF, CALL, LOCAL_GET, LOCAL_SET, LOCAL_TEE, GLOBAL_GET, GLOBAL_SET);
    set(forms, INDEX, TABLE_GET, TABLE_SET, REF_FUNC);
    set(forms, LABELS, BR_TABLE);
    set(forms, TWO_INDICES, CALL_INDIRECT);
    set(forms, VALUE_TYPES, SELECT_TYPED);
    Arrays.fill(forms, FIRST_LOAD, LAST_STORE + 1, MEMORY_ARGUMENT);
    set(forms, MEMORY_INDEX, MEMORY_SIZE, MEMORY_GROW);
    set(forms, S32, I32_CONST);
    set(forms, S64, I64_CONST);
    set(forms, FOUR_BYTES, F32_CONST);
    set(forms, EIGHT_BYTES, F64_CONST);
    Arrays.fill(forms, FIRST_NUMERIC, LAST_NUMERIC + 1, NONE);
    set(forms, REFERENCE_TYPE, REF_NULL);
    set(forms, SUB_OPCODE, PREFIX);
    for (int opcode = 0; opcode < forms.length; opcode++) {
      if (Opcodes.refusedProposal(opcode) != null) {
        forms[opcode] = REFUSED;
      }
    }
    return forms;
  }

  private static byte[] prefixedForms() {
    byte[] forms = new byte[0x17];
    Arrays.fill(forms, UNKNOWN);
    Arrays.fill(forms, 0, (LAST_SATURATING & 0xff) + 1, NONE);
    set(forms, INDEX_MEMORY_INDEX, MEMORY_INIT & 0xff);
    set(forms, INDEX, DATA_DROP & 0xff, ELEM_DROP & 0xff);
    set(forms, TWO_MEMORY_INDICES, MEMORY_COPY & 0xff);
    set(forms, MEMORY_INDEX, MEMORY_FILL & 0xff);
    set(forms, TWO_INDICES, TABLE_INIT & 0xff, TABLE_COPY & 0xff);
    set(forms, INDEX, TABLE_GROW & 0xff, TABLE_SIZE & 0xff, TABLE_FILL & 0xff);
    // Memory control and wide arithmetic.
    Arrays.fill(forms, 0x12, 0x17, REFUSED);
    return forms;
  }

  private static void set(byte[] forms, byte form, int... opcodes) {
    for (int opcode : opcodes) {
      forms[opcode] = form;
    }
  }
}

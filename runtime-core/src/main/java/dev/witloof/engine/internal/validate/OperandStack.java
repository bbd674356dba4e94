package dev.witloof.engine.internal.validate;

import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ModuleLimits;
import dev.witloof.engine.internal.binary.ValueTypes;
import java.util.Arrays;

/**
 * The operand stack of the validation algorithm: the types of the values that instructions find, as
 * bytes, so that sequences of them are compared and copied as fast as memory goes. The current
 * frame's operands begin at its base; behind an unconditional branch they are polymorphic: below
 * them there is any number of operands of any type.
 */
final class OperandStack {
  /** An operand that can have any type, for code that is never reached. */
  static final int UNKNOWN = 0;

  private InstructionReader reader;
  private byte[] types = new byte[256];
  private int top;
  private int base;
  private boolean polymorphic;

  OperandStack(InstructionReader reader) {
    this.reader = reader;
  }

  /** Empties the stack for another walk. */
  void reset(InstructionReader next) {
    reader = next;
    top = 0;
    base = 0;
    polymorphic = false;
  }

  /** How many operands there are, those of enclosing frames included. */
  int height() {
    return top;
  }

  int base() {
    return base;
  }

  boolean isPolymorphic() {
    return polymorphic;
  }

  /** Starts a frame: the operands that are there belong to the enclosing one. */
  void enter() {
    base = top;
    polymorphic = false;
  }

  /** Ends a frame whose results have been popped. */
  void leave(int enclosingBase, boolean enclosingPolymorphic) {
    requireEmpty();
    base = enclosingBase;
    polymorphic = enclosingPolymorphic;
  }

  /** The current frame has no operand left. */
  void requireEmpty() {
    if (top != base) {
      throw reader.invalid(
          "type mismatch: " + (top - base) + " values remain on the stack at the end of the block");
    }
  }

  /** What follows is never reached. */
  void unreachable() {
    top = base;
    polymorphic = true;
  }

  void push(int type) {
    if (top == types.length) {
      grow(1);
    }
    types[top++] = (byte) type;
  }

  void pop(int expected) {
    if (top > base) {
      int found = types[--top];
      if (found != expected && found != UNKNOWN) {
        throw mismatch(expected, found);
      }
    } else if (!polymorphic) {
      throw missing(expected);
    }
  }

  /** Pops an operand of any type. */
  int pop() {
    if (top > base) {
      return types[--top];
    } else if (!polymorphic) {
      throw reader.invalid("type mismatch: expected a value, but the stack is empty");
    }
    return UNKNOWN;
  }

  void push(byte[] sequence) {
    if (types.length - top < sequence.length) {
      grow(sequence.length);
    }
    System.arraycopy(sequence, 0, types, top, sequence.length);
    top += sequence.length;
  }

  void pop(byte[] sequence) {
    require(sequence);
    top = Math.max(base, top - sequence.length);
  }

  /** The sequence could be popped. */
  void require(byte[] sequence) {
    int length = sequence.length;
    int present = Math.min(length, top - base);
    if (present < length && !polymorphic) {
      requireFromTop(sequence);
    }
    int from = top - present;
    int expected = length - present;
    int mismatch;
    while ((mismatch = Arrays.mismatch(types, from, top, sequence, expected, length)) >= 0) {
      from += mismatch;
      expected += mismatch;
      if (types[from] != UNKNOWN) {
        throw mismatch(sequence[expected], types[from]);
      }
      from++;
      expected++;
    }
  }

  /** Pops operand by operand, for the message: one is missing. */
  private void requireFromTop(byte[] sequence) {
    for (int i = sequence.length - 1; i >= 0; i--) {
      pop(sequence[i]);
    }
  }

  private InvalidModule mismatch(int expected, int found) {
    return reader.invalid(
        "type mismatch: expected "
            + ValueTypes.name(expected)
            + ", found "
            + ValueTypes.name(found));
  }

  private InvalidModule missing(int expected) {
    return reader.invalid(
        "type mismatch: expected " + ValueTypes.name(expected) + ", but the stack is empty");
  }

  private void grow(int more) {
    if (top + more > ModuleLimits.OPERANDS) {
      throw reader.limit("more than " + ModuleLimits.OPERANDS + " operands on the stack");
    }
    int capacity = Math.max(top + more, 2 * types.length);
    types = Arrays.copyOf(types, Math.min(capacity, ModuleLimits.OPERANDS));
  }
}

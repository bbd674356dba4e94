package dev.witloof.engine.internal.rewrite;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Body;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.WasmInput;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.Iterator;
import java.util.List;

/**
 * Writes a function body with its fuel charges, the common type indices, and what Chicory gets
 * right instead of what it gets wrong; everything else is copied byte for byte.
 *
 * <p>A charge of n units is {@code i32.const -n; memory.grow 0; drop}. The guest memory takes a
 * negative growth for a charge. It leaves the operand stack as it was and is valid wherever an
 * instruction may stand, so the rewritten body is valid exactly when the original is.
 */
final class BodyRewriter {
  private final DecodedModule decoded;
  private final byte[] module;
  private final int[] typeIndices;
  private final AddedLocals locals = new AddedLocals();
  private final UnsignedConversions conversions = new UnsignedConversions(locals);
  private final TableBounds tableBounds;
  private final WasmOutput out = new WasmOutput(4096);
  private int copied;

  /**
   * @param typeIndices the common index of each of the module's types
   */
  BodyRewriter(DecodedModule module, int[] typeIndices) {
    this.decoded = module;
    this.module = module.bytes();
    this.typeIndices = typeIndices;
    this.tableBounds = new TableBounds(module, locals);
  }

  /**
   * Writes a body, without its size.
   *
   * @param type of its function
   */
  void rewrite(Body body, CoreType.Func type, WasmOutput to) {
    out.clear();
    locals.begin(type.params().size() + body.locals());
    instructions(body, type);
    locals.declare(to, new WasmInput(module, body.start(), body.code()));
    to.append(out);
  }

  private void instructions(Body body, CoreType.Func type) {
    copied = body.code();
    List<BasicBlocks.Charge> charges = BasicBlocks.of(decoded, body, type);
    Iterator<BasicBlocks.Charge> rest = charges.iterator();
    BasicBlocks.Charge next = rest.hasNext() ? rest.next() : null;
    InstructionReader reader = new InstructionReader(body.open(module));
    int previous = NOP;
    while (reader.next()) {
      if (next != null && next.offset() == reader.start()) {
        copyTo(reader.start());
        charge(next.units());
        next = rest.hasNext() ? rest.next() : null;
      }
      replaceTypeIndex(reader);
      replaceStore(reader);
      replaceFloatOperator(reader);
      replaceConversion(reader);
      truncateProduct(reader);
      checkTableBounds(reader);
      if (previous == END && reader.end() == body.end()) {
        separateEnds(reader);
      }
      previous = reader.opcode();
    }
    copyTo(body.end());
  }

  private void replaceTypeIndex(InstructionReader reader) {
    switch (reader.opcode()) {
      case BLOCK, LOOP, IF -> {
        if (reader.blockTypeIndex() != InstructionReader.NO_TYPE_INDEX) {
          copyTo(reader.start());
          out.u8(reader.opcode()).signed(typeIndices[reader.blockTypeIndex()]);
          copied = reader.end();
        }
      }
      case CALL_INDIRECT -> {
        copyTo(reader.start());
        out.u8(CALL_INDIRECT).u32(typeIndices[reader.first()]).u32(reader.second());
        copied = reader.end();
      }
      default -> {}
    }
  }

  /**
   * Three stores of Chicory's interpreter forget that an address may not wrap around. Others that
   * do the same take their place; where there are no threads, an atomic store is a plain one.
   */
  private void replaceStore(InstructionReader reader) {
    switch (reader.opcode()) {
      case I32_STORE8 -> replaceOpcode(reader, ATOMIC, I32_ATOMIC_STORE8);
      case I64_STORE8 -> replaceOpcode(reader, ATOMIC, I64_ATOMIC_STORE8);
      case I64_STORE32 -> replaceOpcode(reader, I32_WRAP_I64, I32_STORE);
      default -> {}
    }
  }

  /** Writes two bytes for an opcode of one; the immediates stay. */
  private void replaceOpcode(InstructionReader reader, int first, int second) {
    copyTo(reader.start());
    out.u8(first).u8(second);
    copied = reader.start() + 1;
  }

  private void replaceFloatOperator(InstructionReader reader) {
    if (FloatOperators.isReplaced(reader.opcode())) {
      copyTo(reader.start());
      FloatOperators.write(out, reader.opcode());
      copied = reader.end();
    }
  }

  private void replaceConversion(InstructionReader reader) {
    if (UnsignedConversions.isReplaced(reader.opcode())) {
      copyTo(reader.start());
      conversions.write(out, reader.opcode());
      copied = reader.end();
    }
  }

  /**
   * Chicory's interpreter leaves all 64 bits of a product of 32, and an if looks at all of them.
   * What is behind the product takes away the upper ones; it is no code in compiled classes.
   */
  private void truncateProduct(InstructionReader reader) {
    if (reader.opcode() == I32_MUL) {
      copyTo(reader.end());
      out.u8(I32_CONST).u8(0).u8(I32_OR);
    }
  }

  private void checkTableBounds(InstructionReader reader) {
    if (TableBounds.isChecked(reader.opcode())) {
      copyTo(reader.start());
      tableBounds.write(out, reader);
    }
  }

  /**
   * Chicory takes a branch to the function's end for one to the end of the block before it, when
   * nothing is between the two.
   */
  private void separateEnds(InstructionReader reader) {
    copyTo(reader.start());
    out.u8(NOP);
  }

  private void charge(int units) {
    out.u8(I32_CONST).signed(-units).u8(MEMORY_GROW).u8(0).u8(DROP);
  }

  private void copyTo(int offset) {
    out.bytes(module, copied, offset);
    copied = offset;
  }
}

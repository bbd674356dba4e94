package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the function that a region becomes. Each exit is a block around the region, behind whose
 * end the exit's number is stored:
 *
 * <pre>
 * block
 *   block      ;; exit 2
 *     block    ;; exit 1
 *       … the region …
 *       i32.const 0, local.set n, br to the outermost
 *     end
 *     i32.const 1, local.set n, br to the outermost
 *   end
 *   i32.const 2, local.set n
 * end
 * local.get n
 * … the results …
 * end
 * </pre>
 *
 * <p>An operand that a branch takes along goes through a global. The number must not be such an
 * operand: once this function is cut in turn, it would take the place of another that is in the
 * global until the caller has read it.
 */
final class RegionWriter {
  private final Additions module;
  private final Code code;
  private final Region region;
  private final Passing passing;
  private final Map<Integer, Integer> newLocals = new HashMap<>();
  private final Map<Integer, Integer> exitNumbers = new HashMap<>();
  private final WasmOutput out;

  /** The local that holds the exit's number, if there are several. */
  private final int number;

  private RegionWriter(Additions module, Code code, Region region, Passing passing) {
    this.module = module;
    this.code = code;
    this.region = region;
    this.passing = passing;
    this.out = new WasmOutput(2 * (region.run().end() - region.run().start()) + 64);
    for (int local : region.locals()) {
      int index = newLocals.size();
      newLocals.put(local, index < region.parameters() ? index : index + passing.padding());
    }
    this.number = newLocals.size() + passing.padding();
    for (int exit : region.exits()) {
      exitNumbers.put(exit, exitNumbers.size());
    }
  }

  /** The body of the new function, local declarations included. */
  static byte[] write(Additions module, Code code, Region region, Passing passing) {
    RegionWriter writer = new RegionWriter(module, code, region, passing);
    writer.body();
    return writer.out.toByteArray();
  }

  private void body() {
    List<CoreType.Val> locals = new ArrayList<>();
    // Those of the padding, before the others, are parameters too, and not declared.
    Arrays.stream(region.locals()).forEach(local -> locals.add(code.locals.get(local)));
    if (region.isCoded()) {
      locals.add(CoreType.Val.I32);
    }
    LocalDeclarations.write(out, locals, region.parameters());
    if (region.exits().isEmpty()) {
      instructions();
    } else {
      openBlocks();
      instructions();
      closeBlocks();
    }
    if (region.falls() || !region.exits().isEmpty()) {
      passing.giveBack(out, Arrays.stream(region.results()).map(newLocals::get).toArray());
    }
    out.u8(NOP).u8(END);
  }

  private void openBlocks() {
    out.u8(BLOCK).u8(EMPTY_BLOCK_TYPE);
    for (int k = region.exits().size() - 1; k >= 0; k--) {
      int exit = region.exits().get(k);
      boolean takesOperand = code.arityOf(exit) == 1;
      out.u8(BLOCK).u8(takesOperand ? ValueTypes.code(code.labelTypeOf(exit)) : EMPTY_BLOCK_TYPE);
    }
  }

  private void closeBlocks() {
    int exits = region.exits().size();
    if (region.falls()) {
      leave(0, exits);
    }
    for (int k = 0; k < exits; k++) {
      out.u8(END);
      if (code.arityOf(region.exits().get(k)) == 1) {
        out.u8(GLOBAL_SET).u32(module.carrier(code.labelTypeOf(region.exits().get(k))));
      }
      leave(region.codeOf(k), exits - 1 - k);
    }
    out.u8(END);
    if (region.isCoded()) {
      out.u8(LOCAL_GET).u32(number);
    }
  }

  private void leave(int exitCode, int label) {
    if (region.isCoded()) {
      out.u8(I32_CONST).signed(exitCode).u8(LOCAL_SET).u32(number);
    }
    if (label > 0) {
      out.u8(BR).u32(label);
    }
  }

  private void instructions() {
    int depth = code.depthOf(code.parent[region.run().start()]);
    for (int i = region.run().start(); i < region.run().end(); i++) {
      int inside = code.depthOf(code.parent[i]) - depth;
      switch (code.opcode[i]) {
        case LOCAL_GET, LOCAL_SET, LOCAL_TEE ->
            out.u8(code.opcode[i]).u32(newLocals.get(code.operand[i]));
        case BR, BR_IF -> out.u8(code.opcode[i]).u32(label(i, code.operand[i], inside));
        case RETURN -> out.u8(BR).u32(inside + exitNumbers.get(Code.FUNCTION));
        case BR_TABLE -> {
          int[] owners = code.branches(i);
          out.u8(BR_TABLE).u32(owners.length - 1);
          for (int owner : owners) {
            out.u32(label(i, owner, inside));
          }
        }
        default -> code.copy(i, out);
      }
    }
  }

  private int label(int i, int owner, int inside) {
    return owner < region.run().start()
        ? inside + exitNumbers.get(owner)
        : code.depthOf(code.parent[i]) - code.depthOf(owner);
  }
}

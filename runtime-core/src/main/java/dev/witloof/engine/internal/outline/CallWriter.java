package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.List;

/**
 * Writes what takes a region's place: the call of its function, its results into their locals, and
 * the branch that the exit's number stands for.
 */
final class CallWriter {
  private final Additions module;
  private final Code code;
  private final Region region;
  private final Passing passing;
  private final int function;
  private final WasmOutput out;

  /** Where the region is: how many labels there are outside of it. */
  private final int depth;

  CallWriter(
      Additions module, Code code, Region region, Passing passing, int function, WasmOutput out) {
    this.module = module;
    this.code = code;
    this.region = region;
    this.passing = passing;
    this.function = function;
    this.out = out;
    this.depth = code.depthOf(code.parent[region.run().start()]);
  }

  void write() {
    List<Integer> exits = region.exits();
    if (exits.isEmpty()) {
      call();
      if (!region.falls()) {
        out.u8(UNREACHABLE);
      }
    } else if (!region.isCoded()) {
      call();
      branch(exits.get(0), 0);
    } else if (exits.size() == 1) {
      call();
      branchIf(exits.get(0));
    } else {
      table();
    }
    // Chicory takes a branch to the function's end for one to the end of a block right before it.
    out.u8(NOP);
  }

  private void call() {
    for (int k = 0; k < region.parameters(); k++) {
      out.u8(LOCAL_GET).u32(region.locals()[k]);
    }
    for (int k = 0; k < passing.padding(); k++) {
      out.u8(I32_CONST).u8(0);
    }
    out.u8(CALL).u32(function);
    passing.takeBack(out, code.locals.size());
  }

  private void branch(int exit, int inside) {
    if (code.arityOf(exit) == 1) {
      out.u8(GLOBAL_GET).u32(module.carrier(code.labelTypeOf(exit)));
    }
    out.u8(BR).u32(label(exit) + inside);
  }

  private void branchIf(int exit) {
    if (code.arityOf(exit) == 0) {
      out.u8(BR_IF).u32(label(exit));
    } else {
      out.u8(IF).u8(EMPTY_BLOCK_TYPE);
      branch(exit, 1);
      out.u8(END);
    }
  }

  /**
   * Exits whose label takes an operand get a block each, around the call, behind which the operand
   * is loaded; the outermost block is for the region's end.
   */
  private void table() {
    List<Integer> carrying =
        region.exits().stream().filter(exit -> code.arityOf(exit) == 1).toList();
    int fall = region.falls() ? 1 : 0;
    int blocks = carrying.size() + fall;
    for (int k = 0; k < blocks; k++) {
      out.u8(BLOCK).u8(EMPTY_BLOCK_TYPE);
    }
    call();
    out.u8(BR_TABLE).u32(region.exits().size() - 1 + fall);
    if (region.falls()) {
      out.u32(blocks - 1);
    }
    for (int exit : region.exits()) {
      int own = carrying.indexOf(exit);
      out.u32(own >= 0 ? own : blocks + label(exit));
    }
    for (int k = 0; k < carrying.size(); k++) {
      out.u8(END);
      branch(carrying.get(k), blocks - 1 - k);
    }
    if (region.falls()) {
      out.u8(END);
    }
  }

  private int label(int exit) {
    return depth - code.depthOf(exit);
  }
}

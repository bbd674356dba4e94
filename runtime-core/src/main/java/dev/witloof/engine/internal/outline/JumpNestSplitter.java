package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.WasmOutput;
import dev.witloof.engine.internal.outline.JumpNest.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the parts of a {@link JumpNest} one behind the other in place of one within the other, so
 * that each can be cut out:
 *
 * <pre>
 * … what makes the selector …
 * local.set s
 * block
 *   local.get s, i32.const 2, i32.ge_u, br_if 0
 *   block
 *     block
 *       local.get s, br_table 0 1
 *     end
 *     … piece 0 …
 *   end
 *   … piece 1 …
 *   i32.const 2, local.set s          ;; goes on with the first piece of the next part
 * end
 * block
 *   … the next part …
 * end
 * </pre>
 *
 * <p>When there are many, groups of parts are in blocks of the same kind, which are passed at once.
 */
final class JumpNestSplitter {
  /** Tables that are split in a function. */
  private static final int MOST_TABLES = 100;

  /**
   * How often each instruction of a function may be looked at, on average and for all its tables.
   */
  private static final long LOOKS = 256;

  /** Parts of a group. */
  private static final int GROUP = 16;

  private final Code code;
  private final JumpNest nest;
  private final int[] targets;
  private final int selector;
  private final WasmOutput out;
  private final Map<Integer, Integer> positions = new HashMap<>();

  /** For what opens: in how many blocks its inside is now. */
  private final int[] depths;

  private int depth;

  private JumpNestSplitter(Code code, JumpNest nest) {
    this.code = code;
    this.nest = nest;
    this.targets = code.branches(nest.table());
    this.selector = code.locals.size();
    this.out = new WasmOutput(2 * code.count);
    this.depths = new int[code.count];
    for (int k = 0; k < nest.blocks().length; k++) {
      positions.put(nest.blocks()[k], k);
    }
  }

  /**
   * The code with its nests split, or itself when it has none.
   *
   * @param enough the estimated JVM code of a part
   */
  static Code split(Additions module, Code whole, int enough) {
    Code code = whole;
    Allowance allowance = new Allowance(LOOKS * whole.count);
    for (int i = 0; i < MOST_TABLES; i++) {
      Optional<JumpNest> nest = JumpNest.find(code, enough, allowance);
      if (nest.isEmpty()) {
        return code;
      }
      code = new JumpNestSplitter(code, nest.get()).write(module);
    }
    return code;
  }

  private Code write(Additions module) {
    List<CoreType.Val> locals = new ArrayList<>(code.locals);
    locals.add(CoreType.Val.I32);
    LocalDeclarations.write(out, locals, code.type.params().size());
    int last = nest.blocks().length - 1;
    int outermost = code.parent[nest.blocks()[last]];
    copy(0, nest.blocks()[last]);
    copy(nest.blocks()[0] + 1, nest.table());
    out.u8(LOCAL_SET).u32(selector);
    parts(0, nest.parts().size());
    copy(code.match[outermost], code.count);
    byte[] bytes = out.toByteArray();
    return CodeDecoder.decode(module, code.type, bytes, 0, bytes.length);
  }

  /** Writes parts, in groups of groups if there are many. */
  private void parts(int from, int to) {
    if (to - from == 1) {
      part(nest.parts().get(from));
      return;
    }
    int step = 1;
    while (step * GROUP < to - from) {
      step *= GROUP;
    }
    for (int start = from; start < to; start += step) {
      int end = Math.min(start + step, to);
      open();
      if (end < nest.parts().size()) {
        out.u8(LOCAL_GET).u32(selector).u8(I32_CONST).signed(nest.parts().get(end).from());
        out.u8(I32_GE_U).u8(BR_IF).u32(0);
      }
      parts(start, end);
      close();
    }
  }

  private void part(Part part) {
    int[] blocks = nest.blocks();
    for (int k = part.firstBlock(); k < part.endBlock(); k++) {
      open();
    }
    out.u8(LOCAL_GET).u32(selector);
    if (part.from() > 0) {
      out.u8(I32_CONST).signed(part.from()).u8(I32_SUB);
    }
    boolean isLast = part.endBlock() == blocks.length;
    // No other part's selector is out of its range, so that it needs no default.
    int labels = part.to() - part.from() + (isLast ? 1 : 0);
    out.u8(BR_TABLE).u32(labels - 1);
    for (int index = part.from(); index < part.from() + labels; index++) {
      Integer block = positions.get(targets[index]);
      out.u32(block == null ? label(targets[index]) : block - part.firstBlock());
    }
    int end = 0;
    for (int k = part.firstBlock(); k < part.endBlock(); k++) {
      close();
      end = code.match[code.parent[blocks[k]]];
      copy(code.match[blocks[k]] + 1, end);
    }
    if (!isLast && code.height[end] != Code.DEAD) {
      out.u8(I32_CONST).signed(part.to()).u8(LOCAL_SET).u32(selector);
    }
  }

  private void open() {
    out.u8(BLOCK).u8(EMPTY_BLOCK_TYPE);
    depth++;
  }

  private void close() {
    out.u8(END);
    depth--;
  }

  private void copy(int from, int to) {
    for (int i = from; i < to; i++) {
      copy(i);
    }
  }

  private void copy(int i) {
    switch (code.opcode[i]) {
      case BLOCK, LOOP, IF -> {
        depth++;
        depths[i] = depth;
        code.copy(i, out);
      }
      case END -> {
        depth--;
        code.copy(i, out);
      }
      case BR, BR_IF -> out.u8(code.opcode[i]).u32(label(code.operand[i]));
      case BR_TABLE -> {
        int[] owners = code.branches(i);
        out.u8(BR_TABLE).u32(owners.length - 1);
        for (int owner : owners) {
          out.u32(label(owner));
        }
      }
      default -> code.copy(i, out);
    }
  }

  /** How many blocks are between here and what a branch goes to. */
  private int label(int owner) {
    return depth - (owner == Code.FUNCTION ? 0 : depths[owner]);
  }
}

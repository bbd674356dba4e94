package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import dev.witloof.engine.internal.binary.WasmOutput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes the parameters of blocks and ifs through locals. Chicory's compiler forgets to drop the
 * parameters of a block that a branch leaves, and the JVM then refuses the class; its interpreter
 * leaves as many operands on the stack as there are parameters. Loops keep theirs, which branches
 * to them need; but as the interpreter takes as many operands along as there are results when it
 * jumps back, and as many as there are parameters when it ends, be they there or not, a loop that
 * has more than one of both becomes one without results in a block that has them.
 */
final class BlockParameters {
  /** Locals that a function may gain; with more it stays as it is. */
  private static final int MOST_ADDED = 1_000;

  private final Additions module;
  private final Code code;
  private final List<CoreType.Val> added = new ArrayList<>();
  private final WasmOutput out;

  /** The locals that hold the parameters of each open if, or none. */
  private final Deque<int[]> open = new ArrayDeque<>();

  /** For what opens: in how many blocks its inside is now. */
  private final int[] depths;

  private int depth;

  private BlockParameters(Additions module, Code code) {
    this.module = module;
    this.code = code;
    this.out = new WasmOutput(2 * code.count);
    this.depths = new int[code.count];
  }

  /**
   * The body without block parameters, local declarations included. The body itself when it would
   * need too many locals.
   */
  static Code remove(Additions module, Code code) {
    BlockParameters pass = new BlockParameters(module, code);
    for (int i = 0; i < code.count; i++) {
      pass.write(i);
      if (pass.added.size() > MOST_ADDED) {
        return code;
      }
    }
    List<CoreType.Val> locals = new ArrayList<>(code.locals);
    locals.addAll(pass.added);
    WasmOutput body = new WasmOutput(pass.out.size() + 64);
    LocalDeclarations.write(body, locals, code.type.params().size());
    byte[] bytes = body.append(pass.out).toByteArray();
    return CodeDecoder.decode(module, code.type, bytes, 0, bytes.length);
  }

  private void write(int i) {
    switch (code.opcode[i]) {
      case BLOCK, LOOP, IF -> opening(i);
      case ELSE -> {
        code.copy(i, out);
        load(open.element());
      }
      case END -> end(i);
      case BR, BR_IF -> out.u8(code.opcode[i]).u32(label(code.operand[i]));
      case BR_TABLE -> {
        int[] targets = code.branches(i);
        out.u8(BR_TABLE).u32(targets.length - 1);
        for (int target : targets) {
          out.u32(label(target));
        }
      }
      default -> code.copy(i, out);
    }
  }

  /** How many blocks are between here and what a branch goes to. */
  private int label(int opener) {
    return depth - (opener == Code.FUNCTION ? 0 : depths[opener]);
  }

  /**
   * Whether what opens so is one that {@link #remove} is for.
   *
   * @param ends whether its end is reached
   */
  static boolean isMisread(int opcode, CoreType.Func type, boolean ends) {
    int params = type.params().size();
    int results = type.results().size();
    if (opcode != LOOP) {
      return params > 0;
    }
    return results == 0 ? ends && params > 1 : params + results > 1;
  }

  private boolean isMisread(int opener, CoreType.Func type) {
    return isMisread(code.opcode[opener], type, code.height[code.match[opener]] != Code.DEAD);
  }

  private void opening(int i) {
    CoreType.Func type = typeOf(i);
    boolean misread = isMisread(i, type);
    boolean split = misread && code.opcode[i] == LOOP;
    depth += split ? 2 : 1;
    depths[i] = depth;
    if (!misread) {
      open.push(new int[0]);
      code.copy(i, out);
      return;
    }
    int[] saved = type.params().stream().mapToInt(this::newLocal).toArray();
    boolean isIf = code.opcode[i] == IF;
    int condition = isIf ? newLocal(CoreType.Val.I32) : 0;
    if (isIf) {
      out.u8(LOCAL_SET).u32(condition);
    }
    for (int k = saved.length - 1; k >= 0; k--) {
      out.u8(LOCAL_SET).u32(saved[k]);
    }
    if (isIf) {
      out.u8(LOCAL_GET).u32(condition);
    }
    CoreType.Func plain = new CoreType.Func(List.of(), type.results());
    out.u8(split ? BLOCK : code.opcode[i]);
    switch (plain.results().size()) {
      case 0 -> out.u8(EMPTY_BLOCK_TYPE);
      case 1 -> out.u8(ValueTypes.code(plain.results().get(0)));
      default -> out.signed(module.blockType(plain));
    }
    load(saved);
    if (split) {
      CoreType.Func loop = new CoreType.Func(type.params(), List.of());
      out.u8(LOOP);
      if (saved.length == 0) {
        out.u8(EMPTY_BLOCK_TYPE);
      } else {
        out.signed(module.blockType(loop));
      }
    }
    open.push(saved);
  }

  private void end(int i) {
    if (i == code.count - 1) {
      code.copy(i, out);
      return;
    }
    int opener = code.match[i];
    int[] saved = open.pop();
    if (code.opcode[opener] == LOOP && isMisread(opener, typeOf(opener))) {
      // Out of both with the results.
      if (code.height[i] != Code.DEAD) {
        out.u8(BR).u32(1);
      }
      out.u8(END).u8(UNREACHABLE).u8(END);
      depth -= 2;
      return;
    }
    depth--;
    if (saved.length > 0 && code.opcode[opener] == IF && code.operand[opener] == 0) {
      // Without an else the parameters are the results.
      out.u8(ELSE);
      load(saved);
    }
    code.copy(i, out);
  }

  private CoreType.Func typeOf(int i) {
    InstructionReader reader =
        new InstructionReader(new WasmInput(code.bytes, code.start[i], code.end[i]));
    reader.next();
    return reader.blockTypeIndex() == InstructionReader.NO_TYPE_INDEX
        ? new CoreType.Func(List.of(), List.of())
        : module.type(reader.blockTypeIndex());
  }

  private int newLocal(CoreType.Val type) {
    added.add(type);
    return code.locals.size() + added.size() - 1;
  }

  private void load(int[] locals) {
    for (int local : locals) {
      out.u8(LOCAL_GET).u32(local);
    }
  }
}

package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.internal.binary.InstructionReader;
import dev.witloof.engine.internal.binary.ValueTypes;
import dev.witloof.engine.internal.binary.WasmInput;
import java.util.ArrayList;
import java.util.List;

/** Decodes a valid function body into {@link Code}, in time proportional to its bytes. */
final class CodeDecoder {
  private final Additions module;
  private final InstructionReader reader;
  private final Code code;

  /** What is open, the function itself first, and the type of each. */
  private final List<Frame> frames = new ArrayList<>();

  private int open = Code.FUNCTION;
  private int height;
  private int at;

  /** Something open. */
  private record Frame(int opener, CoreType.Func type) {}

  private CodeDecoder(Additions module, InstructionReader reader, Code code) {
    this.module = module;
    this.reader = reader;
    this.code = code;
  }

  /** Decodes what lies in that range: local declarations and instructions. */
  static Code decode(Additions module, CoreType.Func type, byte[] bytes, int start, int end) {
    WasmInput in = new WasmInput(bytes, start, end);
    List<CoreType.Val> locals = new ArrayList<>(type.params());
    for (int groups = in.u32(); groups > 0; groups--) {
      int count = in.u32();
      CoreType.Val local = ValueTypes.read(in);
      for (int i = 0; i < count; i++) {
        locals.add(local);
      }
    }
    InstructionReader counter =
        InstructionReader.ofRewritten(new WasmInput(bytes, in.position(), end));
    int count = 0;
    while (counter.next()) {
      count++;
    }
    Code code = new Code(bytes, type, locals, count);
    return new CodeDecoder(module, InstructionReader.ofRewritten(in), code).run();
  }

  private Code run() {
    frames.add(new Frame(Code.FUNCTION, code.type));
    code.size[0] = JvmSize.prologue(code.type.params().size(), code.locals.size());
    boolean dead = false;
    while (reader.next()) {
      if (dead) {
        skipDead();
        height = Code.DEAD;
      }
      int i = at++;
      code.opcode[i] = reader.opcode();
      code.start[i] = reader.start();
      code.end[i] = reader.end();
      code.parent[i] = open;
      code.height[i] = height;
      int jvmSize = instruction(i);
      code.mostOperands = Math.max(code.mostOperands, height);
      code.size[i + 1] = (int) Math.min(Integer.MAX_VALUE, (long) code.size[i] + jvmSize);
      dead = code.isFinal(i);
    }
    code.count = at;
    return code;
  }

  /** Moves to the else or end of the block whose rest is never reached. */
  private void skipDead() {
    int depth = 0;
    while (depth > 0 || reader.opcode() != ELSE && reader.opcode() != END) {
      switch (reader.opcode()) {
        case BLOCK, LOOP, IF -> depth++;
        case END -> depth--;
        default -> {}
      }
      reader.next();
    }
  }

  /** Fills in what depends on the opcode; the size of its JVM code. */
  private int instruction(int i) {
    return switch (reader.opcode()) {
      case BLOCK, LOOP, IF -> opening(i);
      case ELSE -> {
        code.match[i] = open;
        code.parent[i] = code.parent[open];
        code.operand[open] = i;
        code.low[i] = height;
        height = code.low[open] + innermost().type().params().size();
        yield JvmSize.JUMP;
      }
      case END -> {
        if (open != Code.FUNCTION) {
          close(i);
        }
        yield JvmSize.JUMP;
      }
      default -> branchOrPlain(i);
    };
  }

  private Frame innermost() {
    return frames.get(frames.size() - 1);
  }

  private int opening(int i) {
    CoreType.Func type = blockType();
    int parameters = type.params().size();
    int opcode = reader.opcode();
    if (opcode == IF) {
      height--;
    }
    code.low[i] = height - parameters;
    code.depth[i] = code.depthOf(open) + 1;
    List<CoreType.Val> label = opcode == LOOP ? type.params() : type.results();
    code.labelArity[i] = label.size();
    code.labelType[i] = label.size() == 1 ? label.get(0) : null;
    code.blockParameters |= BlockParameters.isMisread(opcode, type, false);
    frames.add(new Frame(i, type));
    open = i;
    return opcode == IF ? JvmSize.JUMP : 0;
  }

  private CoreType.Func blockType() {
    if (reader.blockTypeIndex() != InstructionReader.NO_TYPE_INDEX) {
      return module.type(reader.blockTypeIndex());
    }
    int result = reader.valueType();
    return new CoreType.Func(
        List.of(), result == EMPTY_BLOCK_TYPE ? List.of() : List.of(ValueTypes.ofCode(result)));
  }

  private void close(int i) {
    code.match[i] = open;
    code.match[open] = i;
    code.parent[i] = code.parent[open];
    code.blockParameters |=
        BlockParameters.isMisread(code.opcode[open], innermost().type(), height != Code.DEAD);
    code.low[i] = height;
    height = code.low[open] + innermost().type().results().size();
    frames.remove(frames.size() - 1);
    open = innermost().opener();
  }

  private int branchOrPlain(int i) {
    int opcode = reader.opcode();
    return switch (opcode) {
      case BR -> {
        code.operand[i] = label(reader.first());
        yield jump(i, code.operand[i]);
      }
      case BR_IF -> {
        code.operand[i] = label(reader.first());
        height--;
        int size = JvmSize.JUMP + jump(i, code.operand[i]);
        yield size;
      }
      case BR_TABLE -> table(i);
      case RETURN -> {
        code.low[i] = height - code.type.results().size();
        yield 1 + JvmSize.JUMP;
      }
      case UNREACHABLE -> {
        code.low[i] = height;
        yield JvmSize.JUMP + 1;
      }
      case CALL -> call(i, module.functionType(reader.first()));
      case CALL_INDIRECT -> {
        height--;
        yield JvmSize.JUMP + call(i, module.type(reader.first()));
      }
      case LOCAL_GET, LOCAL_SET, LOCAL_TEE -> {
        code.operand[i] = reader.first();
        effect(i);
        yield JvmSize.local(reader.first()) + (opcode == LOCAL_TEE ? 1 : 0);
      }
      default -> {
        effect(i);
        yield JvmSize.plain(opcode);
      }
    };
  }

  private void effect(int i) {
    code.low[i] = height - StackEffect.pops(reader.opcode());
    height = code.low[i] + StackEffect.pushes(reader.opcode());
  }

  private int call(int i, CoreType.Func type) {
    code.low[i] = height - type.params().size();
    height = code.low[i] + type.results().size();
    int results = type.results().size();
    return JvmSize.CALL + (results > 1 ? results * JvmSize.RESULT : 0);
  }

  private int table(int i) {
    height--;
    int[] owners = new int[reader.targetCount()];
    int size = JvmSize.TABLE + JvmSize.TABLE_ENTRY * owners.length;
    int previous = Integer.MIN_VALUE;
    for (int k = 0; k < owners.length; k++) {
      owners[k] = label(reader.target(k));
      int jump = jump(i, owners[k]);
      if (owners[k] != previous && jump > JvmSize.JUMP_BACK) {
        size += jump;
      }
      previous = owners[k];
    }
    code.targets.put(i, owners);
    return size;
  }

  private int label(int depth) {
    return frames.get(frames.size() - 1 - depth).opener();
  }

  /** A branch whose condition is taken; what drops the operands between is part of it. */
  private int jump(int i, int owner) {
    int arity = code.arityOf(owner);
    code.low[i] = height - arity;
    int base = owner == Code.FUNCTION ? 0 : code.low[owner];
    int dropped = height - arity - base;
    int size =
        owner != Code.FUNCTION && code.opcode[owner] == LOOP ? JvmSize.JUMP_BACK : JvmSize.JUMP;
    return dropped > 0 ? size + dropped * JvmSize.DROPPED + arity * JvmSize.KEPT : size;
  }
}

package dev.witloof.engine.internal.rewrite;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import dev.witloof.engine.CoreType;
import dev.witloof.engine.FuelSchedule;
import dev.witloof.engine.internal.binary.DecodedModule;
import dev.witloof.engine.internal.binary.DecodedModule.Body;
import dev.witloof.engine.internal.binary.InstructionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits a valid function body into basic blocks and counts what each costs; {@link FuelSchedule}
 * says where blocks start. Code that no path reaches has no block.
 */
final class BasicBlocks {
  /** A block with something to pay: where its first instruction is, and the units. */
  record Charge(int offset, int units) {}

  /** What is open: the function itself, a block, a loop, or an if. */
  private static final class Frame {
    final int opcode;
    final int values;
    final boolean reachable;
    boolean branchedTo;

    /**
     * @param values its parameters and results
     */
    Frame(int opcode, int values, boolean reachable) {
      this.opcode = opcode;
      this.values = values;
      this.reachable = reachable;
    }
  }

  private final DecodedModule module;
  private final List<Charge> charges = new ArrayList<>();
  private final List<Frame> open = new ArrayList<>();
  private int blockStart;
  private int units;
  private boolean reachable = true;

  private BasicBlocks(DecodedModule module) {
    this.module = module;
  }

  /**
   * The charges of a body in the order of their offsets.
   *
   * @param type of its function
   */
  static List<Charge> of(DecodedModule module, Body body, CoreType.Func type) {
    BasicBlocks blocks = new BasicBlocks(module);
    blocks.open.add(new Frame(BLOCK, values(type), true));
    blocks.walk(new InstructionReader(body.open(module.bytes())), body);
    return blocks.charges;
  }

  private static int values(CoreType.Func type) {
    return type.params().size() + type.results().size();
  }

  private void walk(InstructionReader reader, Body body) {
    blockStart = body.code();
    units = FuelSchedule.entry(body.locals());
    while (reader.next()) {
      int opcode = reader.opcode();
      if (reachable && opcode != END && opcode != ELSE) {
        units += 1 + FuelSchedule.carrying(carried(reader));
      }
      switch (opcode) {
        case BLOCK -> open.add(new Frame(opcode, carried(reader), reachable));
        case LOOP, IF -> {
          open.add(new Frame(opcode, carried(reader), reachable));
          startBlock(reader.end(), reachable);
        }
        case ELSE -> startBlock(reader.end(), frame(0).reachable);
        case END -> end(reader);
        case BR_IF -> {
          branch(reader.first());
          startBlock(reader.end(), reachable);
        }
        case BR -> {
          branch(reader.first());
          startBlock(reader.end(), false);
        }
        case BR_TABLE -> {
          for (int i = 0; i < reader.targetCount(); i++) {
            branch(reader.target(i));
          }
          startBlock(reader.end(), false);
        }
        case RETURN, UNREACHABLE -> startBlock(reader.end(), false);
        default -> {}
      }
      if (units >= FuelSchedule.LONGEST_BLOCK) {
        startBlock(reader.end(), reachable);
      }
    }
    startBlock(reader.end(), false);
  }

  /** Values that an instruction moves, or that move at the end of the block that it begins. */
  private int carried(InstructionReader reader) {
    return switch (reader.opcode()) {
      case BLOCK, LOOP, IF ->
          reader.blockTypeIndex() == InstructionReader.NO_TYPE_INDEX
              ? 0
              : values(module.types().get(reader.blockTypeIndex()));
      case BR, BR_IF -> frame(reader.first()).values;
      case BR_TABLE ->
          IntStream.range(0, reader.targetCount())
              .map(i -> frame(reader.target(i)).values)
              .max()
              .orElse(0);
      case RETURN -> open.get(0).values;
      case CALL -> values(module.functionType(reader.first()));
      case CALL_INDIRECT -> values(module.types().get(reader.first()));
      default -> 0;
    };
  }

  private void end(InstructionReader reader) {
    Frame frame = open.remove(open.size() - 1);
    switch (frame.opcode) {
      // Both arms and the branches to the if join here.
      case IF -> startBlock(reader.end(), frame.reachable);
      case LOOP -> startBlock(reader.end(), reachable);
      default -> {
        if (frame.branchedTo) {
          startBlock(reader.end(), frame.reachable);
        }
      }
    }
  }

  private void branch(int label) {
    if (reachable) {
      frame(label).branchedTo = true;
    }
  }

  private Frame frame(int label) {
    return open.get(open.size() - 1 - label);
  }

  private void startBlock(int offset, boolean nextReachable) {
    if (units > 0) {
      charges.add(new Charge(blockStart, units));
    }
    blockStart = offset;
    units = 0;
    reachable = nextReachable;
  }
}

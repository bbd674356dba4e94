package dev.witloof.engine.internal.outline;

import static dev.witloof.engine.internal.binary.Opcodes.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code br_table} right within the blocks whose ends it jumps to, as Go writes its functions:
 *
 * <pre>
 * block
 *   block
 *     block
 *       … what makes the selector …
 *       br_table 0 0 1 2 …
 *     end
 *     … piece 0 …
 *   end
 *   … piece 1 …
 * end
 * </pre>
 *
 * <p>Its targets ascend, and nothing else branches to the blocks but to the outermost; so a piece
 * is entered by the table, or from the one before it.
 *
 * @param table the {@code br_table}
 * @param blocks what opens the blocks, the innermost first; the outermost is not among them
 * @param parts ranges of the table's indices that together have little code, in their order; two at
 *     least
 */
record JumpNest(int table, int[] blocks, List<Part> parts) {
  /** Labels from which on a table is in the way of cutting. */
  private static final int LEAST_LABELS = 100;

  /**
   * A range of indices.
   *
   * @param from its first index
   * @param to the index behind its last
   * @param firstBlock the block whose end is the first that its indices jump to, by its position
   * @param endBlock the first block of the next part
   */
  record Part(int from, int to, int firstBlock, int endBlock) {}

  /**
   * The first one in the code that can be made into parts.
   *
   * @param enough the estimated JVM code at which a part is complete
   * @param allowance for looking at instructions; when it is spent, none is found
   */
  static Optional<JumpNest> find(Code code, int enough, Allowance allowance) {
    for (int i = 0; i < code.count; i++) {
      if (code.opcode[i] == BR_TABLE && code.branches(i).length >= LEAST_LABELS) {
        Optional<JumpNest> nest = at(code, i, enough, allowance);
        if (nest.isPresent()) {
          return nest;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<JumpNest> at(Code code, int table, int enough, Allowance allowance) {
    int[] blocks = blocks(code, table);
    Map<Integer, Integer> positions = new HashMap<>();
    for (int k = 0; k < blocks.length; k++) {
      positions.put(blocks[k], k);
    }
    if (blocks.length < 2 || !ascends(code.branches(table), positions)) {
      return Optional.empty();
    }
    List<Part> parts = parts(code, table, blocks, positions, enough);
    return parts.size() < 2 || mayBeEnteredOtherwise(code, table, blocks, positions, allowance)
        ? Optional.empty()
        : Optional.of(new JumpNest(table, blocks, parts));
  }

  /** The blocks around the table, each right within the next, without the outermost. */
  private static int[] blocks(Code code, int table) {
    List<Integer> blocks = new ArrayList<>();
    int block = code.parent[table];
    if (block == Code.FUNCTION || !isStraight(code, block + 1, table)) {
      return new int[0];
    }
    while (block != Code.FUNCTION && code.opcode[block] == BLOCK && code.labelArity[block] == 0) {
      blocks.add(block);
      if (code.parent[block] != block - 1) {
        break;
      }
      block = code.parent[block];
    }
    return blocks.stream().limit(Math.max(0, blocks.size() - 1)).mapToInt(b -> b).toArray();
  }

  private static boolean isStraight(Code code, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean delimits = code.opens(i) || code.opcode[i] == ELSE || code.opcode[i] == END;
      if (delimits || code.branches(i).length > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether later indices go further; the default goes out, or as far as the last. */
  private static boolean ascends(int[] targets, Map<Integer, Integer> positions) {
    int last = 0;
    for (int target : targets) {
      int position = positions.getOrDefault(target, last);
      if (position < last) {
        return false;
      }
      last = position;
    }
    return true;
  }

  /** One nest in the other, each is gone through for each around it: hence the allowance. */
  private static boolean mayBeEnteredOtherwise(
      Code code, int table, int[] blocks, Map<Integer, Integer> positions, Allowance allowance) {
    for (int i = table + 1; i < code.match[blocks[blocks.length - 1]]; i++) {
      int[] owners = code.branches(i);
      if (!allowance.spend(1L + owners.length)) {
        return true;
      }
      for (int owner : owners) {
        if (positions.containsKey(owner)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Goes over the targets, and begins a part at the next one once the last is large enough. */
  private static List<Part> parts(
      Code code, int table, int[] blocks, Map<Integer, Integer> positions, int enough) {
    int[] targets = code.branches(table);
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int firstBlock = 0;
    int last = 0;
    for (int index = 0; index < targets.length - 1; index++) {
      int block = positions.getOrDefault(targets[index], last);
      if (block > last) {
        long size =
            code.size[code.match[blocks[block]]] - code.size[code.match[blocks[firstBlock]]];
        if (size + (long) JvmSize.TABLE_ENTRY * (index - from) >= enough) {
          parts.add(new Part(from, index, firstBlock, block));
          from = index;
          firstBlock = block;
        }
        last = block;
      }
    }
    parts.add(new Part(from, targets.length - 1, firstBlock, blocks.length));
    return parts;
  }
}

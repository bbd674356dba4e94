package dev.witloof.engine.internal.chicory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * The loops of generated code. As wasm is structured, the instructions of a loop lie together, from
 * its label to the last jump back to that, and the only way in is at the label. What begins in a
 * loop is part of it, but may end behind its last jump back.
 */
final class Loops {
  /** A loop, by the positions of its label and its last jump back, and all those jumps. */
  record Loop(LabelNode label, int start, int end, List<AbstractInsnNode> jumpsBack) {}

  private Loops() {}

  /** The loops in the order of their labels, so that outer ones come first. */
  static List<Loop> of(InsnList code) {
    Map<LabelNode, Integer> positions = new HashMap<>();
    Map<LabelNode, List<AbstractInsnNode>> jumpsBack = new HashMap<>();
    Map<LabelNode, Integer> ends = new HashMap<>();
    List<LabelNode> labels = new ArrayList<>();
    int position = 0;
    for (AbstractInsnNode each : code) {
      if (each instanceof LabelNode label) {
        positions.put(label, position);
        labels.add(label);
      } else if (jumps(each)) {
        for (LabelNode target : targets(each)) {
          if (positions.containsKey(target)) {
            List<AbstractInsnNode> jumps =
                jumpsBack.computeIfAbsent(target, unused -> new ArrayList<>());
            if (jumps.isEmpty() || jumps.get(jumps.size() - 1) != each) {
              jumps.add(each);
            }
            ends.put(target, position);
          }
        }
      }
      position++;
    }
    return labels.stream()
        .filter(jumpsBack::containsKey)
        .map(label -> new Loop(label, positions.get(label), ends.get(label), jumpsBack.get(label)))
        .toList();
  }

  private static boolean jumps(AbstractInsnNode instruction) {
    return switch (instruction.getType()) {
      case AbstractInsnNode.JUMP_INSN,
          AbstractInsnNode.TABLESWITCH_INSN,
          AbstractInsnNode.LOOKUPSWITCH_INSN ->
          true;
      default -> false;
    };
  }

  /** Where an instruction may jump to. */
  static List<LabelNode> targets(AbstractInsnNode instruction) {
    if (instruction instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    if (instruction instanceof TableSwitchInsnNode table) {
      return withDefault(table.labels, table.dflt);
    }
    return instruction instanceof LookupSwitchInsnNode lookup
        ? withDefault(lookup.labels, lookup.dflt)
        : List.of();
  }

  private static List<LabelNode> withDefault(List<LabelNode> labels, LabelNode other) {
    List<LabelNode> all = new ArrayList<>(labels);
    all.add(other);
    return all;
  }

  /** Makes a jump go to another label instead of one. */
  static void retarget(AbstractInsnNode instruction, LabelNode from, LabelNode to) {
    if (instruction instanceof JumpInsnNode jump) {
      jump.label = to;
    } else if (instruction instanceof TableSwitchInsnNode table) {
      table.labels.replaceAll(label -> label == from ? to : label);
      table.dflt = table.dflt == from ? to : table.dflt;
    }
  }
}

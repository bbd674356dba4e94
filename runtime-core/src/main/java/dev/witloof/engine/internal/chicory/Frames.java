package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;

/** Stack map frames, all of them written in full. */
final class Frames {
  private Frames() {}

  /** The frame of a label that is jumped to. */
  static FrameNode at(LabelNode label) {
    AbstractInsnNode next = label.getNext();
    while (!(next instanceof FrameNode)) {
      if (next == null || next.getOpcode() >= 0) {
        throw new IllegalStateException("a label that is jumped to has no frame");
      }
      next = next.getNext();
    }
    return (FrameNode) next;
  }

  static FrameNode copy(FrameNode frame) {
    Object[] local = frame.local.toArray();
    Object[] stack = frame.stack.toArray();
    return new FrameNode(F_NEW, local.length, local, stack.length, stack);
  }

  /** The frame of a handler that knows these variables. */
  static FrameNode ofHandler(List<Object> variables) {
    Object[] stack = {Type.getInternalName(Throwable.class)};
    return new FrameNode(F_NEW, variables.size(), variables.toArray(), 1, stack);
  }

  /** The types of the variables that hold a static method's parameters, as frames have them. */
  static List<Object> parameters(String descriptor) {
    List<Object> types = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(descriptor)) {
      types.add(
          switch (type.getSort()) {
            case Type.INT -> INTEGER;
            case Type.LONG -> LONG;
            case Type.FLOAT -> FLOAT;
            case Type.DOUBLE -> DOUBLE;
            default -> type.getInternalName();
          });
    }
    return types;
  }
}

package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Narrows the memories of generated methods to {@link GuestMemory}: the JIT trusts a final class
 * without a check. Drops the checks for interruption on the way, and calls Chicory's helpers where
 * they are.
 */
final class MemoryTypes {
  private static final String MEMORY = Type.getInternalName(Memory.class);
  private static final String GUEST_MEMORY = Type.getInternalName(GuestMemory.class);
  private static final String INSTANCE = Type.getInternalName(Instance.class);
  private static final String INTERRUPTION = "checkInterruption";

  private MemoryTypes() {}

  /** The descriptor with the narrow type. */
  static String descriptor(String generated) {
    return generated.replace("L" + MEMORY + ";", "L" + GUEST_MEMORY + ";");
  }

  static void adapt(MethodNode method) {
    for (AbstractInsnNode each : method.instructions.toArray()) {
      if (each instanceof FrameNode frame) {
        narrow(frame.local);
        narrow(frame.stack);
      } else if (GeneratedCode.callsHelper(each, INTERRUPTION)) {
        method.instructions.remove(each);
      } else if (each instanceof MethodInsnNode call) {
        adapt(method, call);
      }
    }
  }

  private static void adapt(MethodNode method, MethodInsnNode call) {
    if (GeneratedCode.isHelper(call.owner)) {
      call.owner = GeneratedCode.HELPER;
    } else if (GeneratedCode.isGenerated(call.owner)) {
      call.desc = descriptor(call.desc);
    } else if (call.owner.equals(INSTANCE) && call.desc.equals("()L" + MEMORY + ";")) {
      method.instructions.insert(call, cast());
    }
  }

  /** Whether an instruction asks an instance for one of several memories. */
  static boolean asksForMemory(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals(INSTANCE)
        && call.desc.equals("(I)L" + MEMORY + ";");
  }

  /** Narrows a memory on the stack. */
  static TypeInsnNode cast() {
    return new TypeInsnNode(Opcodes.CHECKCAST, GUEST_MEMORY);
  }

  private static void narrow(List<Object> types) {
    types.replaceAll(type -> Objects.equals(type, MEMORY) ? GUEST_MEMORY : type);
  }
}

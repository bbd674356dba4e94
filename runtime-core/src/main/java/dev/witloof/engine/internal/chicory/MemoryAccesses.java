package dev.witloof.engine.internal.chicory;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Replaces Chicory's helpers for loads and stores by the {@link AccessMethods}. */
final class MemoryAccesses {
  private static final String GUEST_MEMORY = Type.getDescriptor(GuestMemory.class);
  private static final String MEMORY = Type.getDescriptor(com.dylibso.chicory.runtime.Memory.class);

  /** Which of the {@link AccessMethods} stands for which helper. */
  private static final Map<String, String> NAMES = names();

  /**
   * What an offset is written as if it is more: no memory is as large as that, whatever the width
   * of the access, so it fails in either case.
   */
  static final int MOST_OFFSET = Integer.MAX_VALUE - (Long.BYTES - 1);

  private MemoryAccesses() {}

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (String type : new String[] {"Byte", "Short", "Int", "Long", "Float", "Double"}) {
      names.put("memoryRead" + type, "read" + type);
      names.put("memoryWrite" + type, "write" + type);
    }
    // What the rewriter has made of plain stores.
    names.put("memoryAtomicIntByteWrite", "writeByte");
    names.put("memoryAtomicLongByteWrite", "writeByte");
    return names;
  }

  /** Whether an instruction loads or stores. */
  static boolean isAccess(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && GeneratedCode.isHelper(call.owner)
        && NAMES.containsKey(call.name);
  }

  /** Whether an access is one to the memory in a variable. */
  static boolean isAccess(AbstractInsnNode instruction, int memoryVariable) {
    return isAccess(instruction) && loads(instruction.getPrevious(), memoryVariable);
  }

  private static boolean loads(@Nullable AbstractInsnNode instruction, int variable) {
    return instruction instanceof VarInsnNode load
        && load.getOpcode() == Opcodes.ALOAD
        && load.var == variable;
  }

  /** Makes an access one to the memory on the stack. */
  static void toMemory(InsnList code, AbstractInsnNode access) {
    AbstractInsnNode memory = access.getPrevious();
    if (MemoryTypes.asksForMemory(memory)) {
      code.insertBefore(access, MemoryTypes.cast());
      // Its number comes before, and the instance.
      memory = memory.getPrevious().getPrevious();
    }
    limit(code, memory.getPrevious());
    replace((MethodInsnNode) access, GUEST_MEMORY);
  }

  /** Makes an access to the memory in a variable one to the array and the size in two others. */
  static void toArray(InsnList code, AbstractInsnNode access, int array, int size) {
    AbstractInsnNode memory = access.getPrevious();
    limit(code, memory.getPrevious());
    code.remove(memory);
    code.insertBefore(access, new VarInsnNode(Opcodes.ALOAD, array));
    code.insertBefore(access, new VarInsnNode(Opcodes.ILOAD, size));
    replace((MethodInsnNode) access, AccessMethods.QUIET);
  }

  /** Limits an offset to {@link #MOST_OFFSET}. Without one nothing may run: it is what is safe. */
  private static void limit(InsnList code, AbstractInsnNode offset) {
    if (!GeneratedCode.isInt(offset) || GeneratedCode.intOf(offset) < 0) {
      throw new IllegalStateException("an access to memory has no constant offset");
    }
    if (GeneratedCode.intOf(offset) > MOST_OFFSET) {
      code.set(offset, GeneratedCode.push(MOST_OFFSET));
    }
  }

  private static void replace(MethodInsnNode access, String memory) {
    access.owner = AccessMethods.CLASS;
    access.name = NAMES.get(access.name);
    access.desc = access.desc.replace(MEMORY, memory);
  }
}

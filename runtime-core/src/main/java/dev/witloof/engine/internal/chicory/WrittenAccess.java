package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.ALOAD;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** {@link AccessCode} that takes the place of a call of one of the {@link AccessMethods}. */
final class WrittenAccess {
  /** Variables that what is stored may take while its address is computed. */
  static final int VARIABLES = 2;

  private final MethodInsnNode call;
  private final AbstractInsnNode offset;
  private final InsnList written;

  private WrittenAccess(
      MethodInsnNode call, AbstractInsnNode offset, AccessCode.Memory memory, int variable) {
    this.call = call;
    this.offset = offset;
    this.written =
        AccessCode.of(
            AccessMethods.type(call), AccessMethods.stores(call), offset, memory, variable);
  }

  /** Whether an instruction is the call of an access, to a memory or an array in a variable. */
  static boolean isCall(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals(AccessMethods.CLASS)
        && call.getPrevious() instanceof VarInsnNode;
  }

  /**
   * What takes the place of a call.
   *
   * @param variable the first of {@link #VARIABLES} that nothing else uses
   */
  static WrittenAccess of(MethodInsnNode call, int variable) {
    AbstractInsnNode last = call.getPrevious();
    AbstractInsnNode before = last.getPrevious();
    return last.getOpcode() == ALOAD
        ? new WrittenAccess(call, before, AccessCode.Memory.of(last), variable)
        : new WrittenAccess(
            call, before.getPrevious(), AccessCode.Memory.of(before, last), variable);
  }

  /** Bytes that a method grows by. */
  int growth() {
    int growth = CodeSize.of(written) - CodeSize.of(offset) - CodeSize.of(call);
    for (AbstractInsnNode load = offset.getNext(); load != call; load = load.getNext()) {
      growth -= CodeSize.of(load);
    }
    return growth;
  }

  /** Takes the call's place. */
  void replace(InsnList code) {
    while (offset.getNext() != call) {
      code.remove(offset.getNext());
    }
    code.remove(offset);
    code.insertBefore(call, written);
    code.remove(call);
  }
}

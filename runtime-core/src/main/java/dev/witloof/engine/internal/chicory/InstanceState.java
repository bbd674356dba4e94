package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Has functions find their globals, and indirect calls their table, by the {@link GuestMemory}. An
 * {@link Instance} first counts its imports, each time; and most functions that a compiler makes
 * read and write a global, the pointer to the stack that they keep in memory.
 */
final class InstanceState {
  private static final String MEMORY = Type.getInternalName(GuestMemory.class);
  private static final String GLOBAL = Type.getInternalName(GlobalInstance.class);
  private static final String INSTANCE = Type.getInternalName(Instance.class);
  private static final String CHICORY_TABLE = Type.getInternalName(TableInstance.class);
  private static final String TABLE = Type.getInternalName(GuestTable.class);

  private final InsnList code;
  private final int memory;

  private InstanceState(MethodNode method, int memory) {
    this.code = method.instructions;
    this.memory = memory;
  }

  /** Adapts a method; those that are neither functions nor indirect calls stay as they are. */
  static void adapt(MethodNode method) {
    if (GeneratedCode.isFunction(method.name)) {
      new InstanceState(method, GeneratedCode.memoryVariable(method)).adaptGlobals();
      method.maxStack++;
    } else if (GeneratedCode.isIndirectCall(method.name)) {
      new InstanceState(method, GeneratedCode.memoryVariable(method)).adaptTable();
    }
  }

  private void adaptGlobals() {
    for (AbstractInsnNode each : code) {
      if (GeneratedCode.callsHelper(each, "readGlobal")) {
        loadGlobal(each);
        code.set(each, new MethodInsnNode(INVOKEVIRTUAL, GLOBAL, "getValue", "()J"));
      } else if (GeneratedCode.callsHelper(each, "writeGlobal")) {
        loadGlobal(each);
        code.insertBefore(each, new InsnNode(DUP_X2));
        code.insertBefore(each, new InsnNode(POP));
        code.set(each, new MethodInsnNode(INVOKEVIRTUAL, GLOBAL, "setValue", "(J)V"));
      }
    }
  }

  /** Instead of its index, and the instance, which a helper takes last. */
  private void loadGlobal(AbstractInsnNode helper) {
    AbstractInsnNode instance = helper.getPrevious();
    AbstractInsnNode index = instance.getPrevious();
    code.insertBefore(index, new VarInsnNode(ALOAD, memory));
    code.insertBefore(index, new FieldInsnNode(GETFIELD, MEMORY, "globals", "[L" + GLOBAL + ";"));
    code.set(instance, new InsnNode(AALOAD));
  }

  private void adaptTable() {
    for (AbstractInsnNode each : code) {
      if (each instanceof MethodInsnNode call && call.owner.equals(CHICORY_TABLE)) {
        call.owner = TABLE;
      } else if (each instanceof MethodInsnNode call
          && call.owner.equals(INSTANCE)
          && call.name.equals("table")) {
        AbstractInsnNode instance = call.getPrevious().getPrevious();
        code.set(instance, new VarInsnNode(ALOAD, memory));
        call.owner = MEMORY;
        call.desc = "(I)L" + TABLE + ";";
      }
    }
  }
}

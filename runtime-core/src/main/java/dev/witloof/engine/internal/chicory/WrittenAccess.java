package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What a method of {@link GuestCode} that loads or stores does, as instructions that take the place
 * of its call.
 */
final class WrittenAccess {
  /** Variables that what is stored may take while its address is computed. */
  static final int VARIABLES = 2;

  /** What this takes of the stack beyond the operands of the call. */
  static final int STACK = 4;

  private static final String GUEST_CODE = Type.getInternalName(GuestCode.class);
  private static final String GUEST_MEMORY = Type.getInternalName(GuestMemory.class);
  private static final String VAR_HANDLE = Type.getInternalName(VarHandle.class);
  private static final String OBJECTS = Type.getInternalName(Objects.class);
  private static final String READ = "read";
  private static final String WRITE = "write";
  private static final String ARRAY = "[B";

  private final MethodInsnNode call;
  private final AbstractInsnNode offset;
  private final List<AbstractInsnNode> array;
  private final List<AbstractInsnNode> size;
  private final boolean store;
  private final Type type;
  private final int variable;
  private final InsnList written = new InsnList();

  private WrittenAccess(
      MethodInsnNode call,
      AbstractInsnNode offset,
      List<AbstractInsnNode> array,
      List<AbstractInsnNode> size,
      int variable) {
    this.call = call;
    this.offset = offset;
    this.array = array;
    this.size = size;
    this.store = call.name.startsWith(WRITE);
    this.type = store ? Type.getArgumentTypes(call.desc)[1] : Type.getReturnType(call.desc);
    this.variable = variable;
    write();
  }

  /** Whether an instruction is the call of an access, to a memory or an array in a variable. */
  static boolean isCall(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call
        && call.owner.equals(GUEST_CODE)
        && (call.name.startsWith(READ) || call.name.startsWith(WRITE))
        && call.getPrevious() instanceof VarInsnNode;
  }

  /**
   * What takes the place of a call.
   *
   * @param variable the first of {@link #VARIABLES} that nothing else uses
   */
  static WrittenAccess of(MethodInsnNode call, int variable) {
    VarInsnNode last = (VarInsnNode) call.getPrevious();
    if (last.getOpcode() == ALOAD) {
      return new WrittenAccess(
          call,
          last.getPrevious(),
          field(last, "bytes", ARRAY),
          field(last, "size", "I"),
          variable);
    }
    AbstractInsnNode array = last.getPrevious();
    return new WrittenAccess(
        call, array.getPrevious(), List.of(copy(array)), List.of(copy(last)), variable);
  }

  private static List<AbstractInsnNode> field(VarInsnNode memory, String name, String type) {
    return List.of(copy(memory), new FieldInsnNode(GETFIELD, GUEST_MEMORY, name, type));
  }

  private static AbstractInsnNode copy(AbstractInsnNode instruction) {
    return instruction.clone(Map.of());
  }

  /** The base is on the stack, and what is to be stored. */
  private void write() {
    if (store) {
      written.add(new VarInsnNode(type.getOpcode(ISTORE), variable));
    }
    writeAddress(GeneratedCode.intOf(offset));
    if (type != Type.BYTE_TYPE) {
      written.add(new FieldInsnNode(GETSTATIC, GUEST_CODE, view(), "L" + VAR_HANDLE + ";"));
      written.add(new InsnNode(SWAP));
    }
    array.forEach(written::add);
    written.add(new InsnNode(SWAP));
    if (store) {
      written.add(new VarInsnNode(type.getOpcode(ILOAD), variable));
    }
    written.add(access());
  }

  private void writeAddress(int offset) {
    size.forEach(written::add);
    long beyond = (long) offset + width() - 1;
    if (beyond != 0) {
      written.add(GeneratedCode.push((int) Math.min(Integer.MAX_VALUE, beyond)));
      written.add(new InsnNode(ISUB));
    }
    written.add(new MethodInsnNode(INVOKESTATIC, OBJECTS, "checkIndex", "(II)I"));
    if (offset != 0) {
      written.add(GeneratedCode.push(offset));
      written.add(new InsnNode(IADD));
    }
  }

  private AbstractInsnNode access() {
    if (type == Type.BYTE_TYPE) {
      return new InsnNode(store ? BASTORE : BALOAD);
    }
    return store
        ? new MethodInsnNode(INVOKEVIRTUAL, VAR_HANDLE, "set", "(" + ARRAY + "I" + type + ")V")
        : new MethodInsnNode(INVOKEVIRTUAL, VAR_HANDLE, "get", "(" + ARRAY + "I)" + type);
  }

  /** The field of {@link GuestCode} that holds the view of an array as values of the type. */
  private String view() {
    return type.getClassName().toUpperCase(Locale.ROOT);
  }

  private int width() {
    return switch (type.getSort()) {
      case Type.BYTE -> Byte.BYTES;
      case Type.SHORT -> Short.BYTES;
      case Type.INT, Type.FLOAT -> Integer.BYTES;
      default -> Long.BYTES;
    };
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

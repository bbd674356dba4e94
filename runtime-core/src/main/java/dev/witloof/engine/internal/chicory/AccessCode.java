package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

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
 * What compiled code does to load or store, written here alone: it is what keeps a guest within its
 * memory.
 *
 * <p>A base, unsigned, of an access of {@code width} bytes at a constant offset is in bounds when
 * it is less than {@code size - (width - 1) - offset}: one comparison, and no sum that could wrap
 * around, as no offset is beyond {@link MemoryAccesses#MOST_OFFSET}. The array is never shorter
 * than the size, see {@link GuestMemory#refresh}, and is not asked again: {@link
 * AccessMethods#UNSAFE} takes any address. Java's views of arrays do the same behind a check of
 * their own, but not all of their methods are inlined in any case, and these are.
 */
final class AccessCode {
  /** What a stack needs beyond the base and what is stored, in words. */
  static final int STACK = 6;

  private static final String GUEST_MEMORY = Type.getInternalName(GuestMemory.class);
  private static final String OBJECTS = Type.getInternalName(Objects.class);
  private static final String UNSAFE = "sun/misc/Unsafe";
  private static final String OBJECT = Type.getDescriptor(Object.class);

  private final InsnList code = new InsnList();

  private AccessCode() {}

  /**
   * The instructions that find the base on the stack, and above it what is to be stored.
   *
   * @param type what is loaded or stored
   * @param store whether it is stored
   * @param offset pushes the offset
   * @param array push the array
   * @param size push the size
   * @param variable holds what is stored meanwhile: the first of two that nothing else uses
   */
  static InsnList of(
      Type type,
      boolean store,
      AbstractInsnNode offset,
      List<AbstractInsnNode> array,
      List<AbstractInsnNode> size,
      int variable) {
    AccessCode access = new AccessCode();
    if (store) {
      access.add(new VarInsnNode(type.getOpcode(ISTORE), variable));
    }
    access.add(
        new FieldInsnNode(
            GETSTATIC, AccessMethods.CLASS, AccessMethods.UNSAFE, "L" + UNSAFE + ";"));
    access.add(new InsnNode(SWAP));
    access.add(array);
    access.add(new InsnNode(SWAP));
    access.add(size);
    access.checkBase(width(type) - 1, offset);
    access.addToBase(offset);
    if (store) {
      access.add(new VarInsnNode(type.getOpcode(ILOAD), variable));
    }
    access.add(method(type, store));
    return access.code;
  }

  private void checkBase(int beyond, AbstractInsnNode offset) {
    if (GeneratedCode.isInt(offset)) {
      subtract(GeneratedCode.push(beyond + GeneratedCode.intOf(offset)));
    } else {
      subtract(GeneratedCode.push(beyond));
      subtract(copy(offset));
    }
    add(new MethodInsnNode(INVOKESTATIC, OBJECTS, "checkIndex", "(II)I"));
  }

  private void subtract(AbstractInsnNode push) {
    if (!isZero(push)) {
      add(push);
      add(new InsnNode(ISUB));
    }
  }

  /** Makes what C2 can put into one address. */
  private void addToBase(AbstractInsnNode offset) {
    add(new InsnNode(I2L));
    if (!isZero(offset)) {
      add(copy(offset));
      add(new InsnNode(I2L));
      add(new InsnNode(LADD));
    }
    add(new FieldInsnNode(GETSTATIC, AccessMethods.CLASS, AccessMethods.FIRST, "J"));
    add(new InsnNode(LADD));
  }

  private static boolean isZero(AbstractInsnNode push) {
    return push.getOpcode() == ICONST_0;
  }

  private static MethodInsnNode method(Type type, boolean store) {
    String name = (store ? "put" : "get") + typed(type);
    String descriptor = store ? "(" + OBJECT + "J" + type + ")V" : "(" + OBJECT + "J)" + type;
    return new MethodInsnNode(INVOKEVIRTUAL, UNSAFE, name, descriptor);
  }

  /** How names of methods end that load or store a type. */
  static String typed(Type type) {
    String name = type.getClassName();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Push the array of the memory that an instruction pushes. */
  static List<AbstractInsnNode> array(AbstractInsnNode memory) {
    return List.of(memory, new FieldInsnNode(GETFIELD, GUEST_MEMORY, "bytes", "[B"));
  }

  /** Push the size of the memory that an instruction pushes. */
  static List<AbstractInsnNode> size(AbstractInsnNode memory) {
    return List.of(memory, new FieldInsnNode(GETFIELD, GUEST_MEMORY, "size", "I"));
  }

  private static int width(Type type) {
    return switch (type.getSort()) {
      case Type.BYTE -> Byte.BYTES;
      case Type.SHORT -> Short.BYTES;
      case Type.INT, Type.FLOAT -> Integer.BYTES;
      default -> Long.BYTES;
    };
  }

  private void add(AbstractInsnNode instruction) {
    code.add(instruction);
  }

  private void add(List<AbstractInsnNode> instructions) {
    instructions.forEach(each -> code.add(copy(each)));
  }

  private static AbstractInsnNode copy(AbstractInsnNode instruction) {
    return instruction.clone(Map.of());
  }
}

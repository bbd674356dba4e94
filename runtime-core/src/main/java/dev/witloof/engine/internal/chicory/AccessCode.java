package dev.witloof.engine.internal.chicory;

import static org.objectweb.asm.Opcodes.*;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What compiled code does to load or store, written here alone: it is what keeps a guest within its
 * memory. It compares once, and reads and writes by {@link AccessMethods#UNSAFE}, which takes any
 * address. No array is shorter than the size of its memory, see {@link GuestMemory#refresh}. Java's
 * views of arrays do the same behind a check of their own, but not all of their methods are inlined
 * in any case, and these are.
 *
 * <p>There are two comparisons. In loops that nothing interrupts, an unsigned base of an access of
 * {@code width} bytes is in bounds when it is less than {@code size - (width - 1) - offset}, where
 * no offset is beyond {@link MemoryAccesses#MOST_OFFSET}: see {@link QuietAccesses}. Elsewhere the
 * end, {@code base + offset + width} in 64 bits, is added to what then is too much exactly when it
 * is beyond the size: an overflow, which a processor finds without comparing.
 */
final class AccessCode {
  /** What a stack needs beyond the base and what is stored, in words. */
  static final int STACK = 10;

  private static final String GUEST_MEMORY = Type.getInternalName(GuestMemory.class);
  private static final String MATH = Type.getInternalName(Math.class);
  private static final String UNSAFE = "sun/misc/Unsafe";
  private static final String OBJECT = Type.getDescriptor(Object.class);

  private final InsnList code = new InsnList();

  private AccessCode() {}

  /** Where an access finds its array, and what it compares with. */
  record Memory(List<AbstractInsnNode> array, List<AbstractInsnNode> bound, boolean quiet) {
    /** The memory that an instruction pushes. */
    static Memory of(AbstractInsnNode memory) {
      return new Memory(
          List.of(memory, new FieldInsnNode(GETFIELD, GUEST_MEMORY, "bytes", "[B")),
          List.of(memory, new FieldInsnNode(GETFIELD, GUEST_MEMORY, "beyond", "J")),
          false);
    }

    /** The array and the size that two instructions push. */
    static Memory of(AbstractInsnNode array, AbstractInsnNode size) {
      return new Memory(List.of(array), List.of(size), true);
    }
  }

  /**
   * The instructions that find the base on the stack, and above it what is to be stored.
   *
   * @param type what is loaded or stored
   * @param store whether it is stored
   * @param offset pushes the offset
   * @param variable holds what is stored meanwhile: the first of two that nothing else uses
   */
  static InsnList of(
      Type type, boolean store, AbstractInsnNode offset, Memory memory, int variable) {
    AccessCode access = new AccessCode();
    if (store) {
      access.add(new VarInsnNode(type.getOpcode(ISTORE), variable));
    }
    access.add(
        new FieldInsnNode(
            GETSTATIC, AccessMethods.CLASS, AccessMethods.UNSAFE, "L" + UNSAFE + ";"));
    access.add(new InsnNode(SWAP));
    access.add(memory.array());
    access.add(new InsnNode(SWAP));
    if (memory.quiet()) {
      access.compareBase(width(type), offset, memory.bound());
      access.addLong(offset);
    } else {
      access.add(unsigned());
      access.addLong(offset);
      access.compareEnd(width(type), memory.bound());
    }
    access.add(new FieldInsnNode(GETSTATIC, AccessMethods.CLASS, AccessMethods.FIRST, "J"));
    access.add(new InsnNode(LADD));
    if (store) {
      access.add(new VarInsnNode(type.getOpcode(ILOAD), variable));
      access.narrow(type);
    }
    access.add(method(type, store));
    return access.code;
  }

  /** Makes an unsigned int a long. */
  static List<AbstractInsnNode> unsigned() {
    return List.of(new InsnNode(I2L), new LdcInsnNode(0xffff_ffffL), new InsnNode(LAND));
  }

  /** Leaves the base as a long, or fails. */
  private void compareBase(int width, AbstractInsnNode offset, List<AbstractInsnNode> size) {
    add(size);
    if (GeneratedCode.isInt(offset)) {
      subtract(GeneratedCode.push(width - 1 + GeneratedCode.intOf(offset)));
    } else {
      subtract(GeneratedCode.push(width - 1));
      subtract(copy(offset));
    }
    add(QuietAccesses.check());
  }

  private void subtract(AbstractInsnNode push) {
    if (!isZero(push)) {
      add(push);
      add(new InsnNode(ISUB));
    }
  }

  /** Leaves the position below the end, which fails if it is beyond. */
  private void compareEnd(int width, List<AbstractInsnNode> beyond) {
    add(new InsnNode(DUP2));
    add(new LdcInsnNode((long) width));
    add(new InsnNode(LADD));
    add(beyond);
    add(new MethodInsnNode(INVOKESTATIC, MATH, "addExact", "(JJ)J"));
    add(new InsnNode(POP2));
  }

  /** Adds apart from what was added before, for C2 to put it into the address. */
  private void addLong(AbstractInsnNode offset) {
    if (!isZero(offset)) {
      add(copy(offset));
      add(new InsnNode(I2L));
      add(new InsnNode(LADD));
    }
  }

  /** Cuts an int to what the method is to get, as compilers of Java do. */
  private void narrow(Type type) {
    if (type == Type.BYTE_TYPE) {
      add(new InsnNode(I2B));
    } else if (type == Type.SHORT_TYPE) {
      add(new InsnNode(I2S));
    }
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

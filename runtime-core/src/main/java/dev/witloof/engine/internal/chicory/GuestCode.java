package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * What adapted code calls: see {@link MeteredClasses}. Every method is small, as HotSpot stops
 * inlining into a method when some thousand bytes of bytecode have come together in it.
 *
 * <p>A memory access has two forms: for a memory, and, in loops that nothing interrupts, for the
 * array and the size of it. An unsigned base of {@code width} bytes at a constant offset, which
 * Chicory makes no negative int, is in bounds when it is less than {@code size - (width - 1) -
 * offset}: one comparison, and no sum that could wrap around. That length overflows for an empty
 * memory alone, whose array is empty, too. An {@link IndexOutOfBoundsException} becomes a trap in
 * {@link #unwind}, through which every failure of a function goes.
 */
public final class GuestCode {
  public static final VarHandle SHORT = view(short[].class);
  public static final VarHandle INT = view(int[].class);
  public static final VarHandle LONG = view(long[].class);
  public static final VarHandle FLOAT = view(float[].class);
  public static final VarHandle DOUBLE = view(double[].class);

  /**
   * Units that a function may owe while another one runs: little, even in the deepest recursion.
   */
  private static final int LITTLE = 64;

  private GuestCode() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** Pays for what has run. */
  public static void pay(int units, GuestMemory memory) {
    memory.tank().burn(units);
  }

  /** Pays for what has run if it is not little, and says what is owed then. */
  public static int payUnlessLittle(int units, GuestMemory memory) {
    if (units < LITTLE) {
      return units;
    }
    memory.tank().burn(units);
    return 0;
  }

  /** Pays for what had run when a function failed, and says what it fails with. */
  public static Throwable unwind(Throwable failure, int units, GuestMemory memory) {
    if (units > 0 && !isLimit(failure)) {
      memory.tank().burn(units);
    }
    return failure instanceof IndexOutOfBoundsException ? outOfBounds(failure, memory) : failure;
  }

  /** Whether there is nothing left to pay with, or no time to. */
  private static boolean isLimit(Throwable failure) {
    return failure instanceof LimitExceeded limit && limit.limit() != LimitExceeded.Limit.MEMORY;
  }

  private static Trap outOfBounds(Throwable failure, GuestMemory memory) {
    String message = "out of bounds memory access, in a memory of " + memory.size() + " bytes: ";
    return new Trap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, message + failure.getMessage(), failure);
  }

  /** {@code table.init}, with its operands as Chicory orders them. */
  public static void tableInit(
      int target, int source, int count, int segment, int table, Instance instance) {
    GuestTable own = (GuestTable) instance.table(table);
    own.init(instance.element(segment), target, source, count, instance);
  }

  /** 1 when two are equal, or 0, without a branch. */
  public static int equal(long a, long b) {
    long difference = a ^ b;
    return (int) ((difference | -difference) >>> 63) ^ 1;
  }

  /** 1 when one is less, or 0, without a branch: Hacker's Delight (2nd edition), 2-12. */
  public static int less(long a, long b) {
    return (int) ((a & ~b | ~(a ^ b) & a - b) >>> 63);
  }

  /** 1 when one is less as an unsigned number, or 0, without a branch: the same, 2-12. */
  public static int lessUnsigned(long a, long b) {
    return (int) ((~a & b | ~(a ^ b) & a - b) >>> 63);
  }

  /** {@code i64.trunc_sat_f64_u}: Java's conversion saturates, too, and makes zero of a NaN. */
  public static long saturatedUnsigned(double value) {
    if (value >= 0x1p64) {
      return -1;
    }
    return value >= 0x1p63 ? (long) (value - 0x1p63) + Long.MIN_VALUE : Math.max(0, (long) value);
  }

  /**
   * {@code memory.copy} within a memory. Chicory calls it through an interface up to JDK 17, for
   * the sake of the fault that {@link Operators} tells of.
   */
  public static void memoryCopy(int target, int source, int length, Memory memory) {
    ((GuestMemory) memory).copy(target, source, length);
  }

  /** {@code memory.fill}. */
  public static void memoryFill(int target, byte value, int length, Memory memory) {
    ((GuestMemory) memory).fill(value, target, target + length);
  }

  /** The array of a memory, until the next call or growth. */
  public static byte[] bytes(GuestMemory memory) {
    return memory.bytes;
  }

  /**
   * The size of a memory in bytes, until the next call or growth. C2 leaves out a branch that was
   * never taken: as long as no array has had room to spare, it knows the size to be the array's
   * length, and what has been compared with one needs no comparison with the other.
   */
  public static int size(byte[] bytes, GuestMemory memory) {
    int size = memory.size;
    int length = bytes.length;
    return size == length ? length : size;
  }

  public static byte readByte(int base, int offset, byte[] bytes, int size) {
    return bytes[Objects.checkIndex(base, size - offset) + offset];
  }

  public static void writeByte(int base, byte value, int offset, byte[] bytes, int size) {
    bytes[Objects.checkIndex(base, size - offset) + offset] = value;
  }

  public static short readShort(int base, int offset, byte[] bytes, int size) {
    return (short) SHORT.get(bytes, Objects.checkIndex(base, size - 1 - offset) + offset);
  }

  public static void writeShort(int base, short value, int offset, byte[] bytes, int size) {
    SHORT.set(bytes, Objects.checkIndex(base, size - 1 - offset) + offset, value);
  }

  public static int readInt(int base, int offset, byte[] bytes, int size) {
    return (int) INT.get(bytes, Objects.checkIndex(base, size - 3 - offset) + offset);
  }

  public static void writeInt(int base, int value, int offset, byte[] bytes, int size) {
    INT.set(bytes, Objects.checkIndex(base, size - 3 - offset) + offset, value);
  }

  public static long readLong(int base, int offset, byte[] bytes, int size) {
    return (long) LONG.get(bytes, Objects.checkIndex(base, size - 7 - offset) + offset);
  }

  public static void writeLong(int base, long value, int offset, byte[] bytes, int size) {
    LONG.set(bytes, Objects.checkIndex(base, size - 7 - offset) + offset, value);
  }

  public static float readFloat(int base, int offset, byte[] bytes, int size) {
    return (float) FLOAT.get(bytes, Objects.checkIndex(base, size - 3 - offset) + offset);
  }

  public static void writeFloat(int base, float value, int offset, byte[] bytes, int size) {
    FLOAT.set(bytes, Objects.checkIndex(base, size - 3 - offset) + offset, value);
  }

  public static double readDouble(int base, int offset, byte[] bytes, int size) {
    return (double) DOUBLE.get(bytes, Objects.checkIndex(base, size - 7 - offset) + offset);
  }

  public static void writeDouble(int base, double value, int offset, byte[] bytes, int size) {
    DOUBLE.set(bytes, Objects.checkIndex(base, size - 7 - offset) + offset, value);
  }

  public static byte readByte(int base, int offset, GuestMemory memory) {
    return memory.bytes[Objects.checkIndex(base, memory.size - offset) + offset];
  }

  public static void writeByte(int base, byte value, int offset, GuestMemory memory) {
    memory.bytes[Objects.checkIndex(base, memory.size - offset) + offset] = value;
  }

  public static short readShort(int base, int offset, GuestMemory memory) {
    return (short)
        SHORT.get(memory.bytes, Objects.checkIndex(base, memory.size - 1 - offset) + offset);
  }

  public static void writeShort(int base, short value, int offset, GuestMemory memory) {
    SHORT.set(memory.bytes, Objects.checkIndex(base, memory.size - 1 - offset) + offset, value);
  }

  public static int readInt(int base, int offset, GuestMemory memory) {
    return (int) INT.get(memory.bytes, Objects.checkIndex(base, memory.size - 3 - offset) + offset);
  }

  public static void writeInt(int base, int value, int offset, GuestMemory memory) {
    INT.set(memory.bytes, Objects.checkIndex(base, memory.size - 3 - offset) + offset, value);
  }

  public static long readLong(int base, int offset, GuestMemory memory) {
    return (long)
        LONG.get(memory.bytes, Objects.checkIndex(base, memory.size - 7 - offset) + offset);
  }

  public static void writeLong(int base, long value, int offset, GuestMemory memory) {
    LONG.set(memory.bytes, Objects.checkIndex(base, memory.size - 7 - offset) + offset, value);
  }

  public static float readFloat(int base, int offset, GuestMemory memory) {
    return (float)
        FLOAT.get(memory.bytes, Objects.checkIndex(base, memory.size - 3 - offset) + offset);
  }

  public static void writeFloat(int base, float value, int offset, GuestMemory memory) {
    FLOAT.set(memory.bytes, Objects.checkIndex(base, memory.size - 3 - offset) + offset, value);
  }

  public static double readDouble(int base, int offset, GuestMemory memory) {
    return (double)
        DOUBLE.get(memory.bytes, Objects.checkIndex(base, memory.size - 7 - offset) + offset);
  }

  public static void writeDouble(int base, double value, int offset, GuestMemory memory) {
    DOUBLE.set(memory.bytes, Objects.checkIndex(base, memory.size - 7 - offset) + offset, value);
  }
}

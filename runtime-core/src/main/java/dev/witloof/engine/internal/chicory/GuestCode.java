package dev.witloof.engine.internal.chicory;

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
 * array and the size of it. An {@link IndexOutOfBoundsException} becomes a trap in {@link #unwind},
 * through which every failure of a function goes.
 */
public final class GuestCode {
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle FLOAT = view(float[].class);
  private static final VarHandle DOUBLE = view(double[].class);

  private GuestCode() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** The sum, if an unsigned base and a constant offset have one that a memory can hold. */
  private static int address(int base, int offset) {
    if (offset != 0 && base < 0) {
      throw new IndexOutOfBoundsException(
          Integer.toUnsignedLong(base) + " and the offset " + offset);
    }
    return base + offset;
  }

  /** Pays for what has run. */
  public static void pay(int units, GuestMemory memory) {
    memory.tank().burn(units);
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

  /** The array of a memory, until the next call or growth. */
  public static byte[] bytes(GuestMemory memory) {
    return memory.bytes();
  }

  /** The size of a memory in bytes, until the next call or growth. */
  public static int size(GuestMemory memory) {
    return memory.size();
  }

  public static byte readByte(int base, int offset, byte[] bytes, int size) {
    return bytes[Objects.checkIndex(address(base, offset), size)];
  }

  public static void writeByte(int base, byte value, int offset, byte[] bytes, int size) {
    bytes[Objects.checkIndex(address(base, offset), size)] = value;
  }

  public static short readShort(int base, int offset, byte[] bytes, int size) {
    return (short) SHORT.get(bytes, Objects.checkIndex(address(base, offset), size - 1));
  }

  public static void writeShort(int base, short value, int offset, byte[] bytes, int size) {
    SHORT.set(bytes, Objects.checkIndex(address(base, offset), size - 1), value);
  }

  public static int readInt(int base, int offset, byte[] bytes, int size) {
    return (int) INT.get(bytes, Objects.checkIndex(address(base, offset), size - 3));
  }

  public static void writeInt(int base, int value, int offset, byte[] bytes, int size) {
    INT.set(bytes, Objects.checkIndex(address(base, offset), size - 3), value);
  }

  public static long readLong(int base, int offset, byte[] bytes, int size) {
    return (long) LONG.get(bytes, Objects.checkIndex(address(base, offset), size - 7));
  }

  public static void writeLong(int base, long value, int offset, byte[] bytes, int size) {
    LONG.set(bytes, Objects.checkIndex(address(base, offset), size - 7), value);
  }

  public static float readFloat(int base, int offset, byte[] bytes, int size) {
    return (float) FLOAT.get(bytes, Objects.checkIndex(address(base, offset), size - 3));
  }

  public static void writeFloat(int base, float value, int offset, byte[] bytes, int size) {
    FLOAT.set(bytes, Objects.checkIndex(address(base, offset), size - 3), value);
  }

  public static double readDouble(int base, int offset, byte[] bytes, int size) {
    return (double) DOUBLE.get(bytes, Objects.checkIndex(address(base, offset), size - 7));
  }

  public static void writeDouble(int base, double value, int offset, byte[] bytes, int size) {
    DOUBLE.set(bytes, Objects.checkIndex(address(base, offset), size - 7), value);
  }

  public static byte readByte(int base, int offset, GuestMemory memory) {
    return memory.bytes()[Objects.checkIndex(address(base, offset), memory.size())];
  }

  public static void writeByte(int base, byte value, int offset, GuestMemory memory) {
    memory.bytes()[Objects.checkIndex(address(base, offset), memory.size())] = value;
  }

  public static short readShort(int base, int offset, GuestMemory memory) {
    return (short)
        SHORT.get(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 1));
  }

  public static void writeShort(int base, short value, int offset, GuestMemory memory) {
    SHORT.set(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 1), value);
  }

  public static int readInt(int base, int offset, GuestMemory memory) {
    return (int)
        INT.get(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 3));
  }

  public static void writeInt(int base, int value, int offset, GuestMemory memory) {
    INT.set(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 3), value);
  }

  public static long readLong(int base, int offset, GuestMemory memory) {
    return (long)
        LONG.get(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 7));
  }

  public static void writeLong(int base, long value, int offset, GuestMemory memory) {
    LONG.set(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 7), value);
  }

  public static float readFloat(int base, int offset, GuestMemory memory) {
    return (float)
        FLOAT.get(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 3));
  }

  public static void writeFloat(int base, float value, int offset, GuestMemory memory) {
    FLOAT.set(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 3), value);
  }

  public static double readDouble(int base, int offset, GuestMemory memory) {
    return (double)
        DOUBLE.get(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 7));
  }

  public static void writeDouble(int base, double value, int offset, GuestMemory memory) {
    DOUBLE.set(memory.bytes(), Objects.checkIndex(address(base, offset), memory.size() - 7), value);
  }
}

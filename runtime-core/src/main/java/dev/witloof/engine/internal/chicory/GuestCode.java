package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.OpcodeImpl;
import dev.witloof.engine.LimitExceeded;
import dev.witloof.engine.Trap;

/**
 * What adapted code calls: see {@link MeteredClasses}. Every method is small, as HotSpot stops
 * inlining into a method when some thousand bytes of bytecode have come together in it.
 *
 * <p>Every failure of a function goes through {@link #unwind}, where those of {@link AccessCode}
 * become traps.
 */
public final class GuestCode {
  /**
   * Units that a function may owe while another one runs: little, even in the deepest recursion.
   */
  private static final int LITTLE = 64;

  private GuestCode() {}

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
    // Nothing else that guest code does makes one: division has a failure of its own.
    return failure instanceof ArithmeticException ? outOfBounds(failure, memory) : failure;
  }

  /** What an access fails with that {@link QuietAccesses} finds to be out of bounds. */
  public static RuntimeException outside() {
    return new ArithmeticException("out of bounds");
  }

  /** Whether there is nothing left to pay with, or no time to. */
  private static boolean isLimit(Throwable failure) {
    return failure instanceof LimitExceeded limit && limit.limit() != LimitExceeded.Limit.MEMORY;
  }

  private static Trap outOfBounds(Throwable failure, GuestMemory memory) {
    String message = "out of bounds memory access, in a memory of " + memory.size() + " bytes";
    return new Trap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, message, failure);
  }

  /** {@code table.init}, with its operands as Chicory orders them. */
  public static void tableInit(
      int target, int source, int count, int segment, int table, Instance instance) {
    GuestTable own = (GuestTable) instance.table(table);
    own.init(instance.element(segment), target, source, count, instance);
  }

  /**
   * An unsigned quotient. Until JDK 19 {@link Long#divideUnsigned} is no intrinsic; what is not
   * negative is divided by an instruction.
   */
  public static long divideUnsigned(long a, long b) {
    return (a | b) >= 0 && b != 0 ? a / b : OpcodeImpl.I64_DIV_U(a, b);
  }

  /** An unsigned remainder, likewise. */
  public static long remainderUnsigned(long a, long b) {
    return (a | b) >= 0 && b != 0 ? a % b : OpcodeImpl.I64_REM_U(a, b);
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
   * length, which is never negative.
   */
  public static int size(byte[] bytes, GuestMemory memory) {
    int size = memory.size();
    int length = bytes.length;
    return size == length ? length : size;
  }
}

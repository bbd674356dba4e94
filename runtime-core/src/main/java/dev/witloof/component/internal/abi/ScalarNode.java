package dev.witloof.component.internal.abi;

import dev.witloof.engine.CoreMemory;
import dev.witloof.engine.LiftedBytes;

/** A value in one core value: numbers, bool, char, enums, flags and handles. */
abstract class ScalarNode extends ValueNode {
  /** {@code width} is 1, 2, 4 or 8 bytes. */
  ScalarNode(int width, long hostBytes) {
    this(width, hostBytes, false);
  }

  ScalarNode(int width, long hostBytes, boolean mayOwn) {
    super(width, width, 1, hostBytes, mayOwn);
  }

  ScalarNode(int width) {
    this(width, LiftedBytes.SCALAR);
  }

  /** From at least {@link #size} bytes of bits; what lies above must be ignored. */
  abstract Object fromBits(LiftLowerContext cx, long bits);

  /** Zero-extended from 32 bits, or all 64 for a type of that size. */
  abstract long toBits(LiftLowerContext cx, Object value);

  @Override
  final Object load(LiftLowerContext cx, long address) {
    return fromBits(cx, loadUnsigned(cx.memory(), address, size()));
  }

  @Override
  final void store(LiftLowerContext cx, Object value, long address) {
    storeLow(cx.memory(), address, toBits(cx, value), size());
  }

  @Override
  final Object liftFlat(LiftLowerContext cx, long[] flat, int at) {
    return fromBits(cx, flat[at]);
  }

  @Override
  final void lowerFlat(LiftLowerContext cx, Object value, long[] flat, int at) {
    flat[at] = toBits(cx, value);
  }

  static long loadUnsigned(CoreMemory memory, long address, int width) {
    return switch (width) {
      case 1 -> Byte.toUnsignedLong(memory.readByte(address));
      case 2 -> Short.toUnsignedLong(memory.readShort(address));
      case 4 -> Integer.toUnsignedLong(memory.readInt(address));
      default -> memory.readLong(address);
    };
  }

  static void storeLow(CoreMemory memory, long address, long bits, int width) {
    switch (width) {
      case 1 -> memory.writeByte(address, (byte) bits);
      case 2 -> memory.writeShort(address, (short) bits);
      case 4 -> memory.writeInt(address, (int) bits);
      default -> memory.writeLong(address, bits);
    }
  }
}

package dev.witloof.engine;

/**
 * A linear memory, little-endian. Addresses and lengths are unsigned 32-bit numbers carried in a
 * long; every access out of bounds throws a {@link Trap} of kind MEMORY_OUT_OF_BOUNDS. No view of
 * the memory is ever handed out.
 */
public non-sealed interface CoreMemory extends CoreExtern {
  /** Size in bytes. */
  long size();

  /** Copies out of the memory; within an entry the clock is looked at for each MiB. */
  void read(long address, byte[] target, int offset, int length);

  /** Copies into the memory, likewise. */
  void write(long address, byte[] source, int offset, int length);

  byte readByte(long address);

  short readShort(long address);

  int readInt(long address);

  long readLong(long address);

  void writeByte(long address, byte value);

  void writeShort(long address, short value);

  void writeInt(long address, int value);

  void writeLong(long address, long value);
}

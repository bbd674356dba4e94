package dev.witloof.engine.internal.chicory;

import dev.witloof.engine.CoreMemory;
import dev.witloof.engine.Trap;
import dev.witloof.engine.loan.InPlaceMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** A memory as the host sees it. */
record ChicoryMemory(LinearMemory memory)
    implements CoreMemory, InPlaceMemory, ChicoryStore.Stored {
  private static final int PIECE = 1 << 20;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public ChicoryStore store() {
    return memory.store();
  }

  @Override
  public long size() {
    return memory.size();
  }

  @Override
  public void read(long address, byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    copy(memory.bytes(), checked(address, length), target, offset, length);
  }

  @Override
  public void write(long address, byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    copy(source, offset, memory.bytes(), checked(address, length), length);
  }

  /** Looks at the clock between two pieces. */
  private void copy(byte[] source, int from, byte[] target, int to, int length) {
    int done = 0;
    while (length - done > PIECE) {
      System.arraycopy(source, from + done, target, to + done, PIECE);
      done += PIECE;
      store().checkDeadline();
    }
    System.arraycopy(source, from + done, target, to + done, length - done);
  }

  @Override
  public <T> T inPlace(long address, int length, Use<T> use) {
    int offset = checked(address, length);
    return use.of(memory.bytes(), offset);
  }

  @Override
  public byte readByte(long address) {
    return memory.bytes()[checked(address, 1)];
  }

  @Override
  public short readShort(long address) {
    return (short) SHORT.get(memory.bytes(), checked(address, 2));
  }

  @Override
  public int readInt(long address) {
    return (int) INT.get(memory.bytes(), checked(address, 4));
  }

  @Override
  public long readLong(long address) {
    return (long) LONG.get(memory.bytes(), checked(address, 8));
  }

  @Override
  public void writeByte(long address, byte value) {
    memory.bytes()[checked(address, 1)] = value;
  }

  @Override
  public void writeShort(long address, short value) {
    SHORT.set(memory.bytes(), checked(address, 2), value);
  }

  @Override
  public void writeInt(long address, int value) {
    INT.set(memory.bytes(), checked(address, 4), value);
  }

  @Override
  public void writeLong(long address, long value) {
    LONG.set(memory.bytes(), checked(address, 8), value);
  }

  private int checked(long address, int length) {
    if (address < 0 || address > memory.size() - (long) length) {
      throw new Trap(
          Trap.Kind.MEMORY_OUT_OF_BOUNDS,
          "out of bounds memory access: "
              + length
              + " bytes at "
              + address
              + " of a memory of "
              + memory.size());
    }
    return (int) address;
  }
}

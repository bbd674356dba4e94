package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import dev.witloof.engine.FuelSchedule;
import dev.witloof.engine.Trap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * One instance's view of a {@link LinearMemory}. Every instance has its own, also of an imported
 * memory, because {@code memory.init} and {@code data.drop} mean the data segments of the instance
 * that executes them, and Chicory tells the memory to.
 *
 * <p>A negative growth is a fuel charge: see the rewriter. A guest that asks for one itself pays it
 * and gets -1.
 */
@SuppressWarnings("removal") // Chicory's interface still has its four old thread methods.
public final class GuestMemory implements Memory {
  /** Bytes filled or copied between two charges, hence between two looks at the clock. */
  private static final int PIECE = 1 << 20;

  /** Charges and calls of interpreted code between two looks at the clock, at most. */
  private static final int STEPS_PER_LOOK = 128;

  private static final byte[] NO_BYTES = {};

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle FLOAT = view(float[].class);
  private static final VarHandle DOUBLE = view(double[].class);

  private final LinearMemory memory;
  private final FuelTank tank;

  /** Has room to grow. Public, like {@link #beyond}, for what {@link AccessCode} writes. */
  public byte[] bytes = {};

  /** What the guest sees of the array, in bytes. */
  private int size;

  /** What an end within the size, in bytes, can be added to without an overflow, at most. */
  public long beyond = Long.MAX_VALUE;

  /** What a part of a function gives back, until the next one does: see {@link PartResults}. */
  public final long[] results = new long[PartResults.MOST];

  /** The instance's globals, if this is its first memory: see {@link InstanceState}. */
  public GlobalInstance[] globals = {};

  /** The instance's tables, likewise. */
  private GuestTable[] tables = {};

  private final List<byte[]> data;
  private int interpretedSteps;

  /** The instance's own: a segment that was dropped is {@link PassiveDataSegment#EMPTY}. */
  private DataSegment[] segments = {};

  GuestMemory(LinearMemory memory, List<byte[]> data) {
    this.memory = memory;
    this.data = data;
    this.tank = memory.store().tank();
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Takes over array and size from the storage, after it has grown. Compiled code compares with the
   * size alone, so nothing else may set either.
   */
  void refresh() {
    byte[] array = memory.bytes();
    int visible = memory.size();
    if (visible > array.length) {
      throw new IllegalStateException(
          "a memory of " + visible + " bytes in an array of " + array.length);
    }
    bytes = array;
    size = visible;
    beyond = Long.MAX_VALUE - visible;
  }

  LinearMemory memory() {
    return memory;
  }

  FuelTank tank() {
    return tank;
  }

  MemoryBudget budget() {
    return memory.store().memory();
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  @Override
  public int pages() {
    return memory.pages();
  }

  @Override
  public int grow(int pages) {
    if (pages < 0) {
      payInterpreted(-(long) pages);
      return -1;
    }
    return memory.grow(pages);
  }

  /**
   * Pays for a block of interpreted code, since compiled code pays by {@link GuestCode}. A unit of
   * it can take a thousand times what it usually does, in deep nests, so slices alone would not do.
   */
  private void payInterpreted(long units) {
    tank.burn(units);
    lookNowAndThen();
  }

  /**
   * Counts something that interpreted code has done. Calls are counted, too: of an empty function,
   * a block that is a single charge can have 65,000, and a call can take a few microseconds.
   */
  void lookNowAndThen() {
    if (++interpretedSteps % STEPS_PER_LOOK == 0) {
      tank.checkDeadline();
    }
  }

  @Override
  public int initialPages() {
    return memory.pages();
  }

  @Override
  public int maximumPages() {
    return memory.maximumPages();
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public void initialize(Instance instance, DataSegment[] dataSegments) {
    initialize(instance, dataSegments, 0);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] dataSegments, int memoryIndex) {
    if (memoryIndex == 0) {
      adopt(instance);
    }
    segments = dataSegments;
    for (int i = 0; i < segments.length; i++) {
      if (segments[i] instanceof ActiveDataSegment active && active.index() == memoryIndex) {
        // The offset may take a while to compute, and nothing be copied.
        tank.checkDeadline();
        int target =
            (int) ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
        byte[] content = data.get(i);
        copyIn(target, content, 0, content.length);
      }
    }
  }

  /** Takes over what it has not, as instantiation failed before. */
  void finish(Instance instance, int memoryIndex, DataSegment[] dataSegments) {
    if (memoryIndex == 0) {
      adopt(instance);
    }
    if (segments.length == 0) {
      segments = dataSegments;
    }
  }

  private void adopt(Instance instance) {
    if (globals.length + tables.length == 0) {
      globals = new GlobalInstance[instance.globalCount()];
      Arrays.setAll(globals, instance::global);
      tables = new GuestTable[instance.tableCount()];
      Arrays.setAll(tables, i -> (GuestTable) instance.table(i));
    }
  }

  /** A table of the instance whose first memory this is. */
  public GuestTable table(int index) {
    return tables[index];
  }

  @Override
  public void initPassiveSegment(int segment, int target, int offset, int length) {
    // An active segment counts as dropped once the instance has started.
    DataSegment own = segments[segment];
    boolean left = own instanceof PassiveDataSegment && own != PassiveDataSegment.EMPTY;
    copyIn(target, left ? data.get(segment) : NO_BYTES, offset, length);
  }

  private void copyIn(int target, byte[] source, int offset, int length) {
    if (Integer.toUnsignedLong(offset) + Integer.toUnsignedLong(length) > source.length) {
      throw outOfBounds(offset, Integer.toUnsignedLong(length));
    }
    requireRange(target, length);
    for (int done = 0; done < length; done += PIECE) {
      int piece = Math.min(PIECE, length - done);
      tank.burn(FuelSchedule.bytes(piece));
      System.arraycopy(source, offset + done, bytes, target + done, piece);
    }
  }

  @Override
  public void fill(byte value, int from, int to) {
    // Chicory computes the end in 32 bits; the length comes back by the same arithmetic.
    int length = to - from;
    requireRange(from, length);
    for (int done = 0; done < length; done += PIECE) {
      int piece = Math.min(PIECE, length - done);
      tank.burn(FuelSchedule.bytes(piece));
      Arrays.fill(bytes, from + done, from + done + piece, value);
    }
  }

  @Override
  public void copy(int target, int source, int length) {
    requireRange(source, length);
    requireRange(target, length);
    if (length >= Long.BYTES && length <= 4 * Long.BYTES) {
      tank.burn(FuelSchedule.bytes(length));
      copyLongs(target, source, length);
    } else if (target <= source) {
      for (int done = 0; done < length; done += PIECE) {
        copyPiece(target + done, source + done, Math.min(PIECE, length - done));
      }
    } else {
      // Upwards move: the last piece first, or overlapping bytes would be overwritten.
      for (int left = length; left > 0; ) {
        int piece = Math.min(PIECE, left);
        left -= piece;
        copyPiece(target + left, source + left, piece);
      }
    }
  }

  /**
   * Copies eight to 32 bytes, by up to four values that overlap: most copies of guests are so
   * short, and take {@link System#arraycopy} longer.
   */
  private void copyLongs(int target, int source, int length) {
    byte[] array = bytes;
    int last = length - Long.BYTES;
    long first = (long) LONG.get(array, source);
    long fourth = (long) LONG.get(array, source + last);
    if (length > 2 * Long.BYTES) {
      long second = (long) LONG.get(array, source + Long.BYTES);
      long third = (long) LONG.get(array, source + last - Long.BYTES);
      LONG.set(array, target + Long.BYTES, second);
      LONG.set(array, target + last - Long.BYTES, third);
    }
    LONG.set(array, target, first);
    LONG.set(array, target + last, fourth);
  }

  private void copyPiece(int target, int source, int length) {
    tank.burn(FuelSchedule.bytes(length));
    System.arraycopy(bytes, source, bytes, target, length);
  }

  private void requireRange(int address, int length) {
    if (Integer.toUnsignedLong(address) + Integer.toUnsignedLong(length) > size) {
      throw outOfBounds(address, Integer.toUnsignedLong(length));
    }
  }

  private Trap outOfBounds(int address, long length) {
    return new Trap(
        Trap.Kind.MEMORY_OUT_OF_BOUNDS,
        "out of bounds memory access: "
            + length
            + " bytes at "
            + Integer.toUnsignedLong(address)
            + " of a memory of "
            + size);
  }

  /** The address when that many bytes from it on are in bounds. */
  private int checked(int address, int width) {
    // Not by Objects.checkIndex, which is slower in the whole JVM once it has failed.
    if (address < 0 || address > size - width) {
      throw outOfBounds(address, width);
    }
    return address;
  }

  @Override
  public byte read(int address) {
    return bytes[checked(address, 1)];
  }

  @Override
  public void writeByte(int address, byte value) {
    bytes[checked(address, 1)] = value;
  }

  /** What the rewriter makes of a plain store; no other thread is there to be kept out. */
  @Override
  public void atomicWriteByte(int address, byte value) {
    writeByte(address, value);
  }

  @Override
  public short readShort(int address) {
    return (short) SHORT.get(bytes, checked(address, 2));
  }

  @Override
  public void writeShort(int address, short value) {
    SHORT.set(bytes, checked(address, 2), value);
  }

  @Override
  public int readInt(int address) {
    return (int) INT.get(bytes, checked(address, 4));
  }

  @Override
  public void writeI32(int address, int value) {
    INT.set(bytes, checked(address, 4), value);
  }

  @Override
  public long readLong(int address) {
    return (long) LONG.get(bytes, checked(address, 8));
  }

  @Override
  public void writeLong(int address, long value) {
    LONG.set(bytes, checked(address, 8), value);
  }

  @Override
  public float readFloat(int address) {
    return (float) FLOAT.get(bytes, checked(address, 4));
  }

  @Override
  public void writeF32(int address, float value) {
    FLOAT.set(bytes, checked(address, 4), value);
  }

  @Override
  public double readDouble(int address) {
    return (double) DOUBLE.get(bytes, checked(address, 8));
  }

  @Override
  public void writeF64(int address, double value) {
    DOUBLE.set(bytes, checked(address, 8), value);
  }

  @Override
  public long readU16(int address) {
    return readShort(address) & 0xffffL;
  }

  @Override
  public long readF32(int address) {
    return readInt(address);
  }

  @Override
  public long readF64(int address) {
    return readLong(address);
  }

  /** The second half of {@code memory.copy} between two memories. */
  @Override
  public void write(int address, byte[] source, int offset, int length) {
    copyIn(address, source, offset, length);
  }

  /**
   * The first half of {@code memory.copy} between two memories: what is copied exists twice for a
   * moment, and has to fit the budget.
   */
  @Override
  public byte[] readBytes(int address, int length) {
    requireRange(address, length);
    memory.store().memory().requireFree(length);
    byte[] copy = memory.store().watched(length, () -> new byte[length]);
    for (int done = 0; done < length; done += PIECE) {
      tank.checkDeadline();
      System.arraycopy(bytes, address + done, copy, done, Math.min(PIECE, length - done));
    }
    return copy;
  }

  @Override
  public void zero() {
    // Chicory asks for this once, before the segments: a new array is zero already.
  }

  @Override
  public void drop(int segment) {
    segments[segment] = PassiveDataSegment.EMPTY;
  }

  @Override
  @Deprecated
  public Object lock(int address) {
    throw noThreads();
  }

  @Override
  @Deprecated
  public int waitOn(int address, int expected, long timeout) {
    throw noThreads();
  }

  @Override
  @Deprecated
  public int waitOn(int address, long expected, long timeout) {
    throw noThreads();
  }

  @Override
  @Deprecated
  public int notify(int address, int maxThreads) {
    throw noThreads();
  }

  private static UnsupportedOperationException noThreads() {
    return new UnsupportedOperationException("modules that need threads are refused");
  }
}

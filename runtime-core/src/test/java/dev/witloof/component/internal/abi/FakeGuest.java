package dev.witloof.component.internal.abi;

import dev.witloof.component.internal.abi.LiftLowerContext.MemoryOptions;
import dev.witloof.component.internal.abi.LiftLowerContext.Peer;
import dev.witloof.component.internal.plan.CanonOptions.StringEncoding;
import dev.witloof.component.type.ResourceType;
import dev.witloof.engine.CoreMemory;
import dev.witloof.engine.Trap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A guest without code: a memory, a bump allocator, handles that index a list, and meters. */
final class FakeGuest implements HandleScope, TransferMeter {
  private final Memory memory;
  private final List<Object> handles = new ArrayList<>();
  private final LiftLowerContext context;
  private long next = 64;
  long lifted;

  /** How often the clock was looked at. */
  int looks;

  /** Of how many bytes each work was that the clock was to be looked at meanwhile. */
  final List<Long> watched = new ArrayList<>();

  /** What the allocator was asked for: old address, old size, alignment, new size. */
  final List<List<Long>> calls = new ArrayList<>();

  FakeGuest(StringEncoding encoding, int memorySize) {
    this(encoding, memorySize, Peer.HOST);
  }

  FakeGuest(StringEncoding encoding, int memorySize, Peer peer) {
    memory = new Memory(memorySize);
    context =
        new LiftLowerContext(
            new MemoryOptions(encoding, Optional.of(memory), Optional.of(this::reallocate)),
            this,
            this,
            peer);
  }

  LiftLowerContext context() {
    return context;
  }

  CoreMemory memory() {
    return memory;
  }

  /** A new block of the guest's memory. */
  long allocate(long alignment, long size) {
    return context.allocate(Allocation.LIST, alignment, size);
  }

  /** Every block is new, so that the old one's contents must be copied. */
  private long reallocate(long old, long oldSize, long alignment, long size) {
    calls.add(List.of(old, oldSize, alignment, size));
    long address = (next + alignment - 1) & -alignment;
    next = address + size;
    byte[] kept = new byte[(int) Math.min(oldSize, size)];
    memory.read(old, kept, 0, kept.length);
    memory.write(address, kept, 0, kept.length);
    return address;
  }

  @Override
  public Object liftOwn(ResourceType type, int handle) {
    return handles.get(handle);
  }

  @Override
  public Object liftBorrow(ResourceType type, int handle) {
    return handles.get(handle);
  }

  @Override
  public int lowerOwn(ResourceType type, Object value) {
    handles.add(value);
    return handles.size() - 1;
  }

  @Override
  public int lowerBorrow(ResourceType type, Object value) {
    return lowerOwn(type, value);
  }

  @Override
  public void lifted(long bytes) {
    lifted += bytes;
  }

  @Override
  public void lowered(long bytes) {
    // What is lowered is seen in the memory.
  }

  @Override
  public void checkDeadline() {
    looks++;
  }

  @Override
  public <T> T watched(long bytes, Supplier<T> work) {
    watched.add(bytes);
    return work.get();
  }

  private static final class Memory implements CoreMemory {
    private final ByteBuffer bytes;

    Memory(int size) {
      bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int at(long address, int width) {
      if (address < 0 || address + width > bytes.capacity()) {
        throw new Trap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, "out of bounds: " + address);
      }
      return (int) address;
    }

    @Override
    public long size() {
      return bytes.capacity();
    }

    @Override
    public void read(long address, byte[] target, int offset, int length) {
      bytes.get(at(address, length), target, offset, length);
    }

    @Override
    public void write(long address, byte[] source, int offset, int length) {
      bytes.put(at(address, length), source, offset, length);
    }

    @Override
    public byte readByte(long address) {
      return bytes.get(at(address, 1));
    }

    @Override
    public short readShort(long address) {
      return bytes.getShort(at(address, 2));
    }

    @Override
    public int readInt(long address) {
      return bytes.getInt(at(address, 4));
    }

    @Override
    public long readLong(long address) {
      return bytes.getLong(at(address, 8));
    }

    @Override
    public void writeByte(long address, byte value) {
      bytes.put(at(address, 1), value);
    }

    @Override
    public void writeShort(long address, short value) {
      bytes.putShort(at(address, 2), value);
    }

    @Override
    public void writeInt(long address, int value) {
      bytes.putInt(at(address, 4), value);
    }

    @Override
    public void writeLong(long address, long value) {
      bytes.putLong(at(address, 8), value);
    }
  }
}

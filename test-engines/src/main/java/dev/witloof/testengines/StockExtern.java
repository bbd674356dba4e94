package dev.witloof.testengines;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import dev.witloof.engine.CoreFunction;
import dev.witloof.engine.CoreGlobal;
import dev.witloof.engine.CoreMemory;
import dev.witloof.engine.CoreTable;
import dev.witloof.engine.CoreType;

/** What instances export and import. */
sealed interface StockExtern {
  record Table(TableInstance table) implements StockExtern, CoreTable {}

  record Global(GlobalInstance global) implements StockExtern, CoreGlobal {}

  record Function(Instance instance, String name) implements StockExtern, CoreFunction {
    private static final long[] NOTHING = {};

    ExportFunction export() {
      return instance.export(name);
    }

    @Override
    public CoreType.Func type() {
      return StockTypes.of(instance.exportType(name));
    }

    @Override
    public long[] call(long... args) {
      long[] results = StockFailures.guarded(() -> export().apply(args));
      return results == null ? NOTHING : results;
    }
  }

  /** Addresses are trusted: only tests use this. */
  record Memory(com.dylibso.chicory.runtime.Memory memory) implements StockExtern, CoreMemory {
    private static final long PAGE = 1 << 16;

    @Override
    public long size() {
      return memory.pages() * PAGE;
    }

    @Override
    public void read(long address, byte[] target, int offset, int length) {
      System.arraycopy(memory.readBytes((int) address, length), 0, target, offset, length);
    }

    @Override
    public void write(long address, byte[] source, int offset, int length) {
      memory.write((int) address, source, offset, length);
    }

    @Override
    public byte readByte(long address) {
      return memory.read((int) address);
    }

    @Override
    public short readShort(long address) {
      return memory.readShort((int) address);
    }

    @Override
    public int readInt(long address) {
      return memory.readInt((int) address);
    }

    @Override
    public long readLong(long address) {
      return memory.readLong((int) address);
    }

    @Override
    public void writeByte(long address, byte value) {
      memory.writeByte((int) address, value);
    }

    @Override
    public void writeShort(long address, short value) {
      memory.writeShort((int) address, value);
    }

    @Override
    public void writeInt(long address, int value) {
      memory.writeI32((int) address, value);
    }

    @Override
    public void writeLong(long address, long value) {
      memory.writeLong((int) address, value);
    }
  }
}

package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.FuelSchedule;

/**
 * A table whose elements are paid from the store's budget and fuel. It has limits of its own:
 * growing a table of Chicory's changes the limits in the parsed module, which all instances share.
 */
final class GuestTable extends TableInstance {
  /** Heap of an element: a function number and its instance. */
  private static final long ELEMENT_BYTES = 8;

  private final ChicoryStore store;
  private final CoreType.Table declared;
  private int lastRead;

  private GuestTable(ChicoryStore store, CoreType.Table declared, Table table, int initial) {
    super(table, initial);
    this.store = store;
    this.declared = declared;
  }

  /** Makes a table, after taking its minimum from the budget. */
  static GuestTable create(
      ChicoryStore store, CoreType.Table declared, Table parsed, int initialValue) {
    store.memory().require(declared.min() * ELEMENT_BYTES);
    TableLimits limits = new TableLimits(declared.min(), parsed.limits().max());
    Table own = new Table(parsed.elementType(), limits, parsed.initialize());
    return new GuestTable(store, declared, own, initialValue);
  }

  ChicoryStore store() {
    return store;
  }

  /** The type with the present size as its minimum, as imports see it. */
  CoreType.Table type() {
    return new CoreType.Table(declared.element(), size(), declared.max());
  }

  @Override
  public int grow(int more, int value, Instance instance) {
    long target = size() + Integer.toUnsignedLong(more);
    if (target > limits().max()) {
      return -1;
    }
    long bytes = more * ELEMENT_BYTES;
    if (!store.memory().tryTake(bytes)) {
      return -1;
    }
    store.tank().burn(target);
    try {
      return super.grow(more, value, instance);
    } catch (OutOfMemoryError e) {
      // The guest learns of it as of any refused growth.
      store.memory().giveBack(bytes);
      return -1;
    }
  }

  @Override
  public void setRef(int index, int value, Instance instance) {
    store.tank().burn(FuelSchedule.TABLE_ELEMENT);
    super.setRef(index, value, instance);
  }

  @Override
  public int ref(int index) {
    lastRead = index;
    return super.ref(index);
  }

  /**
   * The instance of the element that was read last, whatever the index: Chicory's {@code
   * table.copy} reads the function at the source's index but asks for the instance at the target's;
   * elsewhere the two are the same.
   */
  @Override
  public Instance instance(int index) {
    return super.instance(lastRead);
  }
}

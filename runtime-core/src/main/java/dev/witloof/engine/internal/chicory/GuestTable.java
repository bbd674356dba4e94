package dev.witloof.engine.internal.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.Value;
import dev.witloof.engine.CoreType;
import dev.witloof.engine.FuelSchedule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table whose elements are paid from the store's budget and fuel, kept in arrays that grow
 * geometrically. Nothing is left in Chicory's own arrays: those grow by a copy each time, and
 * growing them changes the limits in the parsed module, which all instances share.
 */
final class GuestTable extends TableInstance {
  /** Heap of an element: a function number and its instance. */
  private static final long ELEMENT_BYTES = 8;

  private final ChicoryStore store;
  private final CoreType.Table declared;
  private final TableLimits limits;
  private int[] functions;
  private @Nullable Instance[] instances;
  private int size;
  private int lastRead;

  private GuestTable(
      ChicoryStore store, CoreType.Table declared, Table parsed, TableLimits limits, int initial) {
    super(new Table(parsed.elementType(), new TableLimits(0, 0), parsed.initialize()), initial);
    this.store = store;
    this.declared = declared;
    this.limits = limits;
    this.size = (int) limits.min();
    this.functions = new int[size];
    Arrays.fill(functions, initial);
    this.instances = new Instance[size];
  }

  /** Makes a table, after taking its minimum from the budget. */
  static GuestTable create(
      ChicoryStore store, CoreType.Table declared, Table parsed, int initialValue) {
    store.memory().require(declared.min() * ELEMENT_BYTES);
    TableLimits limits = new TableLimits(declared.min(), parsed.limits().max());
    return new GuestTable(store, declared, parsed, limits, initialValue);
  }

  ChicoryStore store() {
    return store;
  }

  /** The type with the present size as its minimum, as imports see it. */
  CoreType.Table type() {
    return new CoreType.Table(declared.element(), size(), declared.max());
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public TableLimits limits() {
    return limits;
  }

  @Override
  public int grow(int more, int value, Instance instance) {
    long target = size + Integer.toUnsignedLong(more);
    if (target > limits.max() || target > Integer.MAX_VALUE) {
      return -1;
    }
    long bytes = more * ELEMENT_BYTES;
    if (!store.memory().tryTake(bytes)) {
      return -1;
    }
    store.tank().burn(more);
    try {
      reserve((int) target);
    } catch (OutOfMemoryError e) {
      // The guest learns of it as of any refused growth.
      store.memory().giveBack(bytes);
      return -1;
    }
    int before = size;
    Arrays.fill(functions, before, (int) target, value);
    Arrays.fill(instances, before, (int) target, instance);
    size = (int) target;
    limits.grow(more);
    return before;
  }

  private void reserve(int target) {
    if (target > functions.length) {
      int capacity = (int) Math.min(limits.max(), Math.max(target, functions.length * 3L / 2));
      int[] grown = Arrays.copyOf(functions, capacity);
      instances = Arrays.copyOf(instances, capacity);
      functions = grown;
    }
  }

  @Override
  public void setRef(int index, int value, Instance instance) {
    store.tank().burn(FuelSchedule.TABLE_ELEMENT);
    if (index < 0 || index >= size) {
      throw new UninstantiableException("out of bounds table access");
    }
    functions[index] = value;
    instances[index] = instance;
  }

  @Override
  public int ref(int index) {
    if (index < 0 || index >= size) {
      throw new ChicoryException("undefined element");
    }
    lastRead = index;
    return functions[index];
  }

  @Override
  public void reset() {
    Arrays.fill(functions, 0, size, Value.REF_NULL_VALUE);
  }

  /**
   * The instance of the element that was read last, whatever the index: Chicory's {@code
   * table.copy} reads the function at the source's index but asks for the instance at the target's;
   * elsewhere the two are the same.
   */
  @Override
  public @Nullable Instance instance(int index) {
    return instances[lastRead];
  }
}
